import { checkRoot } from './building/prerequisites';
import type { ReferenceCloudDescription } from './description';
import { failureWithLog, ReferenceCloudError } from './failure';
import { setPath } from './forwarder-control';
import type { Layout } from './layout';
import { layoutOf } from './layout';
import { argumentsOf } from './processes/procfs';
import { killService, mainProcessOf, serviceOutput, startService, stopService } from './processes/supervisor';
import { computeService } from './services';
import { until } from './waiting';

/** A process must have become its program after this many seconds. */
const START_SECONDS = 10;

/**
 * What is done to a running reference cloud that no API can do. Each method resolves once its effect is there, seen at the
 * processes and sockets of this machine; what Nova makes of it is to be waited for through the APIs.
 * All reject with a {@link ReferenceCloudError}; who is not root may do nothing.
 */
export class ReferenceCloudControl {
  readonly #layout: Layout;
  readonly #hosts: readonly string[];

  constructor(cloud: Pick<ReferenceCloudDescription, 'release' | 'directory' | 'hosts'>) {
    this.#layout = layoutOf(cloud.release, cloud.directory);
    this.#hosts = cloud.hosts;
  }

  /** Stops the nova-compute of a host as an operator would (SIGTERM). Resolves when its processes are gone. */
  async stopCompute(host: string): Promise<void> {
    await stopService(this.#layout, this.#compute(host));
  }

  /** Kills the nova-compute of a host as a crash would (SIGKILL). Resolves when its processes are gone. */
  async killCompute(host: string): Promise<void> {
    await killService(this.#layout, this.#compute(host).name);
  }

  /** Starts the nova-compute of a host, unless it runs. Resolves once the process runs; its first heartbeat comes seconds later. */
  async startCompute(host: string): Promise<void> {
    startService(this.#layout, this.#compute(host));
    await until(
      START_SECONDS,
      () => (this.#runsProgram(host) ? true : undefined),
      () => failureWithLog(`nova-compute of ${host} did not start`, serviceOutput(this.#layout, host)),
    );
  }

  /** Whether the nova-compute of a host runs now. */
  computeIsRunning(host: string): Promise<boolean> {
    return new Promise((resolve) => {
      resolve(mainProcessOf(this.#layout, this.#compute(host).name) !== undefined);
    });
  }

  /** Makes connections from Nova to Placement be refused, and breaks those that are open. */
  async disturb(neighbour: string, trouble: { readonly kind: string }): Promise<void> {
    checkRoot();
    if (neighbour !== 'Placement' || trouble.kind !== 'refuse') {
      throw new ReferenceCloudError(`the reference cloud cannot ${trouble.kind} on the path to ${neighbour}`);
    }
    await setPath(this.#layout.controlSocket, 'placement', 'refused');
  }

  /** Lets Nova reach Placement again. */
  async mend(): Promise<void> {
    checkRoot();
    await setPath(this.#layout.controlSocket, 'placement', 'open');
  }

  #compute(host: string): ReturnType<typeof computeService> {
    if (!this.#hosts.includes(host)) {
      throw new ReferenceCloudError(`the reference cloud has no host "${host}"; it has ${this.#hosts.join(', ')}`);
    }
    checkRoot();
    return computeService(host);
  }

  #runsProgram(host: string): boolean {
    const main = mainProcessOf(this.#layout, host);
    if (main === undefined) {
      throw failureWithLog(`nova-compute of ${host} ended by itself`, serviceOutput(this.#layout, host));
    }
    return argumentsOf(main.pid).includes('nova-compute') && !argumentsOf(main.pid).includes(this.#layout.chroot);
  }
}
