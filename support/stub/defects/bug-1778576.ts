import type { Defect } from './defect';
import { steps } from './replace';

export const bug1778576: Defect = {
  name: 'bug-1778576',
  origin: { kind: 'bug', tier: 4, fixedIn: 'Rocky' },
  title: 'an allocation that was refused leaves its consumer behind',
  story: 'Placement makes the consumer before it looks for room, and keeps it when there is none.',
  turnsRed: ['LD-60.refused'],
  change: (seams) => {
    const { checkCapacity } = seams.placement.operations.writeAllocations;
    return steps('placement', 'writeAllocations', {
      checkCapacity: (context) => checkCapacity({ ...context, made: [] }),
    })(seams);
  },
};
