import { together } from '../seams';
import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1859496: Defect = {
  name: 'bug-1859496',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Ussuri' },
  title: 'a server deleted while it waits for its host leaves its claim',
  story: 'The delete drops the build and leaves what the scheduler has claimed to a conductor that has died meanwhile.',
  turnsRed: ['LD-61.claimed'],
  alsoRed: ['LD-61', 'LD-62', 'LD-63.claimed', 'LD-63.leaked'],
  change: together(
    novaSteps('deleteUnplaced', { freeAllocations: leftOut }),
    novaSteps('dropBuild', { freeAllocations: leftOut }),
  ),
};
