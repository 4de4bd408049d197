import { bug1404867 } from './bug-1404867';
import { bug1660878 } from './bug-1660878';
import { bug1670627 } from './bug-1670627';
import { bug1675570 } from './bug-1675570';
import { bug1678326 } from './bug-1678326';
import { bug1679750 } from './bug-1679750';
import { bug1680211 } from './bug-1680211';
import { bug1697497 } from './bug-1697497';
import { bug1707071 } from './bug-1707071';
import { bug1712684 } from './bug-1712684';
import { bug1712718 } from './bug-1712718';
import { bug1713796 } from './bug-1713796';
import { bug1729371 } from './bug-1729371';
import { bug1741000 } from './bug-1741000';
import { bug1778576 } from './bug-1778576';
import { bug1780799 } from './bug-1780799';
import { bug1798688 } from './bug-1798688';
import { bug1805164 } from './bug-1805164';
import { bug1833581 } from './bug-1833581';
import { bug1836754 } from './bug-1836754';
import { bug1837955 } from './bug-1837955';
import { bug1859496 } from './bug-1859496';
import { bug1862633 } from './bug-1862633';
import { bug1886418 } from './bug-1886418';
import { bug1909120 } from './bug-1909120';
import { bug1914777 } from './bug-1914777';
import { bug1938326 } from './bug-1938326';
import { bug1940812 } from './bug-1940812';
import { bug1983471 } from './bug-1983471';
import { bug1993736 } from './bug-1993736';
import { bug2004555 } from './bug-2004555';
import { bug2048837 } from './bug-2048837';
import { bug2088066 } from './bug-2088066';
import { commit57a3af6921 } from './commit-57a3af6921';
import { mended1993736 } from './mended-1993736';
import { mended2088066 } from './mended-2088066';
import { faultAbortedBuildKeepsShare } from './fault-aborted-build-keeps-share';
import { faultAbortedBuildKeepsVolume } from './fault-aborted-build-keeps-volume';
import { faultAllVolumesDeleted } from './fault-all-volumes-deleted';
import { faultAnybodyUnlocks } from './fault-anybody-unlocks';
import { faultAttachmentsKept } from './fault-attachments-kept';
import { faultChangesHideDeleted } from './fault-changes-hide-deleted';
import { faultChildShareKept } from './fault-child-share-kept';
import { faultDeleteFreesOtherHosts } from './fault-delete-frees-other-hosts';
import { faultDeleteFreesSiblings } from './fault-delete-frees-siblings';
import { faultDeleteFreesTheWholeHost } from './fault-delete-frees-the-whole-host';
import { faultDeleteGoesOnAfterTheAnswer } from './fault-delete-goes-on-after-the-answer';
import { faultDeleteOfMissingAccepted } from './fault-delete-of-missing-accepted';
import { faultDeleteOfNothingAccepted } from './fault-delete-of-nothing-accepted';
import { faultDeleteRefusedUnlessActive } from './fault-delete-refused-unless-active';
import { faultDeletedServersForgotten } from './fault-deleted-servers-forgotten';
import { faultDisabledHidesForcedDown } from './fault-disabled-hides-forced-down';
import { faultDisabledHostUsed } from './fault-disabled-host-used';
import { faultDisabledIsDown } from './fault-disabled-is-down';
import { faultDownTooEarly } from './fault-down-too-early';
import { faultEndNotOnRecord } from './fault-end-not-on-record';
import { faultErrorOfPlacementSwallowed } from './fault-error-of-placement-swallowed';
import { faultEveryDeleteOnRecord } from './fault-every-delete-on-record';
import { faultFailedRequestKeepsClaims } from './fault-failed-request-keeps-claims';
import { faultFlagOfVolumesIgnored } from './fault-flag-of-volumes-ignored';
import { faultForceDownTooOld } from './fault-force-down-too-old';
import { faultForcedDownDisables } from './fault-forced-down-disables';
import { faultForcedDownHostUsed } from './fault-forced-down-host-used';
import { faultForcedDownIgnored } from './fault-forced-down-ignored';
import { faultForcedDownMarksProvider } from './fault-forced-down-marks-provider';
import { faultForcedUpEnables } from './fault-forced-up-enables';
import { faultFreedBeforeTheHost } from './fault-freed-before-the-host';
import { faultHealFirstLeakOnly } from './fault-heal-first-leak-only';
import { faultHealLiveServers } from './fault-heal-live-servers';
import { faultHealOtherHosts } from './fault-heal-other-hosts';
import { faultHealOwnShareOnly } from './fault-heal-own-share-only';
import { faultHealUnknownConsumers } from './fault-heal-unknown-consumers';
import { faultHealedAfterUp } from './fault-healed-after-up';
import { faultHeartbeatByAnyUpdate } from './fault-heartbeat-by-any-update';
import { faultInterruptedBuildForgotten } from './fault-interrupted-build-forgotten';
import { faultLockAskedTooLate } from './fault-lock-asked-too-late';
import { faultLockIgnored } from './fault-lock-ignored';
import { faultLockIgnoredByForceDelete } from './fault-lock-ignored-by-force-delete';
import { faultLockIgnoredByLocalDelete } from './fault-lock-ignored-by-local-delete';
import { faultLockOutlivesUnlock } from './fault-lock-outlives-unlock';
import { faultLockStopsOperator } from './fault-lock-stops-operator';
import { faultMarkOfDisabledStays } from './fault-mark-of-disabled-stays';
import { faultMemberEvacuates } from './fault-member-evacuates';
import { faultMemberForcesDown } from './fault-member-forces-down';
import { faultMemberListsServices } from './fault-member-lists-services';
import { faultMemberReadsProviders } from './fault-member-reads-providers';
import { faultMissingImageStopsDelete } from './fault-missing-image-stops-delete';
import { faultMissingPortStopsDelete } from './fault-missing-port-stops-delete';
import { faultNoHealingWhileForcedDown } from './fault-no-healing-while-forced-down';
import { faultNoPeriodicHealing } from './fault-no-periodic-healing';
import { faultNothingToFreeStopsDelete } from './fault-nothing-to-free-stops-delete';
import { faultOlderHistoryOfDeleted } from './fault-older-history-of-deleted';
import { faultOldRulesForgotten } from './fault-old-rules-forgotten';
import { faultOlderListTellsForcedDown } from './fault-older-list-tells-forced-down';
import { faultOneClassFreed } from './fault-one-class-freed';
import { faultOperatorMayNotDelete } from './fault-operator-may-not-delete';
import { faultOwnerListsDeleted } from './fault-owner-lists-deleted';
import { faultOwnerMayNotReadUsage } from './fault-owner-may-not-read-usage';
import { faultOwnersPortsDeleted } from './fault-owners-ports-deleted';
import { faultPortsOfNovaKept } from './fault-ports-of-nova-kept';
import { faultQuotaCountsDeleted } from './fault-quota-counts-deleted';
import { faultReaderMayDelete } from './fault-reader-may-delete';
import { faultReasonLostWhenForcedDown } from './fault-reason-lost-when-forced-down';
import { faultReasonNeverKept } from './fault-reason-never-kept';
import { faultReasonStaysWhenEnabled } from './fault-reason-stays-when-enabled';
import { faultRestartEnables } from './fault-restart-enables';
import { faultReturningHostForgetsDelete } from './fault-returning-host-forgets-delete';
import { faultRunningHostDeletesOneVolume } from './fault-running-host-deletes-one-volume';
import { faultRunningHostDetachesOneVolume } from './fault-running-host-detaches-one-volume';
import { faultSecondDeleteFails } from './fault-second-delete-fails';
import { faultSecondDeleteIgnoredOnDownHost } from './fault-second-delete-ignored-on-down-host';
import { faultSecondOwnersPortBound } from './fault-second-owners-port-bound';
import { faultSecondPortKept } from './fault-second-port-kept';
import { faultSecondVolumeKept } from './fault-second-volume-kept';
import { faultServiceUpdatesUnchecked } from './fault-service-updates-unchecked';
import { faultShelvedImageKept } from './fault-shelved-image-kept';
import { faultSilentHidesDisabled } from './fault-silent-hides-disabled';
import { faultSilentIsUp } from './fault-silent-is-up';
import { faultStaleGenerationAccepted } from './fault-stale-generation-accepted';
import { faultStrangerReadsUsage } from './fault-stranger-reads-usage';
import { faultStrangerToldOfServer } from './fault-stranger-told-of-server';
import { faultTimeOutSwallowed } from './fault-time-out-swallowed';
import { faultTroubleOfCinderStopsDelete } from './fault-trouble-of-cinder-stops-delete';
import { faultTroubleOfNeutronSwallowed } from './fault-trouble-of-neutron-swallowed';
import { faultUnknownServiceUpdated } from './fault-unknown-service-updated';
import { faultUnreachableStopsDelete } from './fault-unreachable-stops-delete';
import { faultUuidsInOlderList } from './fault-uuids-in-older-list';
import { defectsOfMoves } from './of-moves';
import { defectsOfRemovals } from './of-removals';
import { defectsOfSoftDeletes } from './of-soft-deletes';
import type { Defect } from './defect';

export type { Defect } from './defect';

/** All that an embedded cloud can be made to do wrong. */
export const defects: readonly Defect[] = [
  bug1404867,
  bug1660878,
  bug1670627,
  bug1675570,
  bug1678326,
  bug1679750,
  bug1680211,
  bug1697497,
  bug1707071,
  bug1712684,
  bug1712718,
  bug1713796,
  bug1729371,
  bug1741000,
  bug1778576,
  bug1780799,
  bug1798688,
  bug1805164,
  bug1833581,
  bug1836754,
  bug1837955,
  bug1859496,
  bug1862633,
  bug1886418,
  bug1909120,
  bug1914777,
  bug1938326,
  bug1940812,
  bug1983471,
  bug1993736,
  bug2004555,
  bug2048837,
  bug2088066,
  commit57a3af6921,
  mended1993736,
  mended2088066,
  faultAbortedBuildKeepsShare,
  faultAbortedBuildKeepsVolume,
  faultAllVolumesDeleted,
  faultAnybodyUnlocks,
  faultAttachmentsKept,
  faultChangesHideDeleted,
  faultChildShareKept,
  faultDeleteFreesOtherHosts,
  faultDeleteFreesSiblings,
  faultDeleteFreesTheWholeHost,
  faultDeleteGoesOnAfterTheAnswer,
  faultDeleteOfMissingAccepted,
  faultDeleteOfNothingAccepted,
  faultDeleteRefusedUnlessActive,
  faultDeletedServersForgotten,
  faultDisabledHidesForcedDown,
  faultDisabledHostUsed,
  faultDisabledIsDown,
  faultDownTooEarly,
  faultEndNotOnRecord,
  faultErrorOfPlacementSwallowed,
  faultEveryDeleteOnRecord,
  faultFailedRequestKeepsClaims,
  faultFlagOfVolumesIgnored,
  faultForceDownTooOld,
  faultForcedDownDisables,
  faultForcedDownHostUsed,
  faultForcedDownIgnored,
  faultForcedDownMarksProvider,
  faultForcedUpEnables,
  faultFreedBeforeTheHost,
  faultHealFirstLeakOnly,
  faultHealLiveServers,
  faultHealOtherHosts,
  faultHealOwnShareOnly,
  faultHealUnknownConsumers,
  faultHealedAfterUp,
  faultHeartbeatByAnyUpdate,
  faultInterruptedBuildForgotten,
  faultLockAskedTooLate,
  faultLockIgnored,
  faultLockIgnoredByForceDelete,
  faultLockIgnoredByLocalDelete,
  faultLockOutlivesUnlock,
  faultLockStopsOperator,
  faultMarkOfDisabledStays,
  faultMemberEvacuates,
  faultMemberForcesDown,
  faultMemberListsServices,
  faultMemberReadsProviders,
  faultMissingImageStopsDelete,
  faultMissingPortStopsDelete,
  faultNoHealingWhileForcedDown,
  faultNoPeriodicHealing,
  faultNothingToFreeStopsDelete,
  faultOlderHistoryOfDeleted,
  faultOldRulesForgotten,
  faultOlderListTellsForcedDown,
  faultOneClassFreed,
  faultOperatorMayNotDelete,
  faultOwnerListsDeleted,
  faultOwnerMayNotReadUsage,
  faultOwnersPortsDeleted,
  faultPortsOfNovaKept,
  faultQuotaCountsDeleted,
  faultReaderMayDelete,
  faultReasonLostWhenForcedDown,
  faultReasonNeverKept,
  faultReasonStaysWhenEnabled,
  faultRestartEnables,
  faultReturningHostForgetsDelete,
  faultRunningHostDeletesOneVolume,
  faultRunningHostDetachesOneVolume,
  faultSecondDeleteFails,
  faultSecondDeleteIgnoredOnDownHost,
  faultSecondOwnersPortBound,
  faultSecondPortKept,
  faultSecondVolumeKept,
  faultServiceUpdatesUnchecked,
  faultShelvedImageKept,
  faultSilentHidesDisabled,
  faultSilentIsUp,
  faultStaleGenerationAccepted,
  faultStrangerReadsUsage,
  faultStrangerToldOfServer,
  faultTimeOutSwallowed,
  faultTroubleOfCinderStopsDelete,
  faultTroubleOfNeutronSwallowed,
  faultUnknownServiceUpdated,
  faultUnreachableStopsDelete,
  faultUuidsInOlderList,
  ...defectsOfMoves,
  ...defectsOfRemovals,
  ...defectsOfSoftDeletes,
];

/** The defect of this name. Throws a RangeError. */
export function findDefect(name: string): Defect {
  const defect = defects.find((known) => known.name === name);
  if (defect !== undefined) return defect;
  throw new RangeError(
    `the embedded cloud has no defect "${name}"; npm run acceptance -- --defect list tells all there are`,
  );
}
