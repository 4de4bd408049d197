import type { CloudTiming } from '../../contract/timing';
import type { Broker } from '../broker';
import type { IdSource } from '../id-source';
import type { StubTime } from '../stub-time';
import type { ComputeProcess } from './host/compute-process';
import type { VolumeClient } from './neighbours/cinder-client';
import type { ImageClient } from './neighbours/glance-client';
import type { IdentityClient } from './neighbours/keystone-client';
import type { NetworkClient } from './neighbours/neutron-client';
import type { PlacementClient } from './neighbours/placement-client';
import type { ServiceRecord } from './records';
import type { ComputeSeams } from './seams';
import type { NovaStore } from './store';

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
  readonly identity: IdentityClient;
  readonly placement: PlacementClient;
  readonly image: ImageClient;
  readonly network: NetworkClient;
  readonly volume: VolumeClient;
  readonly broker: Broker<ComputeProcess>;
  readonly seams: ComputeSeams;
}

/** On whose behalf something is done: what is left of a request after its reply (`nova/context.py`). */
export interface RequestContext {
  readonly requestId: string;
  readonly projectId: string;
  readonly userId: string;
  /** The user's token, for what Nova asks of its neighbours in the user's name. */
  readonly authToken: string;
  readonly userName: string;
  readonly projectName: string;
  readonly roles: readonly string[];
}

/** Whether a service is up just now (reference A.3). */
export function isUp(nova: Nova, service: ServiceRecord): boolean {
  const view = { now: nova.time.clock.now(), serviceDownTimeSeconds: nova.timing.serviceDownTime };
  return nova.seams.rules.serviceIsUp(service, view);
}
