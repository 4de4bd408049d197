import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultQuotaCountsDeleted: Defect = {
  name: 'fault-quota-counts-deleted',
  origin: { kind: 'single fault', tier: 1 },
  title: 'the quota counts servers that were deleted',
  story: 'The quota counts the records of the database, deleted ones too.',
  turnsRed: ['LD-33.leaked', 'LD-58'],
  change: novaRules({ serversOfQuota: (store) => [...store.servers.values()] }),
};
