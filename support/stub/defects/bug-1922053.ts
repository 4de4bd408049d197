import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1922053: Defect = {
  name: 'bug-1922053',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Xena' },
  title: 'a host is forced up while servers evacuated from it may still run there',
  story: 'Forcing a host up does not ask for evacuations.',
  turnsRed: ['LD-91.refused'],
  change: novaRules({ mayForceUp: () => true }),
};
