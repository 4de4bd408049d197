import type { CloudAccess } from '../connection';
import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { inside, listOf, oneOf, optional, record, text } from '../decode';
import type { Session } from '../session';

/** A service of the catalog. */
export interface RegisteredService {
  readonly id: string;
  readonly type: string;
  readonly name: string | undefined;
}

/** An address of a service; without its id it is one to be made. */
export interface RegisteredEndpoint {
  readonly id: string;
  /** The service's id. */
  readonly service: string;
  readonly interface: CloudAccess['interface'];
  readonly region: string;
  /** May hold `%(project_id)s`. */
  readonly url: string;
}

/** What the catalog is made from: `/services` and `/endpoints`, for operators. Sessions see changes after `renew()`. */
export class RegistryClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'identity');
  }

  /** The services, of one type where asked for; 200. */
  services(filter: { readonly type?: string } = {}): Promise<readonly RegisteredService[]> {
    const { type } = filter;
    return this.request({
      method: 'GET',
      route: '/services',
      query: { type },
      expected: [200],
      reply: inside('services', listOf(service)),
    });
  }

  /** Makes a service without endpoints; 201. */
  createService({ type, name }: { readonly type: string; readonly name: string }): Promise<RegisteredService> {
    return this.request({
      method: 'POST',
      route: '/services',
      body: { service: { type, name } },
      expected: [201],
      reply: inside('service', service),
    });
  }

  /** The endpoints, of one service where asked for; 200. */
  endpoints(filter: { readonly service?: string } = {}): Promise<readonly RegisteredEndpoint[]> {
    return this.request({
      method: 'GET',
      route: '/endpoints',
      query: { service_id: filter.service },
      expected: [200],
      reply: inside('endpoints', listOf(endpoint)),
    });
  }

  /** Makes an endpoint; 201. */
  createEndpoint(wanted: Omit<RegisteredEndpoint, 'id'>): Promise<RegisteredEndpoint> {
    const { service: serviceId, interface: name, region, url } = wanted;
    return this.request({
      method: 'POST',
      route: '/endpoints',
      body: { endpoint: { service_id: serviceId, interface: name, region_id: region, url } },
      expected: [201],
      reply: inside('endpoint', endpoint),
    });
  }
}

const service: Decoder<RegisteredService> = record((read) => ({
  id: read('id', text),
  type: read('type', text),
  name: read('name', optional(text)),
}));

const endpoint: Decoder<RegisteredEndpoint> = record((read) => ({
  id: read('id', text),
  service: read('service_id', text),
  interface: read('interface', oneOf('public', 'internal', 'admin')),
  region: read('region_id', text),
  url: read('url', text),
}));
