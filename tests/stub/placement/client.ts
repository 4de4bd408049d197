import assert from 'node:assert/strict';

import { type Answer, type Choice, makeServices, send, type Sent, type Services, signIn } from '../http/services';

export const provider = 'aaaaaaaa-0000-4000-8000-000000000001';
export const other = 'aaaaaaaa-0000-4000-8000-000000000002';
export const consumer = 'cccccccc-0000-4000-8000-000000000001';
export const second = 'cccccccc-0000-4000-8000-000000000002';

/** Placement with somebody signed in, newest microversion unless said otherwise. */
export class Client {
  readonly services: Services;
  readonly #token: string;
  version = '1.39';

  private constructor(services: Services, token: string) {
    this.services = services;
    this.#token = token;
  }

  static async of(person = 'operator', choice: Choice = {}): Promise<Client> {
    const services = makeServices(choice);
    return new Client(services, await signIn(services, person));
  }

  /** The same Placement as somebody else. */
  async as(person: string): Promise<Client> {
    return new Client(this.services, await signIn(this.services, person));
  }

  get(path: string, sent: Sent = {}): Promise<Answer> {
    return this.#send('GET', path, sent);
  }

  put(path: string, body: unknown, sent: Sent = {}): Promise<Answer> {
    return this.#send('PUT', path, { body, ...sent });
  }

  post(path: string, body: unknown, sent: Sent = {}): Promise<Answer> {
    return this.#send('POST', path, { body, ...sent });
  }

  delete(path: string, sent: Sent = {}): Promise<Answer> {
    return this.#send('DELETE', path, sent);
  }

  /** A provider with 4 VCPU, 2048 MEMORY_MB and 10 DISK_GB, of generation 1. */
  async addProvider(uuid = provider, name = 'host-1'): Promise<void> {
    assert.equal((await this.post('/resource_providers', { uuid, name })).status, 200);
    const inventories = { VCPU: { total: 4 }, MEMORY_MB: { total: 2048, reserved: 0 }, DISK_GB: { total: 10 } };
    const body = { resource_provider_generation: 0, inventories };
    const answer = await this.put(`/resource_providers/${uuid}/inventories`, body);
    assert.equal(answer.status, 200, answer.text);
  }

  /** Lets a consumer hold VCPU on a provider; `generation` is what the client believes. */
  allocate(uuid: string, vcpus: number, generation: number | null, on = provider): Promise<Answer> {
    const allocations = vcpus === 0 ? {} : { [on]: { resources: { VCPU: vcpus } } };
    return this.put(`/allocations/${uuid}`, wish(allocations, generation));
  }

  #send(method: string, path: string, sent: Sent): Promise<Answer> {
    const known = { method, token: this.#token, version: `placement ${this.version}` };
    return send(this.services.placement.application, path, { ...known, ...sent });
  }
}

/** The body of a write at the newest microversion. */
export function wish(allocations: object, generation: number | null, type = 'INSTANCE') {
  return { ...untypedWish(allocations, generation), consumer_type: type };
}

/** The body of a write from 1.28 to 1.37, which knows no consumer types. */
export function untypedWish(allocations: object, generation: number | null) {
  return { allocations, project_id: 'p', user_id: 'u', consumer_generation: generation };
}
