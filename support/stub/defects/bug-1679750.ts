import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1679750: Defect = {
  name: 'bug-1679750',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Rocky' },
  title: "a local delete does not free the server's allocation",
  story:
    'The API deletes the record of a server whose host is down and leaves its allocation to the start of the host.',
  turnsRed: ['LD-1', 'LD-2', 'LD-3.empty', 'LD-4'],
  change: novaSteps('localDelete', { freeAllocations: leftOut }),
};
