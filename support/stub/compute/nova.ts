import type { CloudTiming } from '../../contract/timing';
import type { Broker } from '../broker';
import type { Caller } from '../http/authentication';
import type { Call, ServiceBasics } from '../http/call';
import type { Microversion } from '../http/microversions';
import type { IdSource } from '../id-source';
import type { Operation } from '../operation';
import type { StubTime } from '../stub-time';
import type * as api from './api/api-operations';
import type { ServiceBody } from './api/service-schemas';
import type * as conductor from './conductor/conductor-operations';
import type * as host from './host/host-operations';
import type { HostProcess } from './host/host-process';
import type { VolumeClient } from './neighbours/cinder-client';
import type { ImageClient } from './neighbours/glance-client';
import type { IdentityClient } from './neighbours/keystone-client';
import type { NetworkClient } from './neighbours/neutron-client';
import type { PlacementClient } from './neighbours/report-client';
import type { Migration } from './moves/migration';
import type * as moves from './moves/move-operations';
import type { NovaPolicyDefaults, Policies } from './policies';
import type { Quota } from './quota';
import type { Server, ServiceRecord, TaskState } from './records';
import type * as scheduler from './scheduler/scheduling';
import type { NovaStore } from './store';
import type { ComputeViews } from './views';

/** Ratios by which a host offers more than it has: `[DEFAULT] initial_*_allocation_ratio`. */
export interface AllocationRatios {
  readonly cpu: number;
  readonly ram: number;
  readonly disk: number;
}

/** What the parts of Nova share: databases, message broker, neighbours and behaviour. */
export interface Nova {
  readonly store: NovaStore;
  readonly time: StubTime;
  readonly ids: IdSource;
  readonly timing: CloudTiming;
  readonly ratios: AllocationRatios;
  /** `[DEFAULT] default_schedule_zone`: where servers go whose owner names no zone; null is anywhere. */
  readonly defaultScheduleZone: string | null;
  /** `[DEFAULT] shelved_offload_time` in seconds: 0 offloads at once, -1 never. */
  readonly shelvedOffloadTime: number;
  /** `[DEFAULT] reclaim_instance_interval` in seconds: for so long a deleted server can be restored; 0 switches soft delete off. */
  readonly reclaimInstanceInterval: number;
  readonly identity: IdentityClient;
  readonly placement: PlacementClient;
  readonly image: ImageClient;
  readonly network: NetworkClient;
  readonly volume: VolumeClient;
  readonly broker: Broker<HostProcess>;
  readonly seams: ComputeSeams;
}

/** Nova's API, as its routes see it. */
export interface ComputeService extends ServiceBasics {
  readonly nova: Nova;
  readonly quota: Quota;
}

/** One request to Nova. */
export type ComputeCall = Call<ComputeService>;

/** In what releases of Nova differ (reference G). */
export interface ComputeTraits {
  readonly maxMicroversion: string;
  /** Whose policy holds: see `policies.ts`. */
  readonly policyDefaults: NovaPolicyDefaults;
  /** A local delete leaves a `delete` action (bug 1993736, since 2023.1). */
  readonly recordsLocalDelete: boolean;
  /** What becomes of the volumes of a server that is deleted in a cell before it has a host (bug 2088066). */
  readonly volumesOfUnplaced: 'left reserved' | 'given back';
  /** What becomes of the ports' bindings when a server is offloaded (bug 1983471). */
  readonly offloadedPorts: 'unbound' | 'left bound';
  /** What becomes of a host that nobody has recorded, when it starts with guests (since 2024.1; `_sanity_check_new_host`). */
  readonly unrecordedHosts: 'start' | 'refuse to start with guests';
  /** The status of API v2.0 in the version document. */
  readonly legacyApiStatus: 'SUPPORTED' | 'DEPRECATED';
  /** Whom the text of a 500 tells users to turn to. */
  readonly support: string;
}

/** What a release, a defect or a test may replace in Nova. */
export interface ComputeSeams {
  readonly traits: ComputeTraits;
  readonly policies: Policies;
  readonly rules: NovaRules;
  readonly views: ComputeViews;
  readonly operations: NovaOperations;
}

/** What an operation or a rule works on, and Nova itself. */
export type InNova<Context> = Context & { readonly nova: Nova };

type NovaOperation<Context, Step extends string> = Operation<InNova<Context>, Step>;

/** Nova's operations that are replaced step by step. */
export interface NovaOperations {
  readonly answerDelete: Operation<AnswerDeleteContext, AnswerDeleteStep>;
  readonly deleteServer: NovaOperation<api.DeleteContext, api.DeleteStep>;
  readonly deleteUnplaced: NovaOperation<api.DeleteUnplacedContext, api.DeleteUnplacedStep>;
  readonly localDelete: NovaOperation<api.LocalDeleteContext, api.LocalDeleteStep>;
  readonly restoreServer: Operation<RestoreContext, RestoreStep>;
  readonly softDelete: NovaOperation<host.SoftDeleteContext, host.SoftDeleteStep>;
  readonly restoreOnHost: NovaOperation<host.SoftDeleteContext, host.RestoreOnHostStep>;
  readonly updateService: Operation<UpdateServiceContext, UpdateServiceStep>;
  readonly changeService: NovaOperation<api.ChangeServiceContext, api.ChangeServiceStep>;
  readonly removeService: Operation<RemoveServiceContext, RemoveServiceStep>;
  readonly removeCompute: NovaOperation<api.RemoveComputeContext, api.RemoveComputeStep>;
  readonly buildServers: NovaOperation<conductor.BuildServersContext, conductor.BuildServersStep>;
  readonly dropBuild: NovaOperation<conductor.DropBuildContext, conductor.DropBuildStep>;
  readonly buryServers: NovaOperation<conductor.BuryContext, conductor.BuryStep>;
  readonly rescheduleServer: NovaOperation<conductor.RescheduleContext, conductor.RescheduleStep>;
  readonly schedule: NovaOperation<scheduler.ScheduleContext, scheduler.ScheduleStep>;
  readonly build: NovaOperation<host.BuildContext, host.BuildStep>;
  readonly giveUpBuild: NovaOperation<host.GiveUpBuildContext, host.GiveUpBuildStep>;
  readonly moveOn: NovaOperation<host.BuildContext, host.MoveOnStep>;
  readonly offloadServer: NovaOperation<host.OffloadContext, host.OffloadStep>;
  readonly unshelveOnHost: NovaOperation<host.UnshelveOnHostContext, host.UnshelveOnHostStep>;
  readonly giveUpUnshelve: NovaOperation<host.UnshelveOnHostContext, host.GiveUpUnshelveStep>;
  readonly terminate: NovaOperation<host.TerminateContext, host.TerminateStep>;
  readonly startCompute: NovaOperation<host.StartContext, host.StartStep>;
  readonly updateResources: NovaOperation<host.UpdateResourcesContext, host.UpdateResourcesStep>;
  readonly heal: NovaOperation<host.HealPassContext, host.HealPassStep>;
  readonly migrateServer: NovaOperation<moves.MigrateServerContext, moves.MigrateServerStep>;
  readonly liveMigrateServer: NovaOperation<moves.MigrateServerContext, moves.LiveMigrateServerStep>;
  readonly liveMigrateOnSource: NovaOperation<moves.LiveMigrationContext, moves.LiveMigrateOnSourceStep>;
  readonly rollBackLiveMigration: NovaOperation<moves.RollBackLiveMigrationContext, moves.RollBackLiveMigrationStep>;
  readonly prepareResize: NovaOperation<moves.ResizeContext, moves.PrepareResizeStep>;
  readonly resizeOnSource: NovaOperation<moves.ResizeContext, moves.ResizeOnSourceStep>;
  readonly finishResize: NovaOperation<moves.ResizeContext, moves.FinishResizeStep>;
  readonly giveUpResize: NovaOperation<moves.ResizeContext, moves.GiveUpResizeStep>;
  readonly answerConfirm: NovaOperation<moves.SettleResizeContext, moves.AnswerConfirmStep>;
  readonly confirmOnSource: NovaOperation<moves.SettleOnHostContext, moves.ConfirmOnSourceStep>;
  readonly revertOnDestination: NovaOperation<moves.SettleOnHostContext, moves.RevertOnDestinationStep>;
  readonly evacuateServer: NovaOperation<moves.EvacuateContext, moves.EvacuateStep>;
  readonly rebuildOnHost: NovaOperation<moves.RebuildContext, moves.RebuildStep>;
  readonly giveUpRebuild: NovaOperation<moves.RebuildContext, moves.GiveUpRebuildStep>;
  readonly returnToDuty: NovaOperation<moves.ReturnContext, moves.ReturnStep>;
  readonly revertOnSource: NovaOperation<moves.SettleOnHostContext, moves.RevertOnSourceStep>;
}

/** Nova's rules. */
export interface NovaRules {
  /** Whether a service is up. */
  readonly serviceIsUp: (service: ServiceRecord, view: ServiceGroupView) => boolean;
  /** Whether a server is on its way out, so that it is not asked to go again. */
  readonly isBeingDeleted: (taskState: TaskState | null) => boolean;
  /** Whether a host may take a server: every filter has to agree. */
  readonly filters: Readonly<
    Record<scheduler.FilterName, (candidate: scheduler.HostState, context: InNova<scheduler.FilterContext>) => boolean>
  >;
  /** What becomes of a consumer's allocations when a host heals: the first with an opinion decides. */
  readonly heal: Readonly<Record<host.HealRule, (context: InNova<host.HealContext>) => host.HealVerdict>>;
  /** What a starting host does with a server: the first with an opinion decides. */
  readonly init: Readonly<Record<host.InitRule, (server: Server) => host.InitVerdict>>;
  /** What the audit takes for legitimate on a host besides its servers: by UUID, of migrations. */
  readonly migrationsOfAudit: (store: NovaStore, host: string) => readonly string[];
  /** What an evacuation leaves its server as, by the microversion that asks for it. */
  readonly evacuatedState: (version: Microversion) => moves.EvacuatedState;
  /** How an evacuation is marked that has found no host. */
  readonly statusOfVainEvacuation: Migration['status'];
  /** Whether a host that was forced down may be forced up. */
  readonly mayForceUp: (store: NovaStore, host: string) => boolean;
  /** Whether a migration is shown in lists. */
  readonly listsMigration: (migration: Migration) => boolean;
  /** Whether a host may be asked to send a server away. */
  readonly hostCanMoveAway: (nova: Nova, host: string) => boolean;
  /** Whether a host may be asked to take a volume from a server. */
  readonly hostCanDetach: (nova: Nova, host: string) => boolean;
  /** Whether a locked server's lock keeps somebody from doing something to it. */
  readonly lockStops: (context: InNova<api.LockContext>) => boolean;
  /** Whether a server without host may have ports or volumes all the same. */
  readonly mayHavePortsOrVolumes: (server: Server) => boolean;
  /** Whether a server is in a state in which it may be deleted by force. */
  readonly mayForceDelete: (server: Server) => boolean;
  /** Whether a server can be kept for a while when it is deleted, where soft delete is on. */
  readonly canBeKept: (server: Server) => boolean;
  /** Which servers a starting or running host deletes for good, because they were soft-deleted long enough ago. */
  readonly isDueToGo: (server: Server, now: number, reclaimInstanceInterval: number) => boolean;
  /** Which servers a quota counts. */
  readonly serversOfQuota: (store: NovaStore) => readonly Server[];
  /** Whether somebody knows of a server; to all others it is not there. */
  readonly seesServer: (caller: Caller, server: Server) => boolean;
  /** Whether somebody may list deleted servers. */
  readonly listsDeleted: (caller: Caller) => boolean;
  /** Whether somebody who lists what has changed is told of deleted servers too. */
  readonly listsDeletedChanges: (caller: Caller) => boolean;
  /** Whether the history of a deleted server is told at a microversion. */
  readonly tellsHistoryOfDeleted: (version: Microversion) => boolean;
  /** Whether a host's provider is marked as disabled. */
  readonly isMarkedDisabled: (service: ServiceRecord) => boolean;
  /** Whether an update can find a service. */
  readonly findsService: (service: ServiceRecord) => boolean;
  /** Whether a microversion of the older updates has the action `force-down`. */
  readonly knowsForceDown: (version: Microversion) => boolean;
  /** Reads a flag that may be told as a word. */
  readonly readsFlag: (value: boolean | string) => boolean;
}

/** What the service group needs to tell whether a service is up. Times are milliseconds since 1970. */
export interface ServiceGroupView {
  readonly now: number;
  readonly serviceDownTimeSeconds: number;
}

/** What the answer to a delete is made of. */
export interface AnswerDeleteContext {
  readonly call: ComputeCall;
  server: Server | undefined;
}

/** What the answer to an update of a service is made of. */
export interface UpdateServiceContext {
  readonly call: ComputeCall;
  readonly id: string;
  body: ServiceBody;
  service: ServiceRecord | undefined;
}

/** The steps until an update is answered, in order. */
export type UpdateServiceStep = 'readBody' | 'checkId' | 'authorize' | 'findService' | 'checkWish' | 'change';

/** What the answer to a removal of a service is made of. */
export interface RemoveServiceContext {
  readonly call: ComputeCall;
  readonly id: string;
  service: ServiceRecord | undefined;
}

/** The steps until a removal is answered, in order. */
export type RemoveServiceStep = 'authorize' | 'checkId' | 'findService' | 'removeCompute' | 'dropRecord';

/** The steps until a delete is answered, in order. */
export type AnswerDeleteStep = 'findServer' | 'authorize' | 'respectLock' | 'delete';

/** Who wants a soft-deleted server back. */
export interface RestoreContext {
  readonly call: ComputeCall;
  server: Server | undefined;
}

/** The steps until a restore is answered, in order. */
export type RestoreStep = 'findServer' | 'authorize' | 'respectLock' | 'requireState' | 'checkQuota' | 'restore';
