import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { identifier, inside, listOf, mapOf, nothing, optional, record, text, withDefault } from '../decode';
import type { Session } from '../session';

/** A group of hosts, which may make an availability zone. */
export interface Aggregate {
  /** A number, written as a string. */
  readonly id: string;
  readonly name: string;
  readonly availabilityZone: string | undefined;
  readonly hosts: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Host aggregates: `/os-aggregates`, for operators. */
export class AggregatesClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** All aggregates; 200. */
  list(): Promise<readonly Aggregate[]> {
    return this.request({
      method: 'GET',
      route: '/os-aggregates',
      expected: [200],
      reply: inside('aggregates', listOf(aggregate)),
    });
  }

  /** Makes an aggregate without hosts; 200, or 409 when the name is taken. */
  create(name: string, availabilityZone?: string): Promise<Aggregate> {
    return this.request({
      method: 'POST',
      route: '/os-aggregates',
      body: { aggregate: { name, availability_zone: availabilityZone } },
      expected: [200],
      // Nova leaves `hosts` out of the reply to a create.
      reply: inside('aggregate', aggregate),
    });
  }

  /** Puts the host into the aggregate and returns that; 200, or 409 when it is in it. */
  addHost(id: string, host: string): Promise<Aggregate> {
    return this.#act(id, { add_host: { host } });
  }

  /** Takes the host out of the aggregate and returns that; 200, or 404 when it is not in it. */
  removeHost(id: string, host: string): Promise<Aggregate> {
    return this.#act(id, { remove_host: { host } });
  }

  /** Sets keys of the aggregate's metadata and returns that; null takes a key away; 200, or 404 when there is none of that id. */
  setMetadata(id: string, metadata: Readonly<Record<string, string | null>>): Promise<Aggregate> {
    return this.#act(id, { set_metadata: { metadata } });
  }

  /** Deletes an aggregate that has no hosts; 200. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/os-aggregates/{aggregate}',
      params: { aggregate: id },
      expected: [200],
      reply: nothing,
    });
  }

  #act(id: string, body: unknown): Promise<Aggregate> {
    return this.request({
      method: 'POST',
      route: '/os-aggregates/{aggregate}/action',
      params: { aggregate: id },
      body,
      expected: [200],
      reply: inside('aggregate', aggregate),
    });
  }
}

const aggregate: Decoder<Aggregate> = record((read) => ({
  id: read('id', identifier),
  name: read('name', text),
  availabilityZone: read('availability_zone', optional(text)),
  hosts: read('hosts', withDefault(listOf(text), [])),
  metadata: read('metadata', withDefault(mapOf(text), {})),
}));
