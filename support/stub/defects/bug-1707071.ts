import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1707071: Defect = {
  name: 'bug-1707071',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Pike' },
  title: 'a starting host does not remove what deleted servers left',
  story: 'The compute service looks through its allocations neither at its start nor from time to time.',
  turnsRed: ['LD-22'],
  change: novaSteps('updateResources', { heal: leftOut }),
};
