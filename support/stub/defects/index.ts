import { bug1679750 } from './bug-1679750';
import { bug1707071 } from './bug-1707071';
import { bug1712684 } from './bug-1712684';
import { bug1712718 } from './bug-1712718';
import { bug1729371 } from './bug-1729371';
import { bug1798688 } from './bug-1798688';
import { bug1836754 } from './bug-1836754';
import { bug1837955 } from './bug-1837955';
import { bug1909120 } from './bug-1909120';
import { bug1938326 } from './bug-1938326';
import { bug1993736 } from './bug-1993736';
import { bug2004555 } from './bug-2004555';
import { bug2088066 } from './bug-2088066';
import { mended1993736 } from './mended-1993736';
import { mended2088066 } from './mended-2088066';
import { faultAllVolumesDeleted } from './fault-all-volumes-deleted';
import { faultAttachmentsKept } from './fault-attachments-kept';
import { faultDeleteFreesOtherHosts } from './fault-delete-frees-other-hosts';
import { faultDeleteFreesSiblings } from './fault-delete-frees-siblings';
import { faultDeleteFreesTheWholeHost } from './fault-delete-frees-the-whole-host';
import { faultDeleteGoesOnAfterTheAnswer } from './fault-delete-goes-on-after-the-answer';
import { faultDeleteOfNothingAccepted } from './fault-delete-of-nothing-accepted';
import { faultDeleteRefusedUnlessActive } from './fault-delete-refused-unless-active';
import { faultDisabledHidesForcedDown } from './fault-disabled-hides-forced-down';
import { faultDisabledIsDown } from './fault-disabled-is-down';
import { faultDownTooEarly } from './fault-down-too-early';
import { faultEndNotOnRecord } from './fault-end-not-on-record';
import { faultErrorOfPlacementSwallowed } from './fault-error-of-placement-swallowed';
import { faultEveryDeleteOnRecord } from './fault-every-delete-on-record';
import { faultFlagOfVolumesIgnored } from './fault-flag-of-volumes-ignored';
import { faultForcedDownHostUsed } from './fault-forced-down-host-used';
import { faultForcedDownIgnored } from './fault-forced-down-ignored';
import { faultHealLiveServers } from './fault-heal-live-servers';
import { faultHealUnknownConsumers } from './fault-heal-unknown-consumers';
import { faultHealedAfterUp } from './fault-healed-after-up';
import { faultHeartbeatByAnyUpdate } from './fault-heartbeat-by-any-update';
import { faultMemberForcesDown } from './fault-member-forces-down';
import { faultMemberListsServices } from './fault-member-lists-services';
import { faultMemberReadsProviders } from './fault-member-reads-providers';
import { faultNoHealingWhileForcedDown } from './fault-no-healing-while-forced-down';
import { faultNoPeriodicHealing } from './fault-no-periodic-healing';
import { faultNothingToFreeStopsDelete } from './fault-nothing-to-free-stops-delete';
import { faultOlderListTellsForcedDown } from './fault-older-list-tells-forced-down';
import { faultOneClassFreed } from './fault-one-class-freed';
import { faultOperatorMayNotDelete } from './fault-operator-may-not-delete';
import { faultOwnerMayNotReadUsage } from './fault-owner-may-not-read-usage';
import { faultOwnersPortsDeleted } from './fault-owners-ports-deleted';
import { faultPortsOfNovaKept } from './fault-ports-of-nova-kept';
import { faultReaderMayDelete } from './fault-reader-may-delete';
import { faultRestartEnables } from './fault-restart-enables';
import { faultRunningHostDeletesOneVolume } from './fault-running-host-deletes-one-volume';
import { faultRunningHostDetachesOneVolume } from './fault-running-host-detaches-one-volume';
import { faultSecondDeleteIgnoredOnDownHost } from './fault-second-delete-ignored-on-down-host';
import { faultSecondOwnersPortBound } from './fault-second-owners-port-bound';
import { faultSecondPortKept } from './fault-second-port-kept';
import { faultSecondVolumeKept } from './fault-second-volume-kept';
import { faultShelvedImageKept } from './fault-shelved-image-kept';
import { faultSilentHidesDisabled } from './fault-silent-hides-disabled';
import { faultSilentIsUp } from './fault-silent-is-up';
import { faultStrangerReadsUsage } from './fault-stranger-reads-usage';
import { faultTimeOutSwallowed } from './fault-time-out-swallowed';
import { faultTroubleOfNeutronSwallowed } from './fault-trouble-of-neutron-swallowed';
import { faultUnreachableStopsDelete } from './fault-unreachable-stops-delete';
import { faultUuidsInOlderList } from './fault-uuids-in-older-list';
import type { Defect } from './defect';

export type { Defect } from './defect';

/** All that an embedded cloud can be made to do wrong. */
export const defects: readonly Defect[] = [
  bug1679750,
  bug1707071,
  bug1712684,
  bug1712718,
  bug1729371,
  bug1798688,
  bug1836754,
  bug1837955,
  bug1909120,
  bug1938326,
  bug1993736,
  bug2004555,
  bug2088066,
  mended1993736,
  mended2088066,
  faultAllVolumesDeleted,
  faultAttachmentsKept,
  faultDeleteFreesOtherHosts,
  faultDeleteFreesSiblings,
  faultDeleteFreesTheWholeHost,
  faultDeleteGoesOnAfterTheAnswer,
  faultDeleteOfNothingAccepted,
  faultDeleteRefusedUnlessActive,
  faultDisabledHidesForcedDown,
  faultDisabledIsDown,
  faultDownTooEarly,
  faultEndNotOnRecord,
  faultErrorOfPlacementSwallowed,
  faultEveryDeleteOnRecord,
  faultFlagOfVolumesIgnored,
  faultForcedDownHostUsed,
  faultForcedDownIgnored,
  faultHealLiveServers,
  faultHealUnknownConsumers,
  faultHealedAfterUp,
  faultHeartbeatByAnyUpdate,
  faultMemberForcesDown,
  faultMemberListsServices,
  faultMemberReadsProviders,
  faultNoHealingWhileForcedDown,
  faultNoPeriodicHealing,
  faultNothingToFreeStopsDelete,
  faultOlderListTellsForcedDown,
  faultOneClassFreed,
  faultOperatorMayNotDelete,
  faultOwnerMayNotReadUsage,
  faultOwnersPortsDeleted,
  faultPortsOfNovaKept,
  faultReaderMayDelete,
  faultRestartEnables,
  faultRunningHostDeletesOneVolume,
  faultRunningHostDetachesOneVolume,
  faultSecondDeleteIgnoredOnDownHost,
  faultSecondOwnersPortBound,
  faultSecondPortKept,
  faultSecondVolumeKept,
  faultShelvedImageKept,
  faultSilentHidesDisabled,
  faultSilentIsUp,
  faultStrangerReadsUsage,
  faultTimeOutSwallowed,
  faultTroubleOfNeutronSwallowed,
  faultUnreachableStopsDelete,
  faultUuidsInOlderList,
];

/** The defect of this name. Throws a RangeError. */
export function findDefect(name: string): Defect {
  const defect = defects.find((known) => known.name === name);
  if (defect !== undefined) return defect;
  throw new RangeError(
    `the embedded cloud has no defect "${name}"; npm run acceptance -- --defect list tells all there are`,
  );
}
