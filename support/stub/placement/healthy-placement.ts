import { deleteAllocations } from './operations/delete-allocations';
import { writeAllocations } from './operations/write-allocations';
import type { PlacementSeams } from './placement';
import { mayManage, mayReadUsages } from './policy';
import { placementViews } from './views';

/** Placement without a known bug of its own beyond those that every release has. */
export const healthyPlacement: PlacementSeams = {
  rules: { mayManage, mayReadUsages },
  views: { providerAllocations: placementViews.providerAllocations },
  operations: { writeAllocations, deleteAllocations },
};
