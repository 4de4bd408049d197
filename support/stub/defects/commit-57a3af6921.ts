import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const commit57a3af6921: Defect = {
  name: 'commit-57a3af6921',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Queens' },
  title: 'a build that is dropped keeps its claim',
  story: 'The conductor notices that the server was deleted, and leaves what was claimed for it.',
  turnsRed: ['LD-61'],
  alsoRed: ['LD-62'],
  change: novaSteps('dropBuild', { freeAllocations: leftOut }),
};
