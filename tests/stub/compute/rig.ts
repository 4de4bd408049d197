import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isObject, type JsonObject } from '../../../support/stub/compute/neighbours/read-json';
import { StubCloud } from '../../../support/stub/stub-cloud';
import { defaultHosts, type StubSettings } from '../../../support/stub/stub-settings';

const origin = 'http://127.0.0.1:1';
const password = 'a password';

/** Settings of a small healthy cloud with an owner, a reader, a stranger and an operator. */
export const settings: StubSettings = {
  release: '2025.1',
  hosts: defaultHosts,
  hostsAre: 'set aside',
  timing: { serviceDownTime: 6, reportInterval: 1, updateResourcesInterval: 5, rpcResponseTimeout: 30 },
  settings: {
    reclaimInstanceInterval: 0,
    shelvedOffloadTime: -1,
    serviceTokens: 'sent',
    quotaCountedFrom: 'database',
  },
  people: [
    { name: 'owner', password, project: 'blue', roles: ['member'] },
    { name: 'reader', password, project: 'blue', roles: ['reader'] },
    { name: 'stranger', password, project: 'red', roles: ['member'] },
    { name: 'operator', password, project: 'blue', roles: ['admin'] },
  ],
  servicePassword: 'of the services',
  origin,
  startsAt: Date.UTC(2026, 10, 20, 10),
  seed: 7,
  defects: [],
};

/** A reply, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
  readonly text: string;
}

/** Somebody who sends requests to a cloud. */
export type Sender = (method: string, path: string, body?: unknown, version?: string) => Promise<Reply>;

/** A cloud with its people signed in. */
export interface Rig {
  readonly cloud: StubCloud;
  readonly owner: Sender;
  readonly reader: Sender;
  readonly stranger: Sender;
  readonly operator: Sender;
  readonly nobody: Sender;
}

export async function makeRig(changes: Partial<StubSettings> = {}): Promise<Rig> {
  const cloud = await StubCloud.create({ ...settings, ...changes });
  const [owner, reader, stranger, operator] = await Promise.all([
    signIn(cloud, 'owner', 'blue'),
    signIn(cloud, 'reader', 'blue'),
    signIn(cloud, 'stranger', 'red'),
    signIn(cloud, 'operator', 'blue'),
  ]);
  return { cloud, owner, reader, stranger, operator, nobody: sender(cloud, undefined) };
}

async function signIn(cloud: StubCloud, name: string, project: string): Promise<Sender> {
  const domain = { name: 'Default' };
  const identity = { methods: ['password'], password: { user: { name, domain, password } } };
  const body = { auth: { identity, scope: { project: { name: project, domain } } } };
  const { headers, status } = await sender(cloud, undefined)('POST', '/identity/v3/auth/tokens', body);
  assert.equal(status, 201);
  return sender(cloud, headers.get('x-subject-token') ?? '');
}

function sender(cloud: StubCloud, token: string | undefined): Sender {
  return async (method, path, body, version) => {
    const headers = new Headers({ accept: 'application/json' });
    if (token !== undefined) headers.set('x-auth-token', token);
    const versioned = versionHeader(path, version);
    if (versioned !== undefined) headers.set('openstack-api-version', versioned);
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      headers.set('content-type', 'application/json');
      init.body = typeof body === 'string' ? body : JSON.stringify(body);
    }
    return read(await cloud.fetch(new Request(`${origin}${path}`, init)));
  };
}

function versionHeader(path: string, version: string | undefined): string | undefined {
  if (version === 'none') return undefined;
  if (path.startsWith('/compute')) return `compute ${version ?? '2.93'}`;
  if (path.startsWith('/volume')) return `volume ${version ?? '3.44'}`;
  return path.startsWith('/placement') ? `placement ${version ?? '1.36'}` : undefined;
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  assert.ok(isObject(json));
  return { status: response.status, headers: response.headers, body: json, text };
}

/** What is at a path inside JSON: `dig(body, 'server', 'status')`. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current: unknown = value;
  for (const key of path) {
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isObject(current)) current = current[key];
    else return undefined;
  }
  return current;
}

/** The same, where text is expected. */
export function text(value: unknown, ...path: readonly (string | number)[]): string {
  const found = dig(value, ...path);
  assert.equal(typeof found, 'string', `${path.join('.')} in ${JSON.stringify(value)}`);
  return String(found);
}

/** The message of Nova's error reply. */
export function message({ body }: Reply): string {
  return text(Object.values(body)[0], 'message');
}

const small = '1';

/** The body of a create request in the zone of all hosts. */
export async function newServer(rig: Rig, changes: JsonObject = {}): Promise<JsonObject> {
  const images = await rig.owner('GET', '/image/v2/images');
  const imageRef = text(images.body, 'images', 0, 'id');
  const server = { name: 'blue', flavorRef: small, imageRef, networks: 'auto', availability_zone: 'local-delete' };
  return { server: { ...server, ...changes } };
}

/** Creates a server, waits until it is built, and answers its UUID. */
export async function buildServer(rig: Rig, changes: JsonObject = {}): Promise<string> {
  const uuid = await askForServer(rig, changes);
  await rig.cloud.letTimePass();
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'ACTIVE');
  return uuid;
}

/** Creates a server, and does not wait. */
export async function askForServer(rig: Rig, changes: JsonObject = {}): Promise<string> {
  const reply = await rig.owner('POST', '/compute/v2.1/servers', await newServer(rig, changes));
  assert.equal(reply.status, 202, reply.text);
  return text(reply.body, 'server', 'id');
}

export function show(rig: Rig, uuid: string): Promise<Reply> {
  return rig.operator('GET', `/compute/v2.1/servers/${uuid}`);
}

export async function hostOf(rig: Rig, uuid: string): Promise<string> {
  return text((await show(rig, uuid)).body, 'server', 'OS-EXT-SRV-ATTR:host');
}

export async function serviceOf(rig: Rig, host: string): Promise<JsonObject> {
  const { body } = await rig.operator('GET', `/compute/v2.1/os-services?host=${host}&binary=nova-compute`);
  const service = dig(body, 'services', 0);
  assert.ok(isObject(service), `no service on ${host}`);
  return service;
}

/** Changes a host's service, like `{ forced_down: true }`. */
export async function changeService(rig: Rig, host: string, change: JsonObject): Promise<Reply> {
  const id = text(await serviceOf(rig, host), 'id');
  const reply = await rig.operator('PUT', `/compute/v2.1/os-services/${id}`, change);
  assert.equal(reply.status, 200, reply.text);
  return reply;
}

export async function providerOf(rig: Rig, host: string): Promise<string> {
  const { body } = await rig.operator('GET', `/placement/resource_providers?name=${host}`);
  return text(body, 'resource_providers', 0, 'uuid');
}

export async function usages(rig: Rig, host: string): Promise<unknown> {
  const { body } = await rig.operator('GET', `/placement/resource_providers/${await providerOf(rig, host)}/usages`);
  return dig(body, 'usages');
}

/** A cloud with a single host, so that a server can go nowhere else. */
export const oneHost = { hosts: [{ name: 'only', vcpus: 4, memoryMb: 8192, diskGb: 100 }] };

export const nothing = { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 };
export const oneSmall = { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 };

/** What a server holds in Placement, by provider. */
export async function allocations(rig: Rig, uuid: string): Promise<unknown> {
  return dig((await rig.operator('GET', `/placement/allocations/${uuid}`)).body, 'allocations');
}

/** Gives a new consumer of somebody something of a provider, as an operator. */
export async function allocate(
  rig: Rig,
  consumer: string,
  provider: string,
  resources: object = oneSmall,
): Promise<void> {
  const reply = await rig.operator('PUT', `/placement/allocations/${consumer}`, {
    allocations: { [provider]: { resources } },
    project_id: '11111111111111111111111111111111',
    user_id: '22222222222222222222222222222222',
    consumer_generation: null,
  });
  assert.equal(reply.status, 204, reply.text);
}

export function remove(rig: Rig, uuid: string): Promise<Reply> {
  return rig.owner('DELETE', `/compute/v2.1/servers/${uuid}`);
}

/** Lets time pass until something is so; fails after a minute of the stub's time. */
export async function until(rig: Rig, what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = rig.cloud.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(rig.cloud.now() < end, `after a minute of the stub's time still not: ${what}`);
    await rig.cloud.letTimePass();
  }
}

export async function stateOf(rig: Rig, host: string): Promise<unknown> {
  return (await serviceOf(rig, host))['state'];
}

/** Stops a host's nova-compute and waits until it counts as down. */
export async function takeDown(rig: Rig, host: string): Promise<void> {
  rig.cloud.control.killCompute(host);
  await until(rig, `${host} is down`, async () => (await stateOf(rig, host)) === 'down');
}

/** Nothing went wrong inside the stub, and nothing outlives it. */
export function finish({ cloud }: Rig): void {
  assert.deepEqual(cloud.breakdowns(), []);
  assert.deepEqual(cloud.dispose(), []);
}

/** A test on a rig of its own, in which nothing may have gone wrong and which nothing may outlive. */
export function testOnRig(title: string, work: (rig: Rig) => Promise<void>): void {
  testOnChangedRig(title, {}, work);
}

/** The same, with other settings. */
export function testOnChangedRig(
  title: string,
  changes: Partial<StubSettings>,
  work: (rig: Rig) => Promise<void>,
): void {
  test(title, async () => {
    const rig = await makeRig(changes);
    await work(rig);
    finish(rig);
  });
}
