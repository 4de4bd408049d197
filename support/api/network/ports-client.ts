import type { Call } from '../api-client';
import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { inside, listOf, nothing, optional, record, text, withDefault } from '../decode';
import type { Session } from '../session';

/** A port of a network. */
export interface Port {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  readonly projectId: string;
  /** The server that the port belongs to; empty for an unbound port. */
  readonly deviceId: string;
  /** `compute:<zone>` while Nova owns it; empty for an unbound port. */
  readonly deviceOwner: string;
  readonly status: string;
  readonly addresses: readonly string[];
  /** Undefined for those who are no operators; empty for an unbound port. */
  readonly boundHost: string | undefined;
}

/** Which ports to list. */
export interface PortFilter {
  readonly deviceId?: string | undefined;
  readonly networkId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly name?: string | undefined;
}

/** What to change of a port; undefined fields stay. */
export interface PortUpdate {
  readonly name?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly deviceOwner?: string | undefined;
}

/** Ports: `/v2.0/ports` (reference D.5). */
export class PortsClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'network');
  }

  /** The ports that fit, every page; 200. */
  list({ deviceId, networkId, projectId, name }: PortFilter = {}): Promise<readonly Port[]> {
    const query = { device_id: deviceId, network_id: networkId, project_id: projectId, name };
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/v2.0/ports',
          query: { ...query, marker },
          expected: [200],
          reply: pageOf('ports', port),
        }),
      ({ id }) => id,
    );
  }

  /** The port; 200. Rejects with `UnexpectedAnswer` when there is none (404). */
  get(id: string): Promise<Port> {
    return this.request(showing(id));
  }

  /** The port; 200. Undefined when Neutron answers 404. */
  find(id: string): Promise<Port | undefined> {
    return this.requestOrNothing(showing(id));
  }

  /** Makes an unbound port; 201. */
  create({ name, networkId }: { readonly name: string; readonly networkId: string }): Promise<Port> {
    return this.request({
      method: 'POST',
      route: '/v2.0/ports',
      body: { port: { name, network_id: networkId } },
      expected: [201],
      reply: inside('port', port),
    });
  }

  /** Changes the port and returns it as it is then; 200. */
  update(id: string, { name, deviceId, deviceOwner }: PortUpdate): Promise<Port> {
    return this.request({
      method: 'PUT',
      route: '/v2.0/ports/{port}',
      params: { port: id },
      body: { port: { name, device_id: deviceId, device_owner: deviceOwner } },
      expected: [200],
      reply: inside('port', port),
    });
  }

  /** Deletes the port; 204. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/v2.0/ports/{port}',
      params: { port: id },
      expected: [204],
      reply: nothing,
    });
  }
}

const port: Decoder<Port> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  networkId: read('network_id', text),
  projectId: read('project_id', text),
  deviceId: read('device_id', text),
  deviceOwner: read('device_owner', text),
  status: read('status', text),
  addresses: read('fixed_ips', withDefault(listOf(inside('ip_address', text)), [])),
  boundHost: read('binding:host_id', optional(text)),
}));

function showing(id: string): Call<Port> {
  return {
    method: 'GET',
    route: '/v2.0/ports/{port}',
    params: { port: id },
    expected: [200],
    reply: inside('port', port),
  };
}
