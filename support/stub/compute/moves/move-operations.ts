import type { RequestContext } from '../request-context';
import type { Flavor, RequestSpec, Server, VmState } from '../records';
import type { HostProcess } from '../host/host-process';
import type { Migration } from './migration';

/** What the API works on that settles a resize for a server's owner. */
export interface SettleResizeContext {
  readonly request: RequestContext;
  readonly server: Server;
  /** The resize that is not settled yet. */
  readonly migration: Migration;
}

/** The steps of a confirm in the API, in order. */
export type AnswerConfirmStep = 'requireSourceUp' | 'noteConfirming' | 'castToSource';

/** Somebody's wish that a server moves, as the conductor hears of it. */
export interface MoveOrder {
  readonly request: RequestContext;
  readonly server: Server;
  readonly spec: RequestSpec;
  /** What the server is to be like then. */
  readonly flavor: Flavor;
}

/** What the conductor works on that finds a server another host. */
export interface MigrateServerContext extends MoveOrder {
  migration: Migration | undefined;
  /** Whose the source's allocations are just now. */
  heldBy: 'the server' | 'the migration';
}

/** The steps of it, in order. */
export type MigrateServerStep = 'beginMigration' | 'moveToMigration' | 'selectHost' | 'castToDestination';

/** The steps of the conductor where a server moves while its guest runs, in order. */
export type LiveMigrateServerStep =
  'beginMigration' | 'requireSourceUp' | 'moveToMigration' | 'selectHost' | 'bindPorts' | 'castToSource';

/** What the source of a live migration works on. */
export interface LiveMigrationContext {
  readonly process: HostProcess;
  readonly request: RequestContext;
  readonly server: Server;
  readonly migration: Migration;
}

/** The steps of the source, in order. */
export type LiveMigrateOnSourceStep =
  'begin' | 'prepareDestination' | 'copyGuest' | 'activateBindings' | 'arrive' | 'leaveSource' | 'freeSource';

/** What the source works on whose server does not get across, and why. */
export interface RollBackLiveMigrationContext extends LiveMigrationContext {
  readonly reason: 'aborted' | 'failed';
}

/** The steps of it, in order. */
export type RollBackLiveMigrationStep = 'moveBack' | 'deleteBindings' | 'saveState';

/** What hosts work on while a server is resized or migrated. */
export interface ResizeContext extends Omit<MoveOrder, 'spec'> {
  readonly process: HostProcess;
  readonly migration: Migration;
  /** What the server was before. */
  readonly formerVmState: VmState;
}

/** The steps of the destination before the server leaves its source, in order. */
export type PrepareResizeStep = 'findRecord' | 'castToSource';

/** The steps of a host that gives a move up before the server has left its source, in order. */
export type GiveUpResizeStep = 'moveBack';

/** The steps of the source, in order. */
export type ResizeOnSourceStep = 'begin' | 'disconnectVolumes' | 'leaveHost' | 'castToDestination';

/** The steps of the destination once the server is there, in order. */
export type FinishResizeStep = 'setFlavor' | 'bindPorts' | 'begin' | 'connectVolumes' | 'awaitSettling';

/** What a host works on that confirms or reverts a resize. */
export interface SettleOnHostContext extends SettleResizeContext {
  readonly process: HostProcess;
}

/** The steps of a confirm on the source, in order. */
export type ConfirmOnSourceStep =
  'requireUnsettled' | 'deleteBindings' | 'dropSource' | 'saveState' | 'freeAllocations';

/** The steps of a revert on the destination, in order. */
export type RevertOnDestinationStep = 'disconnectVolumes' | 'dropDestination' | 'castToSource';

/** The steps of a revert on the source, in order. */
export type RevertOnSourceStep = 'takeBack' | 'moveBack' | 'bindPorts' | 'connectVolumes' | 'activate';

/** What an evacuated server is to be like: what it was, or shut off for its owner to start. */
export type EvacuatedState = 'as before' | 'shut off';

/** Somebody's wish that a server is built anew elsewhere, as the conductor hears of it. */
export interface EvacuationOrder extends Omit<MoveOrder, 'flavor'> {
  readonly migration: Migration;
  readonly state: EvacuatedState;
}

/** What the conductor works on that finds an evacuated server its host. */
export interface EvacuateContext extends EvacuationOrder {
  host: string | undefined;
}

/** The steps of it, in order. */
export type EvacuateStep = 'selectHost' | 'castToDestination';

/** What the destination of an evacuation works on. */
export interface RebuildContext extends Omit<EvacuationOrder, 'spec'> {
  readonly process: HostProcess;
  readonly formerVmState: VmState;
}

/** The steps of the destination, in order. */
export type RebuildStep = 'claim' | 'bindPorts' | 'begin' | 'connectVolumes' | 'spawnGuest' | 'activate' | 'moveHere';

/** The steps of a destination that gives an evacuation up, in order. */
export type GiveUpRebuildStep = 'noteFailed' | 'freeDestination';

/** What a host works on that returns after servers of it were evacuated. */
export interface ReturnContext {
  readonly process: HostProcess;
  /** Those that the host has not heard of yet, of deleted servers too. */
  evacuations: readonly Migration[];
}

/** The steps of it, in order. */
export type ReturnStep = 'findEvacuations' | 'freeSource' | 'noteCompleted';
