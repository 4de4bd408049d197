import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultLockStopsOperator: Defect = {
  name: 'fault-lock-stops-operator',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a lock stops operators too',
  story: 'The API does not ask who is stopped by a lock.',
  turnsRed: ['LD-110.operator', 'LD-110.operator-down'],
  alsoRed: ['LD-110.up', 'LD-110.down', 'LD-110.reader', 'LD-110.stranger', 'LD-111', 'LD-115.locked'],
  change: novaRules({ lockStops: () => true }),
};
