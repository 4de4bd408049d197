import type { Timer } from '../../clock';
import { type Operation, perform, type Step } from '../../operation';
import { expectNovaFailure, InvalidConfiguration, ProcessEnded } from '../exceptions';
import type { Nova } from '../nova';
import type { HostCapacity, Server, VolumeMapping } from '../records';
import type { RequestContext } from '../request-context';
import { buildOnHost } from './build-on-host';
import { changeGuestOnHost } from './change-guest';
import type { BuildMessage, GuestChange, HostProcess } from './host-process';
import { synchroniseDisabledTrait } from './host-provider';
import { attachOnHost, detachOnHost } from './host-volumes';
import { offloadOnHost, shelveOnHost } from './shelve-on-host';
import { restoreOnHost, softDeleteOnHost } from './soft-delete-on-host';
import { terminateOnHost } from './terminate-on-host';
import { unshelveOnHost } from './unshelve-on-host';

/** The nova-compute of one host: a process that runs or does not. */
export class ComputeProcess implements HostProcess {
  readonly host: string;
  readonly capacity: HostCapacity;
  /** What the file `compute_id` holds: the UUID of the compute node and of its provider. */
  readonly nodeUuid: string;
  /** When the host began to beat the last time, in milliseconds since 1970; null before it ever did. */
  joinedAt: number | null = null;
  readonly #nova: Nova;
  readonly #timers = new Map<string, Timer>();
  /** The servers that a message is about just now, each with those who wait for its end. */
  readonly #inHand = new Map<string, (() => void)[]>();
  /** Grows with every start, so that what an earlier run began can be told apart. */
  #run = 0;
  #state: 'stopped' | 'starting' | 'running' = 'stopped';

  constructor(nova: Nova, host: string, capacity: HostCapacity) {
    this.#nova = nova;
    this.host = host;
    this.capacity = capacity;
    this.nodeUuid = nova.ids.uuid();
  }

  /** True while the process runs, also before it reads its queue. */
  isRunning(): boolean {
    return this.#state !== 'stopped';
  }

  /** Starts the process; what it does first is under way when this returns. Does nothing when it runs already. */
  start(): void {
    if (this.isRunning()) return;
    this.#state = 'starting';
    this.#run++;
    const run = this.#run;
    this.#nova.time.queue.cast(`start of nova-compute on ${this.host}`, async () => {
      if (this.isRunning() && this.#run === run) await this.boot();
    });
  }

  /** Starts the process on a machine without guests: what it ran before is gone. */
  reinstall(): void {
    this.joinedAt = this.#nova.time.clock.now() + 1;
    this.start();
  }

  /** Everything from the start of the process to its first periodic task. A host that refuses to start ends. */
  async boot(): Promise<void> {
    this.#state = 'running';
    await this.handle(async () => {
      try {
        await this.performHere(this.#nova.seams.operations.startCompute, { nova: this.#nova, process: this });
      } catch (error) {
        if (error instanceof InvalidConfiguration) this.kill();
        throw error;
      }
    });
  }

  /** Ends the process in good order: what it does is finished, unless it is still starting. */
  stop(): void {
    if (this.#state === 'starting') this.#run++;
    this.#end();
  }

  /** Ends the process in the middle of whatever it does. */
  kill(): void {
    this.#run++;
    this.#end();
  }

  /** Performs an operation as far as the process lives. Rejects with {@link ProcessEnded} and what the steps throw. */
  async performHere<Context>(operation: Operation<Context, string>, context: Context): Promise<void> {
    const run = this.#run;
    const guarded = Object.entries(operation).map(([name, step]): [string, Step<Context>] => [
      name,
      (current) => this.#whileAlive(run, () => step(current)),
    ]);
    await perform<Context>(Object.fromEntries(guarded), context);
  }

  /** Does `task` once in `seconds`, from now on until the process ends. One name has one timer. */
  every(seconds: number, name: string, task: () => void): void {
    this.after(seconds, name, () => {
      task();
      this.every(seconds, name, task);
    });
  }

  /** Does `task` in `seconds` if the process still runs then. */
  after(seconds: number, name: string, task: () => void): void {
    this.#timers.get(name)?.cancel();
    this.#timers.set(name, this.#nova.time.clock.after(seconds, `${name} of ${this.host}`, task));
  }

  /** Runs a task of the process; failures that real Nova would have met end in its log alone. */
  async handle(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof ProcessEnded)) expectNovaFailure(error);
    }
  }

  /** The message `terminate_instance`. */
  terminate(request: RequestContext, server: Server): Promise<void> {
    return this.#alone(server, () => terminateOnHost(this.#nova, this, request, server));
  }

  /** The message `soft_delete_instance`. */
  softDelete(request: RequestContext, server: Server): Promise<void> {
    return this.handle(() => softDeleteOnHost(this.#nova, this, request, server));
  }

  /** The message `restore_instance`. */
  restore(request: RequestContext, server: Server): Promise<void> {
    return this.handle(() => restoreOnHost(this.#nova, this, request, server));
  }

  /** The message `build_and_run_instance`. */
  build(message: BuildMessage): Promise<void> {
    return this.#alone(message.server, () => buildOnHost(this.#nova, this, message));
  }

  /** The messages `stop_instance`, `start_instance`, `pause_instance` and the like. */
  changeGuest(change: GuestChange, request: RequestContext, server: Server): Promise<void> {
    return this.handle(() => changeGuestOnHost(this.#nova, this, change, request, server));
  }

  /** The message `shelve_instance`. */
  shelve(request: RequestContext, server: Server, imageId: string): Promise<void> {
    return this.handle(() => shelveOnHost(this.#nova, this, request, server, imageId));
  }

  /** The message `shelve_offload_instance`. */
  offload(request: RequestContext, server: Server): Promise<void> {
    return this.handle(() => offloadOnHost(this.#nova, this, request, server));
  }

  /** The message `unshelve_instance`. */
  unshelve(request: RequestContext, server: Server): Promise<void> {
    return this.handle(() => unshelveOnHost(this.#nova, this, request, server));
  }

  /** The message `attach_volume`. */
  attachVolume(request: RequestContext, server: Server, mapping: VolumeMapping): Promise<void> {
    return this.handle(() => attachOnHost(this.#nova, this, request, server, mapping));
  }

  /** The message `detach_volume`. */
  detachVolume(request: RequestContext, server: Server, mapping: VolumeMapping): Promise<void> {
    return this.handle(() => detachOnHost(this.#nova, this, request, server, mapping));
  }

  /** The blocking message `set_host_enabled`, sent when the service is disabled or enabled. */
  setHostEnabled(): Promise<void> {
    return this.handle(() => synchroniseDisabledTrait(this.#nova, this.host));
  }

  /** One run of the periodic task `update_available_resource`. */
  updateAvailableResource(): Promise<void> {
    return this.handle(() =>
      this.performHere(this.#nova.seams.operations.updateResources, {
        nova: this.#nova,
        process: this,
        node: 'unknown',
      }),
    );
  }

  /** Handles a message about a server once no other one about it is in hand (`utils.synchronized(instance.uuid)`). */
  async #alone({ uuid }: Server, task: () => Promise<void>): Promise<void> {
    const others = this.#inHand.get(uuid) ?? [];
    if (this.#inHand.has(uuid)) await this.#nova.time.queue.pause((goOn) => others.push(goOn));
    else this.#inHand.set(uuid, others);
    await this.handle(task);
    const next = others.shift();
    if (next !== undefined) next();
    else if (this.#inHand.get(uuid) === others) this.#inHand.delete(uuid);
  }

  /** Rejects with {@link ProcessEnded} when the run is over before or after the work, whatever came of it. */
  async #whileAlive<Result>(run: number, work: () => Result | Promise<Result>): Promise<Result> {
    this.#requireAlive(run);
    try {
      return await work();
    } finally {
      this.#requireAlive(run);
    }
  }

  #requireAlive(run: number): void {
    if (this.#run !== run) throw new ProcessEnded(this.host);
  }

  /** Messages wait for the next run; the service record tells nothing of the end. */
  #end(): void {
    this.#state = 'stopped';
    this.#nova.broker.close(this.host);
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#inHand.clear();
  }
}
