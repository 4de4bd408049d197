import { createHash } from 'node:crypto';

import type { Microversion } from '../../http/microversions';
import type { Server, ServiceRecord, TaskState, VmState } from '../records';
import { microsecondsOrNull, seconds } from '../times';
import { bookmark, flavorOfServer, links } from './flavor-view';

/** What a server's view needs to know besides the server. */
export interface ServerViewContext {
  readonly version: Microversion;
  readonly publicUrl: string;
  /** Whether the reader sees what only operators see (`os-extended-server-attributes`, `host_status`). */
  readonly audience: 'operator' | 'user';
  /** The host's service and whether it is up; undefined without host or service. */
  readonly hostService: { readonly record: ServiceRecord; readonly isUp: boolean } | undefined;
  /** The server's groups, for a single server from 2.71; undefined in lists. */
  readonly groups: readonly string[] | undefined;
}

/** A server's ID, name and links. */
export function basicServer(server: Server, publicUrl: string): Record<string, unknown> {
  return { id: server.uuid, name: server.name, links: links(publicUrl, 'servers', server.uuid) };
}

/** A server in full, with the fields of the microversion (reference D.2.1; `views/servers.py:ViewBuilder.show`). */
export function fullServer(server: Server, context: ServerViewContext): Record<string, unknown> {
  return {
    ...basicServer(server, context.publicUrl),
    ...identityFields(server, context),
    ...stateFields(server),
    ...operatorFields(server, context),
    ...laterFields(server, context),
  };
}

/** The status that users see: `nova/api/openstack/common.py:_STATE_MAP`. */
export function statusOf({ vmState, taskState }: Pick<Server, 'vmState' | 'taskState'>): string {
  const duringTask = taskState === null ? undefined : statusesDuringTasks[vmState]?.[taskState];
  return duringTask ?? statuses[vmState];
}

/** The status that a server of that state has as long as no task of it shows. */
export function restingStatusOf(vmState: VmState): string {
  return statuses[vmState];
}

const resizing = {
  migrating: 'MIGRATING',
  resize_prep: 'RESIZE',
  resize_migrating: 'RESIZE',
  resize_migrated: 'RESIZE',
  resize_finish: 'RESIZE',
} as const;

const rebuildingTasks = {
  rebuilding: 'REBUILD',
  rebuild_block_device_mapping: 'REBUILD',
  rebuild_spawning: 'REBUILD',
} as const;

const statusesDuringTasks: Readonly<Partial<Record<VmState, Readonly<Partial<Record<TaskState, string>>>>>> = {
  active: { ...resizing, ...rebuildingTasks },
  stopped: { ...resizing, ...rebuildingTasks },
  error: rebuildingTasks,
  resized: { resize_reverting: 'REVERT_RESIZE' },
};

const statuses: Readonly<Record<VmState, string>> = {
  active: 'ACTIVE',
  building: 'BUILD',
  paused: 'PAUSED',
  suspended: 'SUSPENDED',
  stopped: 'SHUTOFF',
  rescued: 'RESCUE',
  shelved: 'SHELVED',
  shelved_offloaded: 'SHELVED_OFFLOADED',
  resized: 'VERIFY_RESIZE',
  error: 'ERROR',
  'soft-delete': 'SOFT_DELETED',
  deleted: 'DELETED',
};

/** `nova/compute/api.py:get_instance_host_status` (reference A.3): disabled hides a stale heartbeat. */
function hostStatus({ hostService }: ServerViewContext): string {
  if (hostService === undefined) return '';
  const { record, isUp } = hostService;
  if (record.forcedDown) return 'DOWN';
  if (record.status === 'disabled') return 'MAINTENANCE';
  return isUp ? 'UP' : 'UNKNOWN';
}

/** A host's name as users may see it: different in each project. */
export function hostId(projectId: string, host: string | null): string {
  return host === null ? '' : createHash('sha224').update(`${projectId}${host}`).digest('hex');
}

function identityFields(server: Server, { version, publicUrl }: ServerViewContext): Record<string, unknown> {
  return {
    tenant_id: server.projectId,
    user_id: server.userId,
    metadata: server.metadata,
    hostId: hostId(server.projectId, server.host),
    image: server.image === '' ? '' : { id: server.image, links: [bookmark(publicUrl, 'images', server.image)] },
    flavor: flavorOfServer(server.flavor, { version, publicUrl }),
    created: seconds(server.createdAt),
    updated: seconds(server.updatedAt ?? server.createdAt),
    addresses: addresses(server),
    accessIPv4: server.accessIPv4,
    accessIPv6: server.accessIPv6,
    'OS-DCF:diskConfig': server.diskConfig,
    'OS-EXT-AZ:availability_zone': server.zone ?? server.requestedZone ?? '',
    config_drive: server.configDrive,
    key_name: server.keyName,
    'os-extended-volumes:volumes_attached': attachedVolumes(server, version),
    ...(server.ports.length === 0 ? {} : { security_groups: server.securityGroups.map((name) => ({ name })) }),
  };
}

function stateFields(server: Server): Record<string, unknown> {
  const status = statusOf(server);
  return {
    status,
    ...(progressing.includes(status) ? { progress: server.progress } : {}),
    'OS-EXT-STS:vm_state': server.vmState,
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-STS:power_state': server.powerState,
    'OS-SRV-USG:launched_at': microsecondsOrNull(server.launchedAt),
    'OS-SRV-USG:terminated_at': microsecondsOrNull(server.terminatedAt),
  };
}

const progressing: readonly string[] = ['ACTIVE', 'BUILD', 'REBUILD', 'RESIZE', 'VERIFY_RESIZE'];

function operatorFields(server: Server, context: ServerViewContext): Record<string, unknown> {
  const { version, audience } = context;
  const fault = faultFields(server, context);
  if (audience === 'user') return fault;
  return {
    ...fault,
    'OS-EXT-SRV-ATTR:host': server.host,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': server.node,
    'OS-EXT-SRV-ATTR:instance_name': `instance-${server.id.toString(16).padStart(8, '0')}`,
    ...(version.isAtLeast('2.3')
      ? {
          'OS-EXT-SRV-ATTR:reservation_id': server.reservationId,
          'OS-EXT-SRV-ATTR:launch_index': server.launchIndex,
          'OS-EXT-SRV-ATTR:hostname': server.hostname,
          'OS-EXT-SRV-ATTR:kernel_id': '',
          'OS-EXT-SRV-ATTR:ramdisk_id': '',
          'OS-EXT-SRV-ATTR:root_device_name': server.rootDeviceName,
          'OS-EXT-SRV-ATTR:user_data': server.userData,
        }
      : {}),
    ...(version.isAtLeast('2.16') ? { host_status: hostStatus(context) } : {}),
  };
}

function faultFields({ fault, vmState }: Server, { audience }: ServerViewContext): Record<string, unknown> {
  if (fault === null || (vmState !== 'error' && vmState !== 'deleted')) return {};
  const { code, message, details, at } = fault;
  return { fault: { code, message, created: seconds(at), ...(audience === 'operator' ? { details } : {}) } };
}

function laterFields(server: Server, { version, audience, groups }: ServerViewContext): Record<string, unknown> {
  const { lock } = server;
  const since = (number: string, fields: Record<string, unknown>) => (version.isAtLeast(number) ? fields : {});
  return {
    ...since('2.9', { locked: lock !== null }),
    ...since('2.19', { description: server.description }),
    ...since('2.26', { tags: server.tags }),
    ...since('2.63', { trusted_image_certificates: null }),
    ...(groups === undefined ? {} : since('2.71', { server_groups: groups })),
    ...since('2.73', { locked_reason: lock?.reason ?? null }),
    ...(audience === 'user' ? since('2.90', { 'OS-EXT-SRV-ATTR:hostname': server.hostname }) : {}),
    ...since('2.96', { pinned_availability_zone: server.requestedZone }),
    ...since('2.100', { scheduler_hints: server.schedulerHints }),
  };
}

/** Volumes that no cell knows of yet, or that are not made yet, are left out (`_add_volumes_attachments`). */
function attachedVolumes({ volumes }: Server, version: ServerViewContext['version']): Record<string, unknown>[] {
  return volumes
    .filter(({ volumeId }) => volumeId !== null)
    .map(({ volumeId, atTermination }) => ({
      id: volumeId,
      ...(version.isAtLeast('2.3') ? { delete_on_termination: atTermination === 'delete' } : {}),
    }));
}

function addresses({ ports }: Server): Record<string, unknown[]> {
  const networks: Record<string, unknown[]> = {};
  for (const port of ports) {
    const list = (networks[port.networkName] ??= []);
    for (const addr of port.addresses) {
      list.push({
        version: addr.includes(':') ? 6 : 4,
        addr,
        'OS-EXT-IPS:type': 'fixed',
        'OS-EXT-IPS-MAC:mac_addr': port.macAddress,
      });
    }
  }
  return networks;
}
