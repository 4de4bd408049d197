/** One nova service of a host, as in the table `services`. Times are milliseconds since 1970. */
export interface ServiceRecord {
  readonly id: number;
  readonly uuid: string;
  readonly binary: 'nova-compute' | 'nova-conductor' | 'nova-scheduler';
  readonly host: string;
  status: 'enabled' | 'disabled';
  disabledReason: string | null;
  forcedDown: boolean;
  readonly createdAt: number;
  /** Moved by every change of the record. */
  updatedAt: number | null;
  /** Moved only by the service's own heartbeat. */
  lastSeenUp: number | null;
}

/** A compute node; its UUID is that of its root resource provider in Placement. */
export interface ComputeNode {
  readonly id: number;
  readonly uuid: string;
  readonly host: string;
  readonly hypervisorHostname: string;
  readonly capacity: HostCapacity;
}

/** What a host has to give. */
export interface HostCapacity {
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskGb: number;
}

/** A flavor; sizes as in the API: `swapMb` in MiB, disks in GiB. */
export interface Flavor {
  /** The ID that users see, not the database's. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskGb: number;
  readonly ephemeralGb: number;
  readonly swapMb: number;
  readonly rxtxFactor: number;
  readonly visibility: 'public' | 'private';
  readonly extraSpecs: Readonly<Record<string, string>>;
}

/** `nova/compute/vm_states.py`, as far as the embedded cloud goes. */
export type VmState =
  | 'building'
  | 'active'
  | 'paused'
  | 'suspended'
  | 'stopped'
  | 'rescued'
  | 'shelved'
  | 'shelved_offloaded'
  | 'resized'
  | 'error'
  | 'soft-delete'
  | 'deleted';

/** `nova/compute/task_states.py`, as far as the embedded cloud goes. */
export type TaskState =
  | 'scheduling'
  | 'networking'
  | 'block_device_mapping'
  | 'spawning'
  | 'powering-off'
  | 'powering-on'
  | 'pausing'
  | 'unpausing'
  | 'suspending'
  | 'resuming'
  | 'rescuing'
  | 'unrescuing'
  | 'shelving'
  | 'shelving_image_uploading'
  | 'shelving_offloading'
  | 'unshelving'
  | 'resize_prep'
  | 'resize_migrating'
  | 'resize_migrated'
  | 'resize_finish'
  | 'resize_reverting'
  | 'migrating'
  | 'rebuilding'
  | 'rebuild_block_device_mapping'
  | 'rebuild_spawning'
  | 'deleting'
  | 'soft-deleting'
  | 'restoring';

/** `nova/compute/power_state.py`. */
export const powerStates = { noState: 0, running: 1, paused: 3, shutdown: 4 } as const;

/** What went wrong with a server, as its owner may read it. */
export interface Fault {
  readonly code: number;
  readonly message: string;
  readonly details: string;
  readonly at: number;
}

/** One entry of a server's network info cache. */
export interface ServerPort {
  readonly id: string;
  readonly networkId: string;
  readonly networkName: string;
  readonly macAddress: string;
  readonly addresses: readonly string[];
  /** A port that existed before the server is kept when the server goes. */
  readonly origin: 'made by nova' | 'existed before';
}

/** Where a server's volume comes from; what Nova makes itself has a size in GiB. */
export type VolumeSource =
  | { readonly kind: 'volume' }
  | { readonly kind: 'image'; readonly imageId: string; readonly sizeGb: number }
  | { readonly kind: 'blank'; readonly sizeGb: number };

/** A volume of a server: a row of the table `block_device_mapping`. */
export interface VolumeMapping {
  readonly uuid: string;
  readonly source: VolumeSource;
  /** 0 is the root disk; null is no disk to boot from. */
  readonly bootIndex: number | null;
  readonly atTermination: 'delete' | 'keep';
  readonly volumeType: string | null;
  readonly tag: string | null;
  device: string | null;
  /** Null until the host has made the volume. */
  volumeId: string | null;
  /** What reserves or connects the volume in Cinder. */
  attachmentId: string | null;
}

/** A network or a port that a user asked for. */
export type RequestedNetwork =
  | { readonly kind: 'network'; readonly id: string; readonly address?: string }
  | { readonly kind: 'port'; readonly id: string };

/** The networks of a create request. */
export type NetworkRequest = 'none' | readonly RequestedNetwork[];

/** A server: one row of the table `instances` with what belongs to it. Times are milliseconds since 1970. */
export interface Server {
  readonly id: number;
  readonly uuid: string;
  readonly projectId: string;
  readonly userId: string;
  readonly reservationId: string;
  readonly launchIndex: number;
  /** Empty for a server that was made from a volume alone. */
  readonly image: string;
  /** A server that boots from a volume takes no root disk of its host. */
  readonly rootDisk: 'on the host' | 'on a volume';
  readonly name: string;
  readonly hostname: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly keyName: string | null;
  readonly configDrive: 'True' | '';
  readonly userData: string | null;
  readonly securityGroups: readonly string[];
  /** Empty when nobody said one. */
  readonly accessIPv4: string;
  readonly accessIPv6: string;
  readonly diskConfig: 'AUTO' | 'MANUAL';
  readonly schedulerHints: Readonly<Record<string, unknown>>;
  /** The zone that the user asked for; Nova keeps it. */
  readonly requestedZone: string | null;
  readonly createdAt: number;
  /** Null before it has reached a host, and empty once it has left its host. */
  zone: string | null;
  /** A resize changes it. */
  flavor: Flavor;
  vmState: VmState;
  taskState: TaskState | null;
  powerState: number;
  progress: number;
  host: string | null;
  node: string | null;
  updatedAt: number | null;
  /** Its root disk's, once a host has named it. */
  rootDeviceName: string | null;
  launchedAt: number | null;
  terminatedAt: number | null;
  deletedAt: number | null;
  /** When it was soft-deleted; null once it is restored. */
  softDeletedAt: number | null;
  fault: Fault | null;
  ports: readonly ServerPort[];
  /** Empty as long as no cell knows the server. */
  volumes: readonly VolumeMapping[];
  /** Its image in Glance while it is shelved: `shelved_image_id` in the system metadata. */
  shelvedImageId: string | null;
  lock: ServerLock | null;
}

/** What keeps users from changing a server. */
export interface ServerLock {
  /** Somebody of the server's project, or an admin of another one: the column `locked_by`. */
  readonly by: 'owner' | 'admin';
  /** `locked_reason` in the system metadata. */
  readonly reason: string | null;
}

/** What the user asked for beyond the server's own fields; kept for those who schedule the server again. */
export interface RequestSpec {
  readonly serverUuid: string;
  readonly networks: NetworkRequest;
  readonly zone: string | null;
  /** A host, or a hypervisor hostname, that the operator asked for. */
  readonly host: string | null;
  readonly hypervisorHostname: string | null;
  /** `zone:host` skips the filters. */
  readonly forcedHost: string | null;
  readonly forcedNode: string | null;
  readonly groupUuid: string | null;
  readonly hints: Readonly<Record<string, unknown>>;
  /** Where a server that moves must not go. */
  readonly ignoredHosts?: readonly string[];
}

/** In which database a server's record is. */
export interface InstanceMapping {
  cell: 'none yet' | 'cell0' | 'cell1';
  queuedForDelete: boolean;
}

/** A server that no cell knows yet. */
export interface BuildRequest {
  readonly server: Server;
  /** They become the server's once a cell knows it. */
  readonly volumes: readonly VolumeMapping[];
}

/** One thing that was done with a server, by its request ID. */
export interface InstanceAction {
  readonly id: number;
  readonly serverUuid: string;
  readonly action: string;
  readonly requestId: string;
  readonly projectId: string;
  readonly userId: string;
  readonly startTime: number;
  updatedAt: number;
  message: string | null;
  readonly events: ActionEvent[];
}

/** One step of an action, on a host. */
export interface ActionEvent {
  readonly event: string;
  readonly startTime: number;
  readonly host: string;
  finishTime: number | null;
  result: 'Success' | 'Error' | null;
  traceback: string | null;
  details: string | null;
}

/** A host aggregate. */
export interface Aggregate {
  readonly id: number;
  readonly uuid: string;
  name: string;
  metadata: Readonly<Record<string, string>>;
  readonly hosts: string[];
  readonly createdAt: number;
  updatedAt: number | null;
}

/** A server group. */
export interface ServerGroup {
  readonly uuid: string;
  readonly name: string;
  readonly policy: GroupPolicy;
  readonly rules: Readonly<Record<string, number>>;
  readonly projectId: string;
  readonly userId: string;
  readonly members: string[];
}

/** Server group policies. */
export const groupPolicies = ['affinity', 'anti-affinity', 'soft-affinity', 'soft-anti-affinity'] as const;

/** One of the server group policies. */
export type GroupPolicy = (typeof groupPolicies)[number];
