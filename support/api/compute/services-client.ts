import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { identifier, inside, listOf, nothing, oneOf, optional, record, text, truth, withDefault } from '../decode';
import type { Session } from '../session';

/** One of Nova's services on one host. `unknown` is what a down cell can tell (microversion 2.69). */
export interface Service {
  /** A UUID, by which the service is updated and deleted. */
  readonly id: string;
  /** Like `nova-compute`. */
  readonly binary: string;
  readonly host: string;
  readonly zone: string | undefined;
  readonly status: 'enabled' | 'disabled' | 'unknown';
  /** Whether Nova takes the service for alive; forced down counts as down. */
  readonly state: 'up' | 'down' | 'unknown';
  /** The last heartbeat or change, ISO 8601 without a zone, in UTC; undefined before the first. */
  readonly updatedAt: string | undefined;
  readonly disabledReason: string | undefined;
  readonly forcedDown: boolean;
}

/** What to change; undefined fields stay. Send `forcedDown` alone: with `status` a dead host makes Nova wait for it. */
export interface ServiceUpdate {
  readonly status?: 'enabled' | 'disabled' | undefined;
  readonly disabledReason?: string | undefined;
  readonly forcedDown?: boolean | undefined;
}

/** A service as an older microversion tells it. */
export interface ToldService {
  readonly binary: string;
  readonly host: string;
  /** A number below microversion 2.53. */
  readonly id: string | number;
  /** Undefined below microversion 2.11. */
  readonly forcedDown: boolean | undefined;
}

/** Nova's services: `/os-services`, for operators (reference B.5, B.6). */
export class ServicesClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** The services, of one host or binary where asked for; 200, and none where nothing fits. */
  list(filter: { readonly host?: string; readonly binary?: string } = {}): Promise<readonly Service[]> {
    const { host, binary } = filter;
    return this.request({
      method: 'GET',
      route: '/os-services',
      query: { host, binary },
      expected: [200],
      reply: inside('services', listOf(service)),
    });
  }

  /** Changes a nova-compute service and returns it as it is then; 200. */
  update(id: string, { status, disabledReason, forcedDown }: ServiceUpdate): Promise<Service> {
    return this.request({
      method: 'PUT',
      route: '/os-services/{service}',
      params: { service: id },
      body: { status, disabled_reason: disabledReason, forced_down: forcedDown },
      expected: [200],
      reply: inside('service', service),
    });
  }

  /** Asks for what the body says, as it stands: for requests that Nova has to refuse; 200 if it does not. */
  updateAsTold(id: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    return this.request({
      method: 'PUT',
      route: '/os-services/{service}',
      params: { service: id },
      body,
      expected: [200],
      reply: nothing,
    });
  }

  /** Sets or clears the flag in the form of the microversions from 2.11 to 2.52, by host; 200. A word says what a flag would. */
  forceDown(host: string, forcedDown: boolean | 'true' | 'false'): Promise<void> {
    return this.request({
      method: 'PUT',
      route: '/os-services/force-down',
      body: { host, binary: 'nova-compute', forced_down: forcedDown },
      expected: [200],
      reply: nothing,
    });
  }

  /** The services with just those fields that the microversion has (2.10 knows no forcing down, 2.52 no UUIDs); 200. */
  listAsTold(): Promise<readonly ToldService[]> {
    return this.request({
      method: 'GET',
      route: '/os-services',
      expected: [200],
      reply: inside('services', listOf(toldService)),
    });
  }

  /** Deletes the service with its compute node and provider; 204. It cannot be undone over the API. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/os-services/{service}',
      params: { service: id },
      expected: [204],
      reply: nothing,
    });
  }
}

const status: Decoder<Service['status']> = (value, at) =>
  value === 'UNKNOWN' ? 'unknown' : oneOf('enabled', 'disabled')(value, at);

const service: Decoder<Service> = record((read) => ({
  id: read('id', withDefault(identifier, '')),
  binary: read('binary', text),
  host: read('host', text),
  zone: read('zone', optional(text)),
  status: read('status', status),
  state: read('state', withDefault(oneOf('up', 'down', 'unknown'), 'unknown')),
  updatedAt: read('updated_at', optional(text)),
  disabledReason: read('disabled_reason', optional(text)),
  forcedDown: read('forced_down', withDefault(truth, false)),
}));

const toldService: Decoder<ToldService> = record((read) => ({
  binary: read('binary', text),
  host: read('host', text),
  id: read('id', (value, at) => (typeof value === 'number' ? value : text(value, at))),
  forcedDown: read('forced_down', optional(truth)),
}));
