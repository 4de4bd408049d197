import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1707071: Defect = {
  name: 'bug-1707071',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Pike' },
  title: 'a starting host does not remove what deleted servers left',
  story: 'The compute service looks through its allocations neither at its start nor from time to time.',
  turnsRed: ['LD-22'],
  alsoRed: [
    'LD-23',
    'LD-24',
    'LD-25',
    'LD-26',
    'LD-26.everywhere',
    'LD-27',
    'LD-28',
    'LD-28.claimed',
    'LD-30',
    'LD-31',
    'LD-32.full',
    'LD-32.healed',
    'LD-33.healed',
    'LD-35',
    'LD-44.kept',
    'LD-60.kept',
    'LD-60.refused',
    'LD-122',
  ],
  change: novaSteps('updateResources', { heal: leftOut }),
};
