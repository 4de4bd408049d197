import { hostCanDetach } from './api/attach-volume';
import { healthyDelete, healthyDeleteUnplaced, isBeingDeleted, mayHavePortsOrVolumes } from './api/delete-server';
import { mayForceDelete } from './api/force-delete';
import { tellsHistoryOfDeleted } from './api/instance-action-routes';
import { listsDeleted, listsDeletedChanges } from './api/list-servers';
import { healthyLocalDelete } from './api/local-delete';
import { lockStops } from './api/lock-server';
import { serversOfQuota } from './api/quota';
import { healthyRemoveCompute, healthyRemoveService } from './api/remove-service';
import { seesServer } from './api/requests';
import { healthyRestore } from './api/restore-server';
import { canBeKept, healthyAnswerDelete } from './api/server-routes';
import {
  findsService,
  healthyChangeService,
  healthyUpdateService,
  knowsForceDown,
  readsFlag,
} from './api/service-routes';
import { healthyBuildServers, healthyBury, healthyDropBuild } from './conductor/build-servers';
import { healthyReschedule } from './conductor/reschedule-server';
import { healthyBuild, healthyGiveUpBuild } from './host/build-on-host';
import { healthyHealPass, healthyHealRules } from './host/heal';
import { isMarkedDisabled } from './host/host-provider';
import { healthyInitRules } from './host/init-host';
import { healthyMoveOn } from './host/move-on';
import { healthyOffload } from './host/shelve-on-host';
import { healthyRestoreOnHost, healthySoftDelete, isDueToGo } from './host/soft-delete-on-host';
import { healthyStart } from './host/start-compute';
import { healthyTerminate } from './host/terminate-on-host';
import { healthyGiveUpUnshelve, healthyUnshelveOnHost } from './host/unshelve-on-host';
import { healthyUpdateResources } from './host/update-resources';
import { healthyMoves } from './moves/healthy-moves';
import { listsMigration } from './moves/migration-routes';
import { evacuatedState } from './moves/evacuate-action';
import { mayForceUp } from './moves/returned-host';
import { hostCanMoveAway } from './moves/resize-actions';
import { migrationsOfAudit } from './allocation-audit';
import { healthyFilters } from './scheduler/filters';
import { healthySchedule } from './scheduler/select-destination';
import { serviceIsUp } from './service-group';
import { computeViews } from './views';

import type { ComputeSeams, ComputeTraits, NovaRules } from './nova';
import { policiesOf } from './policies';

/** Nova as it should be, with a release's traits. */
export function healthyCompute(traits: ComputeTraits): ComputeSeams {
  return {
    traits,
    policies: policiesOf(traits.policyDefaults),
    rules: healthyRules,
    views: computeViews,
    operations: {
      answerDelete: healthyAnswerDelete,
      deleteServer: healthyDelete,
      deleteUnplaced: healthyDeleteUnplaced,
      localDelete: healthyLocalDelete,
      buildServers: healthyBuildServers,
      dropBuild: healthyDropBuild,
      buryServers: healthyBury,
      schedule: healthySchedule,
      build: healthyBuild,
      giveUpBuild: healthyGiveUpBuild,
      moveOn: healthyMoveOn,
      rescheduleServer: healthyReschedule,
      offloadServer: healthyOffload,
      unshelveOnHost: healthyUnshelveOnHost,
      giveUpUnshelve: healthyGiveUpUnshelve,
      terminate: healthyTerminate,
      startCompute: healthyStart,
      updateResources: healthyUpdateResources,
      heal: healthyHealPass,
      changeService: healthyChangeService,
      restoreServer: healthyRestore,
      softDelete: healthySoftDelete,
      restoreOnHost: healthyRestoreOnHost,
      removeService: healthyRemoveService,
      removeCompute: healthyRemoveCompute,
      ...healthyMoves,
      updateService: healthyUpdateService,
    },
  };
}

const healthyRules: NovaRules = {
  serviceIsUp,
  isBeingDeleted,
  lockStops,
  filters: healthyFilters,
  heal: healthyHealRules,
  init: healthyInitRules,
  hostCanDetach,
  hostCanMoveAway,
  evacuatedState,
  statusOfVainEvacuation: 'error',
  mayForceUp,
  listsMigration,
  migrationsOfAudit,
  mayHavePortsOrVolumes,
  canBeKept,
  isDueToGo,
  serversOfQuota,
  seesServer,
  listsDeleted,
  listsDeletedChanges,
  tellsHistoryOfDeleted,
  isMarkedDisabled,
  findsService,
  knowsForceDown,
  readsFlag,
  mayForceDelete,
};
