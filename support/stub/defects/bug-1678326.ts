import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1678326: Defect = {
  name: 'bug-1678326',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Pike' },
  title: 'the quota is given back although the delete has failed',
  story: 'The quota forgets a server before it is destroyed, and does not count it again when that fails.',
  turnsRed: ['LD-48.quota'],
  change: novaRules({
    serversOfQuota: (store) => store.liveServers().filter(({ taskState }) => taskState !== 'deleting'),
  }),
};
