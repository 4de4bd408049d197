import type { VolumeAsker } from '../neighbours/cinder-client';
import type { ComputeNode, Server } from '../records';
import type { RequestContext } from '../request-context';
import type { BuildMessage, HostProcess } from './host-process';

/** Somebody's wish for a server, as its host hears of it. */
export interface ServerTask {
  readonly request: RequestContext;
  readonly server: Server;
}

/** What the build of a server on its host works on. */
export interface BuildContext extends BuildMessage {
  readonly process: HostProcess;
}

/** The steps of a build on the host, in order. */
export type BuildStep =
  'begin' | 'claimHost' | 'beginNetworking' | 'allocateNetworks' | 'attachVolumes' | 'spawnGuest' | 'activate';

/** What a host works on that gives a build up. */
export interface GiveUpBuildContext extends BuildContext {
  readonly error: Error;
}

/** The steps of giving a build up, in order. */
export type GiveUpBuildStep = 'cleanUpNetworks' | 'cleanUpVolumes' | 'setError' | 'freeAllocations';

/** The steps of a host that hands a server it could not build back to the conductor, in order. */
export type MoveOnStep = 'cleanUpNetworks' | 'leaveHost' | 'freeAllocations' | 'castToConductor';

/** What taking a shelved server from its host works on. */
export interface OffloadContext extends ServerTask {
  readonly process: HostProcess;
}

/** The steps of an offload, in order. */
export type OffloadStep =
  | 'findRecord'
  | 'unbindPorts'
  | 'disconnectVolumes'
  | 'freeAllocations'
  | 'saveOffloaded'
  | 'updateUsage'
  | 'leaveHost';

/** What bringing an offloaded server to a host works on. */
export interface UnshelveOnHostContext extends ServerTask {
  readonly process: HostProcess;
}

/** The steps of it, in order. */
export type UnshelveOnHostStep =
  | 'findRecord'
  | 'begin'
  | 'connectVolumes'
  | 'claimHost'
  | 'bindPorts'
  | 'spawnGuest'
  | 'deleteShelvedImage'
  | 'activate';

/** The steps of giving an unshelve up, in order. */
export type GiveUpUnshelveStep = 'freeAllocations' | 'leaveHost';

/** What a host works on that keeps a deleted server, or brings it back. */
export interface SoftDeleteContext extends ServerTask {
  readonly process: HostProcess;
}

/** The steps of keeping it, in order. */
export type SoftDeleteStep = 'findRecord' | 'saveSoftDeleted';

/** The steps of bringing it back, in order. */
export type RestoreOnHostStep = 'findRecord' | 'activate';

/** What the end of a server on its host works on. */
export interface TerminateContext {
  readonly process: HostProcess;
  readonly server: Server;
  /** Who wanted it; Nova itself when a starting host resumes a delete. */
  readonly asker: VolumeAsker;
}

/** The steps of a delete on the host, in order. */
export type TerminateStep =
  | 'findRecord'
  | 'deallocatePorts'
  | 'detachVolumes'
  | 'deleteVolumes'
  | 'markDeleted'
  | 'updateUsage'
  | 'freeAllocations'
  | 'destroyRecord';

/** What the start of a nova-compute works on. */
export interface StartContext {
  readonly process: HostProcess;
}

/** The steps of the start, in order. */
export type StartStep =
  | 'checkIdentity'
  | 'initHost'
  | 'failInterruptedBuilds'
  | 'recordService'
  | 'updateResources'
  | 'listen'
  | 'joinServiceGroup'
  | 'startPeriodicTasks';

/** What `update_available_resource` works on. */
export interface UpdateResourcesContext {
  readonly process: HostProcess;
  /** Whether the compute node was there before this run. */
  node: 'unknown' | 'made just now' | 'known before';
}

/** The steps of `update_available_resource`, in order. */
export type UpdateResourcesStep = 'ensureComputeNode' | 'heal' | 'updateProvider';

/** What one look through a host's allocations works on. */
export interface HealPassContext {
  readonly node: ComputeNode;
  /** Those who hold something on the node's provider. */
  consumers: readonly string[];
  /** Those of them whose servers are gone. */
  leaks: readonly string[];
}

/** The steps of one look, in order. */
export type HealPassStep = 'listConsumers' | 'findLeaks' | 'removeLeaks';

/** What a rule says of a consumer's allocations on this host. */
export type HealVerdict = 'keep' | 'remove' | 'no opinion';

/** A consumer on a compute node's provider, for the rules. */
export interface HealContext {
  readonly node: ComputeNode;
  readonly consumer: string;
  /** The live servers of this host. */
  readonly tracked: ReadonlySet<string>;
}

/** The rules of the heal, in order: the first with an opinion decides. */
export type HealRule = 'trackedServer' | 'move' | 'unknownToTheCell' | 'deletedServer' | 'liveServer';

/** What becomes of a server when its host's nova-compute starts. */
export type InitVerdict =
  | 'leave alone'
  | 'complete the deletion'
  | 'its build was interrupted'
  | 'resume the delete'
  | 'its move was interrupted'
  | 'no opinion';

/** The rules by which a starting host looks at its servers, in order: the first with an opinion decides. */
export type InitRule = 'kept' | 'failed' | 'partlyDeleted' | 'building' | 'deleting' | 'moving' | 'settled';
