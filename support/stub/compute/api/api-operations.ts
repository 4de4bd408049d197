import type { Caller } from '../../http/authentication';
import type { Server, ServiceRecord, TaskState } from '../records';
import type { RequestContext } from '../request-context';
import type { GuardedAction } from './state-guards';

/** Whether a server is gone afterwards, or can be restored for a while (`delete_type`). */
export type DeleteManner = 'for good' | 'soft';

/** What a server's delete works on. */
export interface DeleteContext {
  readonly request: RequestContext;
  readonly server: Server;
  readonly manner: DeleteManner;
  /** What the server was doing when it was asked to go. */
  readonly originalTaskState: TaskState | null;
}

/** The steps of a delete, in order. */
export type DeleteStep =
  | 'deleteBeforeAnyHost'
  | 'deleteShelvedImage'
  | 'saveTaskState'
  | 'confirmResize'
  | 'castToHost'
  | 'requireMapping'
  | 'deleteLocally'
  | 'recordLocalDelete';

/** What the delete of a server works on that has no host. */
export interface DeleteUnplacedContext extends DeleteContext {
  /** Where the server is recorded when it is deleted. */
  found: 'in a build request' | 'in a cell';
}

/** The steps of the delete of a server that has no host, in order. */
export type DeleteUnplacedStep = 'dropBuild' | 'deleteFromCell' | 'freeAllocations' | 'markMapping';

/** What a local delete works on. */
export interface LocalDeleteContext {
  readonly request: RequestContext;
  readonly server: Server;
  readonly manner: DeleteManner;
}

/** The steps of a local delete, in order. */
export type LocalDeleteStep =
  'deallocatePorts' | 'cleanUpVolumes' | 'freeAllocations' | 'markDeleted' | 'destroyRecord';

/** Who wants to do what to a locked server. */
export interface LockContext {
  readonly caller: Caller;
  readonly act: LockedAct;
  readonly server: Server;
}

/** What a server's lock stops. */
export type LockedAct = GuardedAction | 'abort live migration' | 'delete' | 'forceDelete';

/** What is asked for; what is left out stays as it is. */
export interface ServiceWish {
  readonly status?: ServiceRecord['status'];
  readonly reason?: string | null;
  readonly forcedDown?: boolean;
}

/** What the change of a service works on. */
export interface ChangeServiceContext {
  readonly service: ServiceRecord;
  readonly wish: ServiceWish;
}

/** What the removal of a host's compute service works on. */
export interface RemoveComputeContext {
  readonly service: ServiceRecord;
}

/** The steps of a removal, in order. */
export type RemoveComputeStep =
  'requireNoServers' | 'requireNoMoves' | 'leaveAggregates' | 'freeEvacuated' | 'deleteProvider' | 'dropNode';

/** The steps of a change, in order. */
export type ChangeServiceStep = 'setForcedDown' | 'setStatus' | 'tellHost';
