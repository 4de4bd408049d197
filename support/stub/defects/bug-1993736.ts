import type { Defect } from './defect';
import { novaTraits } from './replace';

export const bug1993736: Defect = {
  name: 'bug-1993736',
  origin: { kind: 'bug', tier: 1, fixedIn: '2023.1' },
  title: "a local delete leaves no record in the server's history",
  story: 'The API deletes the server without writing down an action.',
  turnsRed: ['LD-123.recorded'],
  change: novaTraits({ recordsLocalDelete: false }),
};
