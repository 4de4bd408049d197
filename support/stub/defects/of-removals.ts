import { bug1756179 } from './bug-1756179';
import { bug1763183 } from './bug-1763183';
import { bug1829479 } from './bug-1829479';
import { bug1852610 } from './bug-1852610';
import { faultMemberRemovesHosts } from './fault-member-removes-hosts';
import { faultOrphansGoWithHost } from './fault-orphans-go-with-host';
import { faultRemovalOfNothingAccepted } from './fault-removal-of-nothing-accepted';
import { faultRemovalTakesAnyId } from './fault-removal-takes-any-id';
import { faultRemovedHostRefusedOnZed } from './fault-removed-host-refused-on-zed';
import { faultRemovedHostShutOut } from './fault-removed-host-shut-out';
import { faultRemovedHostStartsWithGuests } from './fault-removed-host-starts-with-guests';
import type { Defect } from './defect';

/** What an embedded cloud can be made to do wrong when the compute service of a host is removed. */
export const defectsOfRemovals: readonly Defect[] = [
  bug1756179,
  bug1763183,
  bug1829479,
  bug1852610,
  faultMemberRemovesHosts,
  faultOrphansGoWithHost,
  faultRemovalOfNothingAccepted,
  faultRemovalTakesAnyId,
  faultRemovedHostRefusedOnZed,
  faultRemovedHostShutOut,
  faultRemovedHostStartsWithGuests,
];
