import type { Decoder } from '../decode';
import { amount, inside, isRecord, listOf, mapOf, optional, record, text, truth, withDefault } from '../decode';

/** The flavor as it was when the server got it; `ram` in MiB, `disk` and `ephemeral` in GiB, `swap` in MiB. */
export interface ServerFlavor {
  readonly name: string;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly ephemeral: number;
  readonly swap: number;
  /** Empty where the person may not see them. */
  readonly extraSpecs: Readonly<Record<string, string>>;
}

/** Why a server is in ERROR. */
export interface ServerFault {
  readonly code: number;
  readonly message: string;
}

/** A volume that is attached to a server. */
export interface AttachedVolume {
  readonly id: string;
  readonly deleteOnTermination: boolean;
}

/**
 * A server as Nova shows it. What the person may not see, the microversion does not have, or a down cell cannot tell
 * (microversion 2.69: `status` is then UNKNOWN) is undefined or empty. Times are ISO 8601.
 */
export interface Server {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly projectId: string;
  readonly userId: string | undefined;
  readonly created: string | undefined;
  readonly updated: string | undefined;
  readonly launchedAt: string | undefined;
  readonly terminatedAt: string | undefined;
  readonly vmState: string | undefined;
  readonly taskState: string | undefined;
  readonly powerState: number | undefined;
  readonly availabilityZone: string | undefined;
  /** The compute host; undefined for those who are no operators, and for a server without one. */
  readonly host: string | undefined;
  readonly hypervisorHostname: string | undefined;
  readonly hostStatus: string | undefined;
  /** A digest of host and project; empty for a server without a host. */
  readonly hostId: string;
  /** Undefined below microversion 2.47. */
  readonly flavor: ServerFlavor | undefined;
  /** Undefined for a server that starts from a volume. */
  readonly imageId: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly locked: boolean | undefined;
  readonly volumes: readonly AttachedVolume[];
  readonly fault: ServerFault | undefined;
}

const embeddedFlavor: Decoder<ServerFlavor> = record((read) => ({
  name: read('original_name', text),
  vcpus: read('vcpus', amount),
  ram: read('ram', amount),
  disk: read('disk', amount),
  ephemeral: read('ephemeral', withDefault(amount, 0)),
  swap: read('swap', withDefault(amount, 0)),
  extraSpecs: read('extra_specs', withDefault(mapOf(text), {})),
}));

/** Below 2.47 a server only links its flavor. */
const flavor: Decoder<ServerFlavor | undefined> = (value, at) =>
  isRecord(value) && 'original_name' in value ? embeddedFlavor(value, at) : undefined;

const imageId: Decoder<string | undefined> = (value, at) =>
  value === '' || value === undefined || value === null ? undefined : inside('id', text)(value, at);

const volume: Decoder<AttachedVolume> = record((read) => ({
  id: read('id', text),
  deleteOnTermination: read('delete_on_termination', withDefault(truth, false)),
}));

const fault: Decoder<ServerFault> = record((read) => ({ code: read('code', amount), message: read('message', text) }));

/** Reads a server without its wrapper (reference D.2.1). */
export const serverDecoder: Decoder<Server> = record((read) => ({
  id: read('id', text),
  name: read('name', withDefault(text, '')),
  status: read('status', text),
  projectId: read('tenant_id', text),
  userId: read('user_id', optional(text)),
  created: read('created', optional(text)),
  updated: read('updated', optional(text)),
  launchedAt: read('OS-SRV-USG:launched_at', optional(text)),
  terminatedAt: read('OS-SRV-USG:terminated_at', optional(text)),
  vmState: read('OS-EXT-STS:vm_state', optional(text)),
  taskState: read('OS-EXT-STS:task_state', optional(text)),
  powerState: read('OS-EXT-STS:power_state', optional(amount)),
  availabilityZone: read('OS-EXT-AZ:availability_zone', optional(text)),
  host: read('OS-EXT-SRV-ATTR:host', optional(text)),
  hypervisorHostname: read('OS-EXT-SRV-ATTR:hypervisor_hostname', optional(text)),
  hostStatus: read('host_status', optional(text)),
  hostId: read('hostId', withDefault(text, '')),
  flavor: read('flavor', flavor),
  imageId: read('image', imageId),
  metadata: read('metadata', withDefault(mapOf(text), {})),
  locked: read('locked', optional(truth)),
  volumes: read('os-extended-volumes:volumes_attached', withDefault(listOf(volume), [])),
  fault: read('fault', optional(fault)),
}));
