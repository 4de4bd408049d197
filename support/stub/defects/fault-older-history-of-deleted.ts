import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultOlderHistoryOfDeleted: Defect = {
  name: 'fault-older-history-of-deleted',
  origin: { kind: 'single fault', tier: 3 },
  title: 'older clients are told the history of deleted servers',
  story: 'The API does not look at the microversion when it is asked what was done to a server.',
  turnsRed: ['LD-123.too-old'],
  change: novaRules({ tellsHistoryOfDeleted: () => true }),
};
