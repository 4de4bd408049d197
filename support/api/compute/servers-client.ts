import type { Call } from '../api-client';
import { ApiClient, idInside, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { inside, nothing, record, text, withDefault } from '../decode';
import type { Query } from '../route';
import type { Session } from '../session';
import type { Server } from './server-decoder';
import { serverDecoder } from './server-decoder';

/** What a new server is to be attached to. */
export type NewServerNetwork = { readonly network: string } | { readonly port: string };

/** A volume that is there already, for a new server: its root disk, or one more. */
export interface NewServerVolume {
  readonly id: string;
  readonly use: 'root disk' | 'data';
  readonly atTermination: 'delete' | 'keep';
}

/** A server to be made; undefined fields are left to Nova. */
export interface NewServer {
  readonly name: string;
  readonly flavorId: string;
  readonly imageId: string;
  /** Ids of networks and ports; `auto` and `none` as Nova means them. */
  readonly networks: 'auto' | 'none' | readonly NewServerNetwork[];
  /** With a root disk among them the image is not used. */
  readonly volumes?: readonly NewServerVolume[] | undefined;
  readonly availabilityZone?: string | undefined;
  /** The host to schedule to; for operators. */
  readonly host?: string | undefined;
  /** The scheduler hint `group`. */
  readonly serverGroupId?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Which servers to list. `all` and `deleted` need an operator. */
export interface ServerFilter {
  readonly projects?: 'own' | 'all' | undefined;
  readonly deleted?: 'only' | undefined;
  /** A regular expression, as Nova has it. */
  readonly name?: string | undefined;
  readonly host?: string | undefined;
  readonly status?: string | undefined;
  readonly projectId?: string | undefined;
  /** What Nova answers who makes several servers with one request. */
  readonly reservationId?: string | undefined;
  /** An ISO 8601 time; deleted servers are then listed too. */
  readonly changesSince?: string | undefined;
  /** The size of a page. */
  readonly limit?: number | undefined;
}

/** A server in a short list. */
export interface ServerSummary {
  readonly id: string;
  /** Empty for a server in a down cell. */
  readonly name: string;
}

/** Servers: `/servers` (reference D.2.1). */
export class ServersClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** Asks for a server; 202. Returns its id while Nova still builds it. */
  create(server: NewServer): Promise<{ readonly id: string }> {
    const body = newServerBody(server);
    return this.request({ method: 'POST', route: '/servers', body, expected: [202], reply: idInside('server') });
  }

  /**
   * Asks for several servers with one request; 202. Nova puts -1, -2 and so on after the name, and builds all or none.
   * Returns the reservation by which they can be listed.
   */
  createSeveral(server: NewServer, count: number): Promise<{ readonly reservationId: string }> {
    const body = newServerBody(server, { min_count: count, return_reservation_id: true });
    return this.request({ method: 'POST', route: '/servers', body, expected: [202], reply: reservation });
  }

  /** The server; 200. Rejects with `UnexpectedAnswer` when there is none (404). */
  get(server: string): Promise<Server> {
    return this.request(showing(server));
  }

  /** The server; 200. Undefined when Nova answers 404. */
  find(server: string): Promise<Server | undefined> {
    return this.requestOrNothing(showing(server));
  }

  /** Ids and names, every page; 200. SOFT_DELETED servers are not among them. */
  list(filter: ServerFilter = {}): Promise<readonly ServerSummary[]> {
    return this.#listAll('/servers', summary, filter);
  }

  /** Servers with all that the person may see of them, every page; 200. SOFT_DELETED servers are not among them. */
  listDetailed(filter: ServerFilter = {}): Promise<readonly Server[]> {
    return this.#listAll('/servers/detail', serverDecoder, filter);
  }

  /** Deletes the server; 204. Nova may still be at it afterwards. */
  delete(server: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/servers/{server}',
      params: { server },
      expected: [204],
      reply: nothing,
    });
  }

  /** Deletes the server at once, also where soft delete is on (`forceDelete`); 202. Nova may still be at it afterwards. */
  forceDelete(server: string): Promise<void> {
    return this.#act(server, { forceDelete: null });
  }

  /** Brings a soft-deleted server back; 202. Nova is still at it afterwards. */
  restore(server: string): Promise<void> {
    return this.#act(server, { restore: null });
  }

  /** Locks the server against all but operators; 202. */
  lock(server: string): Promise<void> {
    return this.#act(server, { lock: null });
  }

  /** Takes the lock off; 202. */
  unlock(server: string): Promise<void> {
    return this.#act(server, { unlock: null });
  }

  /** Has the guest shut down (`os-stop`); 202. Nova is still at it afterwards. */
  stop(server: string): Promise<void> {
    return this.#act(server, { 'os-stop': null });
  }

  /** Has the guest paused; 202. Nova is still at it afterwards. */
  pause(server: string): Promise<void> {
    return this.#act(server, { pause: null });
  }

  /** Has the guest suspended; 202. Nova is still at it afterwards. */
  suspend(server: string): Promise<void> {
    return this.#act(server, { suspend: null });
  }

  /** Has the guest started from the rescue image; 200 with a password that nobody reads. Nova is still at it afterwards. */
  rescue(server: string): Promise<void> {
    return this.#act(server, { rescue: null }, 200);
  }

  /** Has the server put into an image named after it; 202. Nova is still at it afterwards. */
  shelve(server: string): Promise<void> {
    return this.#act(server, { shelve: null });
  }

  /** Has a shelved server taken from its host; 202. For operators. Nova is still at it afterwards. */
  shelveOffload(server: string): Promise<void> {
    return this.#act(server, { shelveOffload: null });
  }

  /** Has a shelved or offloaded server brought back; 202. Nova is still at it afterwards. */
  unshelve(server: string): Promise<void> {
    return this.#act(server, { unshelve: null });
  }

  /** Has the server given another flavor, and with it mostly another host; 202. Nova is still at it afterwards. */
  resize(server: string, flavorId: string): Promise<void> {
    return this.#act(server, { resize: { flavorRef: flavorId } });
  }

  /** Has the server sent to another host, to the named one where there is one; 202. For operators. Nova is still at it afterwards. */
  migrate(server: string, host?: string): Promise<void> {
    return this.#act(server, { migrate: host === undefined ? null : { host } });
  }

  /** Lets a resized server stay as it is; 204. Nova is still at it afterwards. */
  confirmResize(server: string): Promise<void> {
    return this.#act(server, { confirmResize: null }, 204);
  }

  /** Takes a resize back; 202. Nova is still at it afterwards. */
  revertResize(server: string): Promise<void> {
    return this.#act(server, { revertResize: null });
  }

  /** Has the server built elsewhere, on that host or wherever there is room; 200. For operators, while its host is down. */
  evacuate(server: string, host?: string): Promise<void> {
    return this.#act(server, { evacuate: host === undefined ? {} : { host } }, 200);
  }

  /** Has the running server sent to that host, with whatever kind of migration fits; 202. For operators. */
  migrateLive(server: string, host: string): Promise<void> {
    return this.#act(server, { 'os-migrateLive': { host, block_migration: 'auto' } });
  }

  /** Aborts the live migration of that number, while it is under way; 202. For operators. */
  abortMigration(server: string, migration: number): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/servers/{server}/migrations/{migration}',
      params: { server, migration: String(migration) },
      expected: [202],
      reply: nothing,
    });
  }

  /** Says what the server is, and that it has nothing to do (`os-resetState`); 202. For operators. */
  resetState(server: string, state: 'active' | 'error'): Promise<void> {
    return this.#act(server, { 'os-resetState': { state } });
  }

  #act(server: string, body: Readonly<Record<string, unknown>>, answer: 200 | 202 | 204 = 202): Promise<void> {
    const params = { server };
    return this.request({
      method: 'POST',
      route: '/servers/{server}/action',
      params,
      body,
      expected: [answer],
      reply: nothing,
    });
  }

  #listAll<T extends ServerSummary>(route: string, item: Decoder<T>, filter: ServerFilter): Promise<readonly T[]> {
    const query = queryOf(filter);
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route,
          query: { ...query, marker },
          expected: [200],
          reply: pageOf('servers', item),
        }),
      ({ id }) => id,
    );
  }
}

const summary: Decoder<ServerSummary> = record((read) => ({
  id: read('id', text),
  name: read('name', withDefault(text, '')),
}));

const reservation: Decoder<{ readonly reservationId: string }> = record((read) => ({
  reservationId: read('reservation_id', text),
}));

function showing(server: string): Call<Server> {
  return {
    method: 'GET',
    route: '/servers/{server}',
    params: { server },
    expected: [200],
    reply: inside('server', serverDecoder),
  };
}

function newServerBody(server: NewServer, several: Readonly<Record<string, unknown>> = {}): unknown {
  const { networks, serverGroupId } = server;
  return {
    server: {
      name: server.name,
      flavorRef: server.flavorId,
      ...diskBody(server),
      networks: typeof networks === 'string' ? networks : networks.map(networkBody),
      availability_zone: server.availabilityZone,
      host: server.host,
      metadata: server.metadata,
      ...several,
    },
    ...(serverGroupId === undefined ? {} : { 'os:scheduler_hints': { group: serverGroupId } }),
  };
}

/** Where the disks come from; beside volumes the image has to be named as the disk to boot from. */
function diskBody({ imageId, volumes = [] }: NewServer): Readonly<Record<string, unknown>> {
  if (volumes.length === 0) return { imageRef: imageId };
  const devices = volumes.map(volumeBody);
  if (volumes.some(({ use }) => use === 'root disk')) return { block_device_mapping_v2: devices };
  const image = { uuid: imageId, source_type: 'image', destination_type: 'local', boot_index: 0 };
  return { imageRef: imageId, block_device_mapping_v2: [{ ...image, delete_on_termination: true }, ...devices] };
}

function volumeBody({ id, use, atTermination }: NewServerVolume): unknown {
  return {
    uuid: id,
    source_type: 'volume',
    destination_type: 'volume',
    boot_index: use === 'root disk' ? 0 : -1,
    delete_on_termination: atTermination === 'delete',
  };
}

function networkBody(network: NewServerNetwork): unknown {
  return 'port' in network ? { port: network.port } : { uuid: network.network };
}

function queryOf(filter: ServerFilter): Query {
  return {
    all_tenants: filter.projects === 'all' ? true : undefined,
    deleted: filter.deleted === 'only' ? true : undefined,
    name: filter.name,
    host: filter.host,
    status: filter.status,
    project_id: filter.projectId,
    reservation_id: filter.reservationId,
    'changes-since': filter.changesSince,
    limit: filter.limit,
  };
}
