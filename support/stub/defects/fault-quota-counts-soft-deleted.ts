import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultQuotaCountsSoftDeleted: Defect = {
  name: 'fault-quota-counts-soft-deleted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the quota counts soft-deleted servers',
  story: 'A soft-deleted server is not given back to the quota.',
  turnsRed: ['LD-66', 'LD-67'],
  alsoRed: ['LD-68'],
  change: novaRules({ serversOfQuota: (store) => store.liveServers() }),
};
