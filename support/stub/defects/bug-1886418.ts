import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1886418: Defect = {
  name: 'bug-1886418',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Victoria' },
  title: 'the mark of a disabled host is not set on its provider',
  story: 'The host does not tell Placement that it was disabled.',
  turnsRed: ['LD-98.disabled'],
  change: novaRules({ isMarkedDisabled: () => false }),
};
