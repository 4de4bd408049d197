import { bug1709902 } from './bug-1709902';
import { bug1713783 } from './bug-1713783';
import { bug1713786 } from './bug-1713786';
import { bug1714237 } from './bug-1714237';
import { bug1715182 } from './bug-1715182';
import { bug1721652 } from './bug-1721652';
import { bug1785776 } from './bug-1785776';
import { bug1794996 } from './bug-1794996';
import { bug1855927 } from './bug-1855927';
import { bug1922053 } from './bug-1922053';
import { mended1848343 } from './mended-1848343';
import { faultAuditTakesMoves } from './fault-audit-takes-moves';
import { faultConfirmKeepsSource } from './fault-confirm-keeps-source';
import { faultConfirmedDeleteGoesOn } from './fault-confirmed-delete-goes-on';
import { faultDeleteLeavesResize } from './fault-delete-leaves-resize';
import { faultDisabledHostKeepsServers } from './fault-disabled-host-keeps-servers';
import { faultDownHostSendsServersAway } from './fault-down-host-sends-servers-away';
import { faultEvacuatedServerShutOff } from './fault-evacuated-server-shut-off';
import { faultEvacuatedServerStarted } from './fault-evacuated-server-started';
import { faultEvacuationFreesSource } from './fault-evacuation-frees-source';
import { faultEvacuationsNeverCompleted } from './fault-evacuations-never-completed';
import { faultForceUpMindsDeleted } from './fault-force-up-minds-deleted';
import { faultHealPendingMoves } from './fault-heal-pending-moves';
import { faultHealSparesMoved } from './fault-heal-spares-moved';
import { faultHostFreesOwnShare } from './fault-host-frees-own-share';
import { faultLocalDeleteFreesMigrations } from './fault-local-delete-frees-migrations';
import { faultLocalDeleteFreesOwnHost } from './fault-local-delete-frees-own-host';
import { faultMigrationsOfDeletedListed } from './fault-migrations-of-deleted-listed';
import { faultMoveFreesSource } from './fault-move-frees-source';
import { faultSilentOldHostIgnored } from './fault-silent-old-host-ignored';
import { faultVainEvacuationFreesSource } from './fault-vain-evacuation-frees-source';
import type { Defect } from './defect';

/** What an embedded cloud can be made to do wrong while servers move. */
export const defectsOfMoves: readonly Defect[] = [
  bug1709902,
  bug1713783,
  bug1713786,
  bug1714237,
  bug1715182,
  bug1721652,
  bug1785776,
  bug1794996,
  bug1855927,
  bug1922053,
  mended1848343,
  faultAuditTakesMoves,
  faultConfirmKeepsSource,
  faultConfirmedDeleteGoesOn,
  faultDeleteLeavesResize,
  faultDisabledHostKeepsServers,
  faultDownHostSendsServersAway,
  faultEvacuatedServerShutOff,
  faultEvacuatedServerStarted,
  faultEvacuationFreesSource,
  faultEvacuationsNeverCompleted,
  faultForceUpMindsDeleted,
  faultHealPendingMoves,
  faultHealSparesMoved,
  faultHostFreesOwnShare,
  faultLocalDeleteFreesMigrations,
  faultLocalDeleteFreesOwnHost,
  faultMigrationsOfDeletedListed,
  faultMoveFreesSource,
  faultSilentOldHostIgnored,
  faultVainEvacuationFreesSource,
];
