import { faultRestoreOfDestroyed } from './fault-restore-of-destroyed';
import { faultSecondSoftDeleteIsFinal } from './fault-second-soft-delete-is-final';
import { bug1712480 } from './bug-1712480';
import { bug1863009 } from './bug-1863009';
import { faultDownHostKeepsSoftDeleted } from './fault-down-host-keeps-soft-deleted';
import { faultLockIgnoredByRestore } from './fault-lock-ignored-by-restore';
import { faultNeverLaunchedKept } from './fault-never-launched-kept';
import { faultNeverReclaimed } from './fault-never-reclaimed';
import { faultQuotaCountsSoftDeleted } from './fault-quota-counts-soft-deleted';
import { faultRemovalOverlooksSoftDeleted } from './fault-removal-overlooks-soft-deleted';
import { faultRestoreDoesNothing } from './fault-restore-does-nothing';
import { faultRestoreFreesPlace } from './fault-restore-frees-place';
import { faultRestoreIgnoresQuota } from './fault-restore-ignores-quota';
import { faultRestoreInAnyState } from './fault-restore-in-any-state';
import { faultRestoredWithoutHost } from './fault-restored-without-host';
import { faultSoftDeleteFreesPlace } from './fault-soft-delete-frees-place';
import { faultSoftDeleteIsFinal } from './fault-soft-delete-is-final';
import { faultSoftDeleteLeaksOnDownHost } from './fault-soft-delete-leaks-on-down-host';
import { faultSoftDeletedKeptByForce } from './fault-soft-deleted-kept-by-force';
import type { Defect } from './defect';

/** What an embedded cloud can be made to do wrong with soft deletes and restores. */
export const defectsOfSoftDeletes: readonly Defect[] = [
  faultRestoreOfDestroyed,
  faultSecondSoftDeleteIsFinal,
  bug1712480,
  bug1863009,
  faultDownHostKeepsSoftDeleted,
  faultLockIgnoredByRestore,
  faultNeverLaunchedKept,
  faultNeverReclaimed,
  faultQuotaCountsSoftDeleted,
  faultRemovalOverlooksSoftDeleted,
  faultRestoreDoesNothing,
  faultRestoreFreesPlace,
  faultRestoreIgnoresQuota,
  faultRestoreInAnyState,
  faultRestoredWithoutHost,
  faultSoftDeleteFreesPlace,
  faultSoftDeleteIsFinal,
  faultSoftDeleteLeaksOnDownHost,
  faultSoftDeletedKeptByForce,
];
