import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1670627: Defect = {
  name: 'bug-1670627',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Pike' },
  title: 'a server that found no host is never given back to the quota',
  story: 'The quota goes on counting what was deleted in cell0.',
  turnsRed: ['LD-58'],
  change: novaRules({
    serversOfQuota: (store) => [
      ...store.liveServers(),
      ...[...store.servers.values()].filter(
        ({ uuid, deletedAt }) => deletedAt !== null && store.mappings.get(uuid)?.cell === 'cell0',
      ),
    ],
  }),
};
