import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1829479: Defect = {
  name: 'bug-1829479',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Yoga' },
  title: 'a provider cannot be removed after its servers were evacuated',
  story:
    'The removal of a compute service leaves what evacuated servers hold there, for which Placement keeps the provider.',
  turnsRed: ['LD-102'],
  change: novaSteps('removeCompute', { freeEvacuated: () => 'go on' }),
};
