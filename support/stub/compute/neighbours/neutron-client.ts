import type { Barrier } from '../../barrier';
import { jsonOf, textOf } from '../../http/texts';
import { expectNovaFailure, NeighbourAnsweredError } from '../exceptions';
import type { Server, ServerPort } from '../records';
import { asObject, asObjects, asText, isObject, type JsonObject } from './read-json';
import type { NeighbourRequest, ServiceSession } from './service-session';

/** A network that a server may use. */
export interface Network {
  readonly id: string;
  readonly name: string;
}

/** A security group. */
export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
}

/** A port as Nova sees it before it uses it. */
export interface PortState {
  readonly id: string;
  readonly networkId: string;
  /** The server that has it already, or empty. */
  readonly deviceId: string;
}

/** Nova's view of Neutron: `nova/network/neutron.py`. */
export class NetworkClient {
  readonly #barrier: Barrier;
  readonly #session: ServiceSession;

  constructor(barrier: Barrier, session: ServiceSession) {
    this.#barrier = barrier;
    this.#session = session;
  }

  /** The networks that a project may plug servers into: its own, then the shared ones (`_get_available_networks`). */
  async availableNetworks(projectId: string): Promise<readonly Network[]> {
    const own = await this.#list('networks', { project_id: projectId });
    const shared = await this.#list('networks', { shared: 'true' });
    const networks = new Map([...own, ...shared].map((network) => [asText(network['id'], 'network.id'), network]));
    return [...networks].map(([id, network]) => ({ id, name: asText(network['name'], 'network.name') }));
  }

  /** A network by its ID, of whatever project; undefined when there is none. */
  async network(id: string): Promise<Network | undefined> {
    const [network] = await this.#list('networks', { id });
    return network === undefined ? undefined : { id, name: asText(network['name'], 'network.name') };
  }

  /** The security groups that the user sees. */
  async securityGroups(userToken: string): Promise<readonly SecurityGroup[]> {
    const groups = await this.#list('security-groups', {}, userToken);
    return groups.map((group) => ({ id: asText(group['id'], 'group.id'), name: asText(group['name'], 'group.name') }));
  }

  /** A port as the user may see it; undefined when there is none. */
  async port(id: string, userToken: string): Promise<PortState | undefined> {
    const response = await this.#send({ method: 'GET', path: `/v2.0/ports/${encodeURIComponent(id)}`, userToken });
    return response.status === 404 ? undefined : portState(await read(response, 'port'));
  }

  /** A port of whatever project. Rejects with {@link NeighbourAnsweredError} when there is none. */
  async portAsNova(id: string): Promise<PortState> {
    const response = await this.#send({ method: 'GET', path: `/v2.0/ports/${encodeURIComponent(id)}` });
    return portState(await read(response, 'port'));
  }

  /** Makes a port for a server on its host. Rejects with {@link NeighbourAnsweredError}. */
  async createPort(server: Server, network: Network, address: string | undefined): Promise<ServerPort> {
    const body = {
      port: {
        network_id: network.id,
        project_id: server.projectId,
        admin_state_up: true,
        ...(address === undefined ? {} : { fixed_ips: [{ ip_address: address }] }),
        ...ownership(server),
      },
    };
    const port = await read(await this.#send({ method: 'POST', path: '/v2.0/ports', body }), 'port');
    return portOf(port, network, 'made by nova');
  }

  /** Gives a port that existed before to a server. Rejects with {@link NeighbourAnsweredError}. */
  async bindPort(server: Server, portId: string, network: Network): Promise<ServerPort> {
    const body = { port: ownership(server) };
    const port = await read(await this.#send({ method: 'PUT', path: `/v2.0/ports/${portId}`, body }), 'port');
    return portOf(port, network, 'existed before');
  }

  /** The IDs of the ports of a server. */
  async portIdsOf(serverUuid: string): Promise<readonly string[]> {
    const ports = await this.#list('ports', { device_id: serverUuid });
    return ports.map((port) => asText(port['id'], 'port.id'));
  }

  /** Binds all ports of a server to the host that it is on now (`_update_port_binding_for_instance`). */
  async bindPortsOf(server: Server): Promise<void> {
    const { device_owner, 'binding:host_id': host } = ownership(server);
    for (const id of await this.portIdsOf(server.uuid)) {
      const body = { port: { device_owner, 'binding:host_id': host } };
      await read(await this.#send({ method: 'PUT', path: `/v2.0/ports/${id}`, body }), 'port');
    }
  }

  /** Binds the ports of a server to one more host, where it is to go. Rejects with {@link NeighbourAnsweredError} (`bind_ports_to_host`). */
  async createBindings(server: Server, host: string): Promise<void> {
    for (const id of await this.portIdsOf(server.uuid)) {
      const body = { binding: { host, vnic_type: 'normal', profile: {} } };
      const response = await this.#send({ method: 'POST', path: `/v2.0/ports/${id}/bindings`, body });
      if (!response.ok) throw await failure(response);
    }
  }

  /** Makes the bindings to a host the active ones. Rejects with {@link NeighbourAnsweredError} (`migrate_instance_start`). */
  async activateBindings(server: Server, host: string): Promise<void> {
    for (const id of await this.portIdsOf(server.uuid)) {
      const path = `/v2.0/ports/${id}/bindings/${encodeURIComponent(host)}/activate`;
      const response = await this.#send({ method: 'PUT', path });
      if (!response.ok) throw await failure(response);
    }
  }

  /** Tells Neutron where a server is about to go. Rejects with {@link NeighbourAnsweredError} (`_setup_migration_port_profile`). */
  async announceMove(server: Server, host: string): Promise<void> {
    for (const id of await this.portIdsOf(server.uuid)) {
      const body = { port: { 'binding:profile': { migrating_to: host } } };
      await read(await this.#send({ method: 'PUT', path: `/v2.0/ports/${id}`, body }), 'port');
    }
  }

  /**
   * Deletes the bindings of a server's ports to a host that it has left; none there is fine. Rejects with {@link NeighbourAnsweredError}
   * (`setup_networks_on_host`, `_delete_port_bindings`).
   */
  async deleteBindings(server: Server, host: string): Promise<void> {
    for (const id of await this.portIdsOf(server.uuid)) {
      const path = `/v2.0/ports/${id}/bindings/${encodeURIComponent(host)}`;
      const response = await this.#send({ method: 'DELETE', path });
      if (!response.ok && response.status !== 404) throw await failure(response);
    }
  }

  /**
   * Takes a port away from its host, or from its server too, and keeps it, with whatever Nova did not put into its
   * binding profile. One that is gone already is fine, and failures are only logged
   * (`nova/network/neutron.py:_unbind_ports`; reference A.7).
   */
  async unbindPort(portId: string, manner: 'leaves its server' | 'stays with its server'): Promise<void> {
    try {
      const path = `/v2.0/ports/${portId}`;
      const shown = await this.#send({ method: 'GET', path: `${path}?fields=binding%3Aprofile&fields=network_id` });
      if (shown.status === 404) return;
      const profile = shown.ok ? profileOf(await read(shown, 'port')) : {};
      const free = manner === 'leaves its server' ? { device_id: '', device_owner: '' } : {};
      const unbound = { ...free, 'binding:host_id': null, 'binding:profile': profile };
      await this.#send({ method: 'PUT', path, body: { port: unbound } });
    } catch (error) {
      expectNovaFailure(error);
    }
  }

  /** Deletes a port; one that is gone already is fine. Rejects with {@link NeighbourAnsweredError}. */
  async deletePort(portId: string): Promise<void> {
    const response = await this.#send({ method: 'DELETE', path: `/v2.0/ports/${portId}` });
    if (!response.ok && response.status !== 404) throw await failure(response);
  }

  #send(request: NeighbourRequest): Promise<Response> {
    return this.#session.send(this.#barrier, request);
  }

  async #list(
    collection: 'networks' | 'ports' | 'security-groups',
    filters: Record<string, string>,
    userToken?: string,
  ): Promise<readonly JsonObject[]> {
    const path = `/v2.0/${collection}?${new URLSearchParams(filters).toString()}`;
    const asker = userToken === undefined ? {} : { userToken };
    const response = await this.#send({ method: 'GET', path, ...asker });
    if (!response.ok) throw await failure(response);
    const name = collection.replaceAll('-', '_');
    return asObjects(asObject(await jsonOf(response), collection)[name], name);
  }
}

/** What Nova puts into a port's binding profile, and takes out again (`_unbind_ports`). */
const keysOfNova: readonly string[] = [
  'pci_vendor_info',
  'pci_slot',
  'allocation',
  'arq_uuid',
  'physical_network',
  'card_serial_number',
  'vf_num',
  'pf_mac_address',
  'device_mac_address',
];

function profileOf(port: JsonObject): JsonObject {
  const profile = port['binding:profile'];
  if (!isObject(profile)) return {};
  return Object.fromEntries(Object.entries(profile).filter(([key]) => !keysOfNova.includes(key)));
}

function ownership(server: Server) {
  return {
    device_id: server.uuid,
    device_owner: `compute:${server.zone ?? ''}`,
    'binding:host_id': server.host,
  };
}

async function read(response: Response, name: 'port'): Promise<JsonObject> {
  if (!response.ok) throw await failure(response);
  return asObject(asObject(await jsonOf(response), 'reply')[name], name);
}

function portState(port: JsonObject): PortState {
  return {
    id: asText(port['id'], 'port.id'),
    networkId: asText(port['network_id'], 'port.network_id'),
    deviceId: asText(port['device_id'], 'port.device_id'),
  };
}

function portOf(port: JsonObject, network: Network, origin: ServerPort['origin']): ServerPort {
  return {
    id: asText(port['id'], 'port.id'),
    networkId: network.id,
    networkName: network.name,
    macAddress: asText(port['mac_address'], 'port.mac_address'),
    addresses: asObjects(port['fixed_ips'], 'port.fixed_ips').map((ip) => asText(ip['ip_address'], 'ip_address')),
    origin,
  };
}

/** Neutron's error as python-neutronclient raises it. */
async function failure(response: Response): Promise<NeighbourAnsweredError> {
  const text = await textOf(response);
  return new NeighbourAnsweredError(
    `neutronclient.common.exceptions.${classNames[response.status] ?? 'NeutronClientException'}`,
    'Neutron refused',
    response.status,
    messageIn(text),
  );
}

const classNames: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

function messageIn(text: string): string {
  try {
    const document: unknown = JSON.parse(text);
    if (!isObject(document) || !isObject(document['NeutronError'])) return text;
    return asText(document['NeutronError']['message'], 'message');
  } catch {
    return text;
  }
}
