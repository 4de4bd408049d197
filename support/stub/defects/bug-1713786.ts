import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1713786: Defect = {
  name: 'bug-1713786',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Queens' },
  title: 'a failed evacuation keeps its claim on the new host',
  story:
    'A host that cannot take an evacuated server gives the evacuation up, and not what the scheduler claimed for it.',
  turnsRed: ['LD-88'],
  change: novaSteps('giveUpRebuild', { freeDestination: leftOut }),
};
