import type { Operation } from '../../operation';
import type { HostCapacity, RequestSpec, Server, VolumeMapping } from '../records';
import type { RequestContext } from '../request-context';
import type { Selection } from '../scheduler/scheduling';

/** The message `build_and_run_instance`. */
export interface BuildMessage {
  readonly request: RequestContext;
  readonly server: Server;
  readonly spec: RequestSpec;
  /** The hosts that may try after this one. */
  readonly alternates: readonly Selection[];
}

/** The ways in which a host changes a server's guest, by the words of its events. */
export type GuestChange = 'stop' | 'start' | 'pause' | 'unpause' | 'suspend' | 'resume' | 'rescue' | 'unrescue';

/** The nova-compute of a host, as those see it who do something there or send it messages (`nova/compute/rpcapi.py`). */
export interface HostProcess {
  readonly host: string;
  readonly capacity: HostCapacity;
  /** What the file `compute_id` holds: the UUID of the compute node and of its provider. */
  readonly nodeUuid: string;
  /** When the host began to beat the last time, in milliseconds since 1970; null before it ever did. */
  joinedAt: number | null;
  /** True while the process runs, also before it reads its queue. */
  isRunning(): boolean;
  /** Performs an operation as far as the process lives. Rejects with `ProcessEnded` and what the steps throw. */
  performHere<Context>(operation: Operation<Context, string>, context: Context): Promise<void>;
  /** Runs a task of the process; failures that real Nova would have met end in its log alone. */
  handle(task: () => Promise<void>): Promise<void>;
  /** Does `task` once in `seconds`, from now on until the process ends. One name has one timer. */
  every(seconds: number, name: string, task: () => void): void;
  /** Does `task` in `seconds` if the process still runs then. */
  after(seconds: number, name: string, task: () => void): void;
  /** One run of the periodic task `update_available_resource`. */
  updateAvailableResource(): Promise<void>;
  /** The message `terminate_instance`. */
  terminate(request: RequestContext, server: Server): Promise<void>;
  /** The message `soft_delete_instance`. */
  softDelete(request: RequestContext, server: Server): Promise<void>;
  /** The message `restore_instance`. */
  restore(request: RequestContext, server: Server): Promise<void>;
  /** The message `build_and_run_instance`. */
  build(message: BuildMessage): Promise<void>;
  /** The messages `stop_instance`, `start_instance`, `pause_instance` and the like. */
  changeGuest(change: GuestChange, request: RequestContext, server: Server): Promise<void>;
  /** The message `shelve_instance`. */
  shelve(request: RequestContext, server: Server, imageId: string): Promise<void>;
  /** The message `shelve_offload_instance`. */
  offload(request: RequestContext, server: Server): Promise<void>;
  /** The message `unshelve_instance`. */
  unshelve(request: RequestContext, server: Server): Promise<void>;
  /** The message `attach_volume`. */
  attachVolume(request: RequestContext, server: Server, mapping: VolumeMapping): Promise<void>;
  /** The message `detach_volume`. */
  detachVolume(request: RequestContext, server: Server, mapping: VolumeMapping): Promise<void>;
  /** The blocking message `set_host_enabled`, sent when the service is disabled or enabled. */
  setHostEnabled(): Promise<void>;
}
