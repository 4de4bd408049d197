import { ComputeHostNotFound, InstanceNotFound } from './exceptions';
import type { Migration } from './moves/migration';
import type { Quota } from './quota';
import type {
  Aggregate,
  BuildRequest,
  ComputeNode,
  Flavor,
  InstanceAction,
  InstanceMapping,
  RequestSpec,
  Server,
  ServerGroup,
  ServiceRecord,
} from './records';

/** What a search for a server's record brought. */
export type FoundServer =
  | { readonly kind: 'build request'; readonly server: Server }
  | { readonly kind: 'in a cell'; readonly cell: 'cell0' | 'cell1'; readonly server: Server };

/** How the copying of a guest ends. */
export type CopyEnd = 'arrived' | 'aborted';

/** Nova's databases: the API's, cell0's and the one cell's. */
export class NovaStore {
  /** What ends the live migrations that go on, by their migrations' UUIDs: what hypervisors know. */
  readonly copying = new Map<string, (how: CopyEnd) => void>();
  readonly services: ServiceRecord[] = [];
  readonly computeNodes: ComputeNode[] = [];
  readonly flavors = new Map<string, Flavor>();
  readonly aggregates: Aggregate[] = [];
  readonly serverGroups = new Map<string, ServerGroup>();
  readonly mappings = new Map<string, InstanceMapping>();
  readonly buildRequests = new Map<string, BuildRequest>();
  /** What was asked for with each server, by its UUID. */
  readonly requestSpecs = new Map<string, RequestSpec>();
  /** Where the scheduler has sent servers, by UUID; a server's own host counts once it has one. */
  readonly destinations = new Map<string, string>();
  /** The servers that a cell knows, deleted ones too. */
  readonly servers = new Map<string, Server>();
  readonly actions: InstanceAction[] = [];
  /** What operators have set of projects' quotas, by the project. */
  readonly quotas = new Map<string, Partial<Quota>>();
  /** In the order in which they began, deleted ones too. */
  readonly migrations: Migration[] = [];
  readonly #ids = new Map<string, number>();

  /** The next integer ID of a table, from 1. */
  nextId(table: string): number {
    const id = (this.#ids.get(table) ?? 0) + 1;
    this.#ids.set(table, id);
    return id;
  }

  /** Where a server is recorded, deleted ones left out: `nova/compute/api.py:_lookup_instance`. */
  lookUp(uuid: string): FoundServer | undefined {
    const request = this.buildRequests.get(uuid);
    if (request !== undefined) return { kind: 'build request', server: request.server };
    const server = this.servers.get(uuid);
    const cell = this.mappings.get(uuid)?.cell;
    if (server === undefined || server.deletedAt !== null || cell === undefined || cell === 'none yet')
      return undefined;
    return { kind: 'in a cell', cell, server };
  }

  /** Every server that is not deleted, in the order they were asked for. */
  liveServers(): readonly Server[] {
    const waiting = [...this.buildRequests.values()].map(({ server }) => server);
    const inCells = [...this.servers.values()].filter(
      ({ uuid, deletedAt }) => deletedAt === null && !this.buildRequests.has(uuid),
    );
    return [...inCells, ...waiting].sort((one, other) => one.id - other.id);
  }

  /** The servers of a host that are not deleted. */
  serversOn(host: string): readonly Server[] {
    return [...this.servers.values()].filter((server) => server.host === host && server.deletedAt === null);
  }

  /** Marks a server's record deleted, and its volumes and migrations with it. Throws {@link InstanceNotFound} when that has happened already. */
  destroy(server: Server, now: number): void {
    if (this.servers.get(server.uuid) !== server || server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
    server.deletedAt = now;
    server.volumes = [];
    server.updatedAt = now;
    for (const migration of this.migrations.filter(({ serverUuid }) => serverUuid === server.uuid)) {
      migration.deletedAt ??= now;
    }
  }

  /** The nova-compute record of a host. Throws {@link ComputeHostNotFound}. */
  computeService(host: string): ServiceRecord {
    const service = this.services.find((record) => record.binary === 'nova-compute' && record.host === host);
    if (service === undefined) throw new ComputeHostNotFound(host);
    return service;
  }

  /** True unless the host's nova-compute was removed, or has never started. */
  hasComputeService(host: string): boolean {
    return this.services.some((record) => record.binary === 'nova-compute' && record.host === host);
  }

  /** The compute node of a host, if it has one. */
  computeNode(host: string): ComputeNode | undefined {
    return this.computeNodes.find((node) => node.host === host);
  }

  /** The availability zone of a host: that of its aggregate, or `nova`. */
  zoneOf(host: string): string {
    const aggregate = this.aggregates.find(
      ({ hosts, metadata }) => hosts.includes(host) && metadata['availability_zone'] !== undefined,
    );
    return aggregate?.metadata['availability_zone'] ?? defaultZone;
  }
}

/** The zone of a service: that of its host, or the internal one when it is no nova-compute. */
export function zoneOfService(store: NovaStore, { binary, host }: ServiceRecord): string {
  return binary === 'nova-compute' ? store.zoneOf(host) : internalZone;
}

/** `[DEFAULT] internal_service_availability_zone`. */
const internalZone = 'internal';

/** `[DEFAULT] default_availability_zone`. */
export const defaultZone = 'nova';
