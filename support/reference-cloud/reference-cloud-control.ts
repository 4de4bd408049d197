import type {
  BuildControl,
  CloudControl,
  EffectsControl,
  FreeingRequest,
  HoldPoint,
  NovaManageControl,
  RemovalControl,
  TokenHolder,
} from '../contract/cloud-control';
import { neighbours, type Neighbour, type PathState, type Trouble } from '../contract/trouble';
import { runAudit } from './nova-manage-audit';
import { discoverHosts } from './nova-manage-hosts';
import { writeExpiredToken } from './expired-token';
import { checkRoot } from './building/prerequisites';
import type { ReferenceCloudDescription } from './description';
import { failureWithLog, ReferenceCloudError } from './failure';
import type { ForwardedRequest } from './forwarder';
import { forgetFreed, freedSince, holdOn, releaseHeld, setPath, stoppedSince } from './forwarder-control';
import type { Layout } from './layout';
import { layoutOf } from './layout';
import type { Hold } from './path-state';
import type { ForwardedService } from './cloud-plan';
import { argumentsOf } from './processes/procfs';
import { killService, mainProcessOf, serviceOutput, startService, stopService } from './processes/supervisor';
import { computeService } from './service-processes';
import { until } from './until';

/** A process must have become its program after this many seconds. */
const START_SECONDS = 10;

/**
 * What is done to a running reference cloud that no API can do. Each method resolves once its effect is there, seen at the
 * processes and sockets of this machine; what Nova makes of it is to be waited for through the APIs.
 * All reject with a {@link ReferenceCloudError}; who is not root may do nothing.
 */
export class ReferenceCloudControl implements CloudControl {
  readonly #layout: Layout;
  readonly #hosts: readonly string[];

  /** What Nova frees: the DELETE requests that the forwarder passed on, or stopped; refused connections it does not see. */
  readonly effects: EffectsControl = {
    neighbours,
    begin: () => forgetFreed(this.#layout.controlSocket),
    read: async () => (await freedSince(this.#layout.controlSocket)).map(asFreeing),
    stopped: async () => (await stoppedSince(this.#layout.controlSocket)).map(asFreeing),
  };

  /** Holds builds at what they ask a neighbour for, until Nova gives up after some seconds (`timeout` in nova.conf). */
  readonly builds: BuildControl = {
    paths: ['Placement', 'Neutron'],
    hold: async (point) => {
      checkRoot();
      const { neighbour, hold } = holdOf(point);
      await holdOn(this.#layout.controlSocket, serviceOf[neighbour], hold);
    },
    release: async () => {
      checkRoot();
      await releaseHeld(this.#layout.controlSocket);
    },
    // The claim for the next host stands still meanwhile, so that the port is refused to the one host alone.
    fail: async (untilFailed) => {
      await this.#setPath('Neutron', { kind: 'answer', status: 500, method: 'POST' });
      await releaseHeld(this.#layout.controlSocket);
      await holdOn(this.#layout.controlSocket, 'placement', claims);
      try {
        await untilFailed();
      } finally {
        await this.mend('Neutron');
      }
    },
  };

  /** Runs nova-manage in the chroot, with the configuration of Nova's control plane. */
  readonly novaManage: NovaManageControl = {
    audit: () => runAudit(this.#layout),
  };

  /** A process of Nova's fake hypervisor forgets its guests when it ends. */
  readonly removals: RemovalControl = {
    computeIsRunning: (host) => this.computeIsRunning(host),
    reinstall: async (host) => {
      await this.stopCompute(host);
      await this.startCompute(host);
    },
    discoverHosts: () => discoverHosts(this.#layout),
  };

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

  /** Keeps what Nova writes to allocations waiting, be it by PUT or by DELETE, until the path is mended or Nova gives up. */
  async holdAllocationWrites(): Promise<void> {
    checkRoot();
    for (const method of ['PUT', 'DELETE']) {
      await holdOn(this.#layout.controlSocket, 'placement', { ...claims, method });
    }
  }

  /** A token that Keystone reads as one of the user's that has ended. */
  expiredToken(holder: TokenHolder): Promise<string> {
    return writeExpiredToken(this.#layout, holder);
  }

  /** Whether the nova-compute of a host runs now. */
  computeIsRunning(host: string): Promise<boolean> {
    return new Promise((resolve) => {
      resolve(mainProcessOf(this.#layout, this.#compute(host).name) !== undefined);
    });
  }

  /** Disturbs the path from Nova to a neighbour in one way, instead of whatever disturbed it before. */
  async disturb(neighbour: Neighbour, trouble: Trouble): Promise<void> {
    await this.#setPath(neighbour, trouble);
  }

  /** Lets Nova's requests to a neighbour through again, and what is held on any path. */
  async mend(neighbour: Neighbour): Promise<void> {
    await this.#setPath(neighbour, { kind: 'open' });
    await releaseHeld(this.#layout.controlSocket);
  }

  async #setPath(neighbour: Neighbour, state: PathState): Promise<void> {
    checkRoot();
    await setPath(this.#layout.controlSocket, serviceOf[neighbour], state);
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

/** By such requests Nova claims a share of a host for a server. */
const claims: Hold = { method: 'PUT', path: '/allocations/', what: 'the request' };

/** The service to which the path leads, as the forwarder calls it. */
const serviceOf: Readonly<Record<Neighbour, ForwardedService>> = {
  Placement: 'placement',
  Neutron: 'neutron',
  Glance: 'glance',
  Cinder: 'cinder',
};

function asFreeing({ name, method, path }: ForwardedRequest): FreeingRequest {
  const neighbour = neighbours.find((each) => serviceOf[each] === name);
  if (neighbour === undefined) throw new ReferenceCloudError(`the forwarder tells of an unknown path to ${name}`);
  return { neighbour, method, path };
}

/** The request at which a build is at the point (`nova/scheduler/manager.py:select_destinations`, `nova/compute/manager.py:_build_resources`). */
function holdOf(point: HoldPoint): { readonly neighbour: Neighbour; readonly hold: Hold } {
  switch (point) {
    case 'waiting for a host':
      return {
        neighbour: 'Placement',
        hold: { method: 'GET', path: '/allocation_candidates', what: 'the request' },
      };
    case 'claimed by the scheduler':
      return {
        neighbour: 'Placement',
        hold: { method: 'PUT', path: '/allocations/', what: 'the answer' },
      };
    case 'claimed by the host':
      return { neighbour: 'Neutron', hold: { method: 'POST', path: '/v2.0/ports', what: 'the request' } };
    case 'claimed in Placement':
      throw new ReferenceCloudError(
        'the reference cloud cannot hold a build between its cell and its host: Nova asks no neighbour for anything there',
      );
  }
}
