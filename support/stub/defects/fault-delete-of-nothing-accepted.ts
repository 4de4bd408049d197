import { leftOut } from '../operation';
import type { Defect } from './defect';
import { steps } from './replace';

export const faultDeleteOfNothingAccepted: Defect = {
  name: 'fault-delete-of-nothing-accepted',
  origin: { kind: 'single fault', tier: 4 },
  title: 'deleting allocations that are not there is accepted',
  story: 'Placement answers as if it had removed something.',
  turnsRed: ['LD-3.removed', 'LD-35'],
  change: steps('placement', 'deleteAllocations', { findAllocations: leftOut }),
};
