import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1713796: Defect = {
  name: 'bug-1713796',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Queens' },
  title: 'a failed unshelve keeps its claim',
  story: 'The host gives the unshelve up and leaves what was claimed for it.',
  turnsRed: ['LD-94'],
  change: novaSteps('giveUpUnshelve', { freeAllocations: leftOut }),
};
