import type { Operation } from '../operation';
import { type Fits, fits } from './operations/capacity';
import {
  deleteAllocations,
  type DeleteAllocationsContext,
  type DeleteAllocationsStep,
} from './operations/delete-allocations';
import { deleteProvider, type DeleteProviderContext, type DeleteProviderStep } from './operations/delete-provider';
import { setInventories, type SetInventoriesContext, type SetInventoriesStep } from './operations/set-inventories';
import { writeAllocations, type WriteContext, type WriteStep } from './operations/write-allocations';
import { type MayManage, mayManage, type MayReadUsages, mayReadUsages } from './policy';
import { placementViews, type PlacementViews } from './views';

/** What a release, a fault or a defect may replace in Placement. */
export interface PlacementSeams {
  readonly rules: { readonly mayManage: MayManage; readonly mayReadUsages: MayReadUsages; readonly fits: Fits };
  readonly views: PlacementViews;
  readonly operations: {
    readonly writeAllocations: Operation<WriteContext, WriteStep>;
    readonly deleteAllocations: Operation<DeleteAllocationsContext, DeleteAllocationsStep>;
    readonly setInventories: Operation<SetInventoriesContext, SetInventoriesStep>;
    readonly deleteProvider: Operation<DeleteProviderContext, DeleteProviderStep>;
  };
}

/** Placement without a known bug of its own beyond those that every release has. */
export const healthyPlacement: PlacementSeams = {
  rules: { mayManage, mayReadUsages, fits },
  views: placementViews,
  operations: { writeAllocations, deleteAllocations, setInventories, deleteProvider },
};
