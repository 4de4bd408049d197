import type { Operation } from '../operation';
import { hostCanDetach, type HostCanDetach } from './api/attach-volume';
import {
  type DeleteContext,
  type DeleteStep,
  type DeleteUnplacedContext,
  type DeleteUnplacedStep,
  healthyDelete,
  healthyDeleteUnplaced,
  isBeingDeleted,
  mayHavePortsOrVolumes,
} from './api/delete-server';
import { type ZoneIsAvailable, zoneIsAvailable } from './api/destination';
import { healthyLocalDelete, type LocalDeleteContext, type LocalDeleteStep } from './api/local-delete';
import { type MayForceDelete, mayForceDelete } from './api/force-delete';
import { type ListsDeleted, listsDeleted } from './api/list-servers';
import { type ServersOfQuota, serversOfQuota } from './api/quota';
import { type SeesServer, seesServer } from './api/requests';
import { type AnswerDeleteContext, type AnswerDeleteStep, healthyAnswerDelete } from './api/server-routes';
import {
  type ChangeServiceContext,
  type ChangeServiceStep,
  findsService,
  type FindsService,
  healthyChangeService,
  readsFlag,
  type ReadsFlag,
} from './api/service-routes';
import { healthyStateGuards, type StateGuards } from './api/state-guards';
import {
  type BuildServersContext,
  type BuildServersStep,
  type BuryContext,
  type BuryStep,
  type DropBuildContext,
  type DropBuildStep,
  healthyBuildServers,
  healthyBury,
  healthyDropBuild,
} from './conductor/build-servers';
import { healthyReschedule, type RescheduleContext, type RescheduleStep } from './conductor/reschedule-server';
import { healthyUnshelve, type UnshelveContext, type UnshelveStep } from './conductor/unshelve-server';
import {
  type BuildContext,
  type BuildStep,
  type GiveUpBuildContext,
  type GiveUpBuildStep,
  healthyBuild,
  healthyGiveUpBuild,
} from './host/build-on-host';
import {
  healthyPause,
  healthyRescue,
  healthyResume,
  healthyStartServer,
  healthyStop,
  healthySuspend,
  healthyUnpause,
  healthyUnrescue,
  type PowerContext,
  type PowerStep,
  type StartServerStep,
} from './host/change-guest';
import {
  type HealPassContext,
  type HealPassStep,
  type HealRules,
  healthyHealPass,
  healthyHealRules,
} from './host/heal';
import { isMarkedDisabled, type IsMarkedDisabled } from './host/host-provider';
import { healthyInitRules, type InitRules } from './host/init-host';
import { healthyMoveOn, type MoveOnStep } from './host/move-on';
import {
  healthyOffload,
  healthyShelve,
  type OffloadContext,
  type OffloadStep,
  type ShelveContext,
  type ShelveStep,
} from './host/shelve-on-host';
import { healthyStart, type StartContext, type StartStep } from './host/start-compute';
import { healthyTerminate, type TerminateContext, type TerminateStep } from './host/terminate-on-host';
import {
  type GiveUpUnshelveStep,
  healthyGiveUpUnshelve,
  healthyUnshelveOnHost,
  type UnshelveOnHostContext,
  type UnshelveOnHostStep,
} from './host/unshelve-on-host';
import { healthyUpdateResources, type UpdateResourcesContext, type UpdateResourcesStep } from './host/update-resources';
import { healthyPolicies, type Policies } from './policies';
import type { Server, TaskState } from './records';
import { type FilterName, healthyFilters, type HostFilter } from './scheduler/filters';
import { healthySchedule, type ScheduleContext, type ScheduleStep } from './scheduler/select-destination';
import { serviceIsUp, type ServiceIsUp } from './service-group';
import { computeViews, type ComputeViews } from './views';

/** In what releases of Nova differ (reference G). */
export interface ComputeTraits {
  readonly maxMicroversion: string;
  /** A local delete leaves a `delete` action (bug 1993736, since 2023.1). */
  readonly recordsLocalDelete: boolean;
  /** What becomes of the volumes of a server that is deleted in a cell before it has a host (bug 2088066). */
  readonly volumesOfUnplaced: 'left reserved' | 'given back';
  /** What becomes of the ports' bindings when a server is offloaded (bug 1983471). */
  readonly offloadedPorts: 'unbound' | 'left bound';
  /** The status of API v2.0 in the version document. */
  readonly legacyApiStatus: 'SUPPORTED' | 'DEPRECATED';
  /** Whom the text of a 500 tells users to turn to. */
  readonly support: string;
}

/** What releases, faults and defects may replace in Nova. */
export interface ComputeSeams {
  readonly traits: ComputeTraits;
  readonly policies: Policies;
  readonly rules: {
    readonly serviceIsUp: ServiceIsUp;
    readonly isBeingDeleted: (taskState: TaskState | null) => boolean;
    readonly filters: Readonly<Record<FilterName, HostFilter>>;
    readonly heal: HealRules;
    readonly init: InitRules;
    readonly stateGuards: StateGuards;
    readonly zoneIsAvailable: ZoneIsAvailable;
    readonly hostCanDetach: HostCanDetach;
    readonly mayHavePortsOrVolumes: (server: Server) => boolean;
    readonly serversOfQuota: ServersOfQuota;
    readonly seesServer: SeesServer;
    readonly listsDeleted: ListsDeleted;
    readonly isMarkedDisabled: IsMarkedDisabled;
    readonly findsService: FindsService;
    readonly readsFlag: ReadsFlag;
    readonly mayForceDelete: MayForceDelete;
  };
  readonly views: ComputeViews;
  readonly operations: {
    readonly answerDelete: Operation<AnswerDeleteContext, AnswerDeleteStep>;
    readonly deleteServer: Operation<DeleteContext, DeleteStep>;
    readonly deleteUnplaced: Operation<DeleteUnplacedContext, DeleteUnplacedStep>;
    readonly localDelete: Operation<LocalDeleteContext, LocalDeleteStep>;
    readonly buildServers: Operation<BuildServersContext, BuildServersStep>;
    readonly dropBuild: Operation<DropBuildContext, DropBuildStep>;
    readonly buryServers: Operation<BuryContext, BuryStep>;
    readonly schedule: Operation<ScheduleContext, ScheduleStep>;
    readonly build: Operation<BuildContext, BuildStep>;
    readonly giveUpBuild: Operation<GiveUpBuildContext, GiveUpBuildStep>;
    readonly moveOn: Operation<BuildContext, MoveOnStep>;
    readonly rescheduleServer: Operation<RescheduleContext, RescheduleStep>;
    readonly stopServer: Operation<PowerContext, PowerStep>;
    readonly startServer: Operation<PowerContext, StartServerStep>;
    readonly pauseServer: Operation<PowerContext, PowerStep>;
    readonly unpauseServer: Operation<PowerContext, PowerStep>;
    readonly suspendServer: Operation<PowerContext, PowerStep>;
    readonly resumeServer: Operation<PowerContext, PowerStep>;
    readonly rescueServer: Operation<PowerContext, PowerStep>;
    readonly unrescueServer: Operation<PowerContext, PowerStep>;
    readonly shelveServer: Operation<ShelveContext, ShelveStep>;
    readonly offloadServer: Operation<OffloadContext, OffloadStep>;
    readonly unshelveServer: Operation<UnshelveContext, UnshelveStep>;
    readonly unshelveOnHost: Operation<UnshelveOnHostContext, UnshelveOnHostStep>;
    readonly giveUpUnshelve: Operation<UnshelveOnHostContext, GiveUpUnshelveStep>;
    readonly terminate: Operation<TerminateContext, TerminateStep>;
    readonly startCompute: Operation<StartContext, StartStep>;
    readonly updateResources: Operation<UpdateResourcesContext, UpdateResourcesStep>;
    readonly heal: Operation<HealPassContext, HealPassStep>;
    readonly changeService: Operation<ChangeServiceContext, ChangeServiceStep>;
  };
}

/** Nova as it should be, with a release's traits. */
export function healthyCompute(traits: ComputeTraits): ComputeSeams {
  return {
    traits,
    policies: healthyPolicies,
    rules: {
      serviceIsUp,
      isBeingDeleted,
      filters: healthyFilters,
      heal: healthyHealRules,
      init: healthyInitRules,
      stateGuards: healthyStateGuards,
      zoneIsAvailable,
      hostCanDetach,
      mayHavePortsOrVolumes,
      serversOfQuota,
      seesServer,
      listsDeleted,
      isMarkedDisabled,
      findsService,
      readsFlag,
      mayForceDelete,
    },
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
      stopServer: healthyStop,
      startServer: healthyStartServer,
      pauseServer: healthyPause,
      unpauseServer: healthyUnpause,
      suspendServer: healthySuspend,
      resumeServer: healthyResume,
      rescueServer: healthyRescue,
      unrescueServer: healthyUnrescue,
      shelveServer: healthyShelve,
      offloadServer: healthyOffload,
      unshelveServer: healthyUnshelve,
      unshelveOnHost: healthyUnshelveOnHost,
      giveUpUnshelve: healthyGiveUpUnshelve,
      terminate: healthyTerminate,
      startCompute: healthyStart,
      updateResources: healthyUpdateResources,
      heal: healthyHealPass,
      changeService: healthyChangeService,
    },
  };
}
