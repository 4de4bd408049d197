import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1852610: Defect = {
  name: 'bug-1852610',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Ussuri' },
  title: 'a compute service is removed under a resize',
  story: 'The removal of a compute service does not ask for moves from or to the host.',
  turnsRed: ['LD-101'],
  change: novaSteps('removeCompute', { requireNoMoves: () => 'go on' }),
};
