import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1712684: Defect = {
  name: 'bug-1712684',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Queens' },
  title: "a normal delete does not free the server's allocation",
  story: 'The host ends the server and leaves its allocation to the next periodic run.',
  turnsRed: ['LD-13'],
  change: novaSteps('terminate', { freeAllocations: leftOut }),
};
