import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultLockIgnored: Defect = {
  name: 'fault-lock-ignored',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a lock stops nobody',
  story: 'The API keeps and shows the lock of a server, and does whatever is asked.',
  turnsRed: [
    'LD-110.up',
    'LD-110.down',
    'LD-111.force-delete',
    'LD-111.force-delete-down',
    'LD-111.restore',
    'LD-115.locked',
  ],
  change: novaRules({ lockStops: () => false }),
};
