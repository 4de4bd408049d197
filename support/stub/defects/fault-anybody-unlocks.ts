import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultAnybodyUnlocks: Defect = {
  name: 'fault-anybody-unlocks',
  origin: { kind: 'single fault', tier: 2 },
  title: 'whoever sees a server takes its lock off',
  story: 'The policy of the unlock asks for nothing.',
  turnsRed: ['LD-110.reader'],
  change: novaPolicies({ 'os-lock-server:unlock': () => true }),
};
