import type { OrphanedAllocation } from '../../contract/cloud-control';
import type { CloudTiming } from '../../contract/timing';
import type { Barrier } from '../barrier';
import { Broker } from '../broker';
import type { ServiceBasics } from '../http/call';
import type { HttpApplication } from '../http/http-application';
import type { StubTime } from '../stub-time';
import { auditAllocations } from './allocation-audit';
import { computeApplication } from './api/application';
import { conductorHost } from './conductor/build-servers';
import { ComputeProcess } from './host/compute-process';
import { beat, ensureService } from './host/start-compute';
import { VolumeClient } from './neighbours/cinder-client';
import { ImageClient } from './neighbours/glance-client';
import { IdentityClient } from './neighbours/keystone-client';
import { NetworkClient } from './neighbours/neutron-client';
import { PlacementClient } from './neighbours/report-client';
import { ServiceSession, type ServiceUser } from './neighbours/service-session';
import type { Nova } from './nova';
import type { Quota } from './quota';
import type { AllocationRatios } from './nova';
import type { ComputeSeams } from './nova';
import type { Flavor, HostCapacity } from './records';
import { NovaStore } from './store';

/** A host of the embedded cloud. */
export interface SeedHost extends HostCapacity {
  readonly name: string;
}

/** An aggregate that gives hosts a zone. */
export interface SeedZone {
  readonly name: string;
  readonly hosts: readonly string[];
}

/** The paths to Nova's neighbours. */
export interface NeighbourBarriers {
  readonly identity: Barrier;
  /** Where Nova signs in for what it asks of Placement: nova.conf has credentials for each neighbour. */
  readonly placementSignIn: Barrier;
  readonly placement: Barrier;
  readonly image: Barrier;
  readonly network: Barrier;
  readonly volume: Barrier;
}

/** What an embedded Nova is made of. */
export interface ComputeOptions extends ServiceBasics {
  readonly time: StubTime;
  readonly seams: ComputeSeams;
  readonly timing: CloudTiming;
  readonly ratios: AllocationRatios;
  readonly defaultScheduleZone: string | null;
  readonly shelvedOffloadTime: number;
  readonly reclaimInstanceInterval: number;
  /** `[service_user] send_service_user_token`. */
  readonly serviceTokens: 'sent' | 'not sent';
  readonly quota: Quota;
  readonly neighbours: NeighbourBarriers;
  /** Nova's own user in Keystone. */
  readonly serviceUser: ServiceUser;
  readonly hosts: readonly SeedHost[];
  readonly zones: readonly SeedZone[];
  readonly flavors: readonly Flavor[];
}

/** An embedded Nova. */
export interface Compute {
  readonly application: HttpApplication;
  /** The nova-compute processes by host. */
  readonly processes: ReadonlyMap<string, ComputeProcess>;
  /** Starts every service; all hosts are up and in Placement when it is done. */
  boot(): Promise<void>;
  /** What `nova-manage placement audit` finds. */
  audit(): Promise<readonly OrphanedAllocation[]>;
}

/** Makes an embedded Nova: API, conductor, scheduler, and a nova-compute for each host. */
export function createCompute(options: ComputeOptions): Compute {
  const nova = createNova(options);
  seed(nova, options);
  const processes = new Map(options.hosts.map((host) => [host.name, new ComputeProcess(nova, host.name, host)]));
  const { clock, ids, publicUrl, onBreakdown, authenticate, quota } = options;
  return {
    application: computeApplication({ clock, ids, publicUrl, onBreakdown, authenticate, nova, quota }),
    processes,
    boot: async () => {
      startController(nova);
      for (const process of processes.values()) await process.boot();
    },
    audit: () => auditAllocations(nova),
  };
}

function createNova(options: ComputeOptions): Nova {
  const { time, ids, seams, timing, ratios, defaultScheduleZone, neighbours } = options;
  const { shelvedOffloadTime, reclaimInstanceInterval } = options;
  const sessionBy = (identity: Barrier) => new ServiceSession(identity, options.serviceUser, () => time.clock.now());
  const session = sessionBy(neighbours.identity);
  return {
    store: new NovaStore(),
    time,
    ids,
    seams,
    timing,
    ratios,
    defaultScheduleZone,
    shelvedOffloadTime,
    reclaimInstanceInterval,
    identity: new IdentityClient(neighbours.identity, session),
    placement: new PlacementClient(neighbours.placement, sessionBy(neighbours.placementSignIn)),
    image: new ImageClient(neighbours.image, session),
    network: new NetworkClient(neighbours.network, session),
    volume: new VolumeClient(neighbours.volume, session, options.serviceTokens),
    broker: new Broker(time, timing.rpcResponseTimeout),
  };
}

function seed({ store, ids, time }: Nova, { flavors, zones }: ComputeOptions): void {
  for (const flavor of flavors) store.flavors.set(flavor.id, flavor);
  for (const { name, hosts } of zones) {
    store.aggregates.push({
      id: store.nextId('aggregates'),
      uuid: ids.uuid(),
      name,
      metadata: { availability_zone: name },
      hosts: [...hosts],
      createdAt: time.clock.now(),
      updatedAt: null,
    });
  }
}

/** The conductor and the scheduler run as long as the cloud does. */
function startController(nova: Nova): void {
  ensureService(nova, 'nova-conductor', conductorHost);
  ensureService(nova, 'nova-scheduler', conductorHost);
  const keepBeating = () => {
    beat(nova, conductorHost);
    nova.time.clock.after(nova.timing.reportInterval, `heartbeat of ${conductorHost}`, keepBeating);
  };
  keepBeating();
}
