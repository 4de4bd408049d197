import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1785776: Defect = {
  name: 'bug-1785776',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Rocky' },
  title: 'a reverted resize leaves the books as they were before it was reverted',
  story: 'The source takes the server back, and does not give it what the migration held.',
  turnsRed: ['LD-78.reverted'],
  change: novaSteps('revertOnSource', { moveBack: leftOut }),
};
