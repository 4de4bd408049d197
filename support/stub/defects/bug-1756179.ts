import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1756179: Defect = {
  name: 'bug-1756179',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Rocky' },
  title: 'removing a compute service leaves its provider',
  story: 'The removal of a compute service deletes its records and leaves the provider.',
  turnsRed: ['LD-100.removed'],
  alsoRed: ['LD-102', 'LD-104.refused'],
  change: novaSteps('removeCompute', { deleteProvider: () => 'go on' }),
};
