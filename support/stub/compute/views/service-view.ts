import type { Microversion } from '../../http/microversions';
import type { ComputeNode, Server, ServiceRecord } from '../records';
import { microsecondsOrNull } from '../times';

/** What a service's view needs to know besides the service. */
export interface ServiceViewContext {
  readonly version: Microversion;
  readonly zone: string;
  readonly isUp: boolean;
}

/** A service as `os-services` shows it (reference B.5). */
export function serviceView(service: ServiceRecord, context: ServiceViewContext): Record<string, unknown> {
  const { version, zone, isUp } = context;
  return {
    id: version.isAtLeast('2.53') ? service.uuid : service.id,
    binary: service.binary,
    host: service.host,
    zone,
    status: service.status,
    state: isUp ? 'up' : 'down',
    updated_at: microsecondsOrNull(service.updatedAt),
    disabled_reason: service.disabledReason,
    ...(version.isAtLeast('2.11') ? { forced_down: service.forcedDown } : {}),
  };
}

/** What a hypervisor's view needs to know besides the node. */
export interface HypervisorViewContext {
  readonly version: Microversion;
  readonly service: ServiceRecord;
  readonly isUp: boolean;
  /** The servers on the host. */
  readonly servers: readonly Server[];
  /** Whether the servers are listed (`with_servers`, or the old `/servers` route). */
  readonly listing: 'with servers' | 'without servers';
}

/** A hypervisor's ID, name, state and status (reference B.5). */
export function basicHypervisor(node: ComputeNode, context: HypervisorViewContext): Record<string, unknown> {
  const { version, service, isUp, servers, listing } = context;
  return {
    id: version.isAtLeast('2.53') ? node.uuid : node.id,
    hypervisor_hostname: node.hypervisorHostname,
    state: isUp ? 'up' : 'down',
    status: service.status,
    ...(listing === 'with servers' && (servers.length > 0 || version.isAtLeast('2.75'))
      ? { servers: servers.map(({ uuid, name }) => ({ uuid, name })) }
      : {}),
  };
}

/** A hypervisor in full; from 2.88 without statistics and with `uptime` (reference B.5). */
export function fullHypervisor(node: ComputeNode, context: HypervisorViewContext): Record<string, unknown> {
  const { version, service } = context;
  return {
    ...basicHypervisor(node, context),
    hypervisor_type: 'fake',
    hypervisor_version: 1000,
    host_ip: '127.0.0.1',
    service: {
      id: version.isAtLeast('2.53') ? service.uuid : service.id,
      host: service.host,
      disabled_reason: service.disabledReason,
    },
    ...(version.isAtLeast('2.88') ? { uptime: null } : statistics(node, context.servers, version)),
  };
}

/** The processor of Nova's fake driver: `nova/virt/fake.py:FakeDriver.get_available_resource`. */
const cpu = {
  arch: 'x86_64',
  model: 'Nehalem',
  vendor: 'Intel',
  features: ['pge', 'clflush'],
  topology: { cores: 1, threads: 1, sockets: 4 },
};

function statistics(
  { capacity }: ComputeNode,
  servers: readonly Server[],
  version: Microversion,
): Record<string, unknown> {
  const sum = (amount: (server: Server) => number) => servers.reduce((total, server) => total + amount(server), 0);
  const memoryUsed = 512 + sum(({ flavor }) => flavor.memoryMb);
  const diskUsed = sum(({ flavor }) => flavor.diskGb + flavor.ephemeralGb);
  return {
    vcpus: capacity.vcpus,
    vcpus_used: sum(({ flavor }) => flavor.vcpus),
    memory_mb: capacity.memoryMb,
    memory_mb_used: memoryUsed,
    free_ram_mb: capacity.memoryMb - memoryUsed,
    local_gb: capacity.diskGb,
    local_gb_used: diskUsed,
    free_disk_gb: capacity.diskGb - diskUsed,
    disk_available_least: 0,
    current_workload: 0,
    running_vms: servers.length,
    cpu_info: version.isAtLeast('2.28') ? cpu : JSON.stringify(cpu),
  };
}
