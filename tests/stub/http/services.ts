import assert from 'node:assert/strict';

import { Clock } from '../../../support/stub/clock';
import { createAuthenticator } from '../../../support/stub/http/authentication';
import type { HttpApplication } from '../../../support/stub/http/http-application';
import type { PolicyDefaults } from '../../../support/stub/http/policy-defaults';
import { IdSource } from '../../../support/stub/id-source';
import { createIdentity } from '../../../support/stub/identity/create-identity';
import { type SeedPerson, serviceUser } from '../../../support/stub/identity/seed-people';
import { createImage } from '../../../support/stub/image/create-image';
import { createNetwork } from '../../../support/stub/network/create-network';
import { createPlacement } from '../../../support/stub/placement/create-placement';
import type { PlacementSeams, PlacementTraits } from '../../../support/stub/placement/placement';

/** Everybody's password in these tests. */
export const password = 'open sesame';

const people: readonly SeedPerson[] = [
  { name: 'operator', password, project: 'admin', roles: ['admin'], systemRoles: ['admin'] },
  {
    name: 'owner',
    password,
    project: 'demo',
    roles: ['member'],
    applicationCredential: { id: 'a0'.repeat(16), name: 'suite', secret: 'hush' },
  },
  { name: 'reader', password, project: 'demo', roles: ['reader'] },
  { name: 'stranger', password, project: 'other', roles: ['member'] },
  serviceUser('nova', password),
];

export const imageId = '11111111-2222-4333-8444-555555555555';
export const networkId = '21111111-2222-4333-8444-555555555555';
export const privateNetworkId = '31111111-2222-4333-8444-555555555555';

/** What a test may choose. */
export interface Choice {
  readonly traits?: Partial<PlacementTraits>;
  readonly policyDefaults?: PolicyDefaults;
  readonly tokenSeconds?: number;
  readonly placementSeams?: PlacementSeams;
  /** Stands before Keystone for those who authenticate. */
  readonly keystoneDoor?: (application: HttpApplication) => HttpApplication;
}

/** Keystone, Placement, Glance and Neutron of one cloud, and what went wrong inside them. */
export function makeServices(choice: Choice = {}) {
  const clock = new Clock(Date.UTC(2026, 10, 20, 10));
  const ids = new IdSource(1);
  const breakdowns: unknown[] = [];
  const onBreakdown = (error: unknown) => {
    breakdowns.push(error);
  };
  const origin = 'http://127.0.0.1:8774';
  const common = { clock, ids, onBreakdown };
  const identity = createIdentity({
    ...common,
    publicUrl: `${origin}/identity`,
    people,
    catalog: [
      { type: 'identity', name: 'keystone', url: `${origin}/identity/v3` },
      { type: 'compute', name: 'nova', url: `${origin}/compute/v2.1` },
      { type: 'volumev3', name: 'cinder', url: `${origin}/volume/v3/%(project_id)s` },
    ],
    ...(choice.tokenSeconds === undefined ? {} : { tokenSeconds: choice.tokenSeconds }),
  });
  const door = choice.keystoneDoor ?? ((application: HttpApplication) => application);
  const identityUrl = `${origin}/identity`;
  const authenticate = createAuthenticator({ identity: withoutPrefix(door(identity.application)), identityUrl });
  const policyDefaults = choice.policyDefaults ?? 'new';
  const placement = createPlacement({
    ...common,
    authenticate,
    publicUrl: `${origin}/placement`,
    traits: { policyDefaults, overCommitted: 'no write', osTraits: '3.4.0', ...choice.traits },
    ...(choice.placementSeams === undefined ? {} : { seams: choice.placementSeams }),
  });
  const image = createImage({
    ...common,
    authenticate,
    publicUrl: `${origin}/image`,
    images: [{ id: imageId, name: 'cirros', size: 1024, minDisk: 0, minRam: 0 }],
  });
  const project = identity.projectId('admin');
  const network = createNetwork({
    ...common,
    authenticate,
    publicUrl: `${origin}/networking`,
    traits: { policyDefaults },
    networks: [
      { id: networkId, name: 'net1', project, shared: true, cidr: '10.0.0.0/29' },
      { id: privateNetworkId, name: 'secret', project, shared: false, cidr: '10.1.0.0/24' },
    ],
  });
  return { clock, breakdowns, identity, placement, image, network, authenticate };
}

/** The services of one cloud. */
export type Services = ReturnType<typeof makeServices>;

/** Keystone is asked below its public address and sees the path alone. */
function withoutPrefix(application: HttpApplication): HttpApplication {
  return (request) => application(new Request(request.url.replace('/identity/', '/'), request));
}

/** What a test sends. */
export interface Sent {
  readonly method?: string;
  readonly token?: string;
  readonly version?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, if it is JSON. */
  readonly body: unknown;
}

/** Sends a request to an application; JSON is asked for unless the headers say otherwise. */
export async function send(application: HttpApplication, path: string, sent: Sent = {}): Promise<Answer> {
  const text = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const headers = new Headers({ accept: 'application/json' });
  if (sent.token !== undefined) headers.set('x-auth-token', sent.token);
  if (sent.version !== undefined) headers.set('openstack-api-version', sent.version);
  if (text !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(sent.headers ?? {})) {
    if (value === '') headers.delete(name);
    else headers.set(name, value);
  }
  const bytes = text === undefined ? {} : { body: new TextEncoder().encode(text) };
  const request = new Request(`http://cloud${path}`, { method: sent.method ?? 'GET', headers, ...bytes });
  const response = await application(request);
  const received = await response.text();
  return { status: response.status, headers: response.headers, text: received, body: parsed(received) };
}

function parsed(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    return undefined;
  }
}

/** A token of somebody, for the project in which they have roles. */
export async function signIn(services: Services, name: string): Promise<string> {
  const answer = await send(services.identity.application, '/v3/auth/tokens', {
    method: 'POST',
    body: byPassword(name),
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.headers.get('x-subject-token') ?? '';
}

/** The body that asks for a token by name and password. */
export function byPassword(name: string, secret = password) {
  const project = people.find((person) => person.name === name)?.project ?? 'demo';
  const domain = { id: 'default' };
  return {
    auth: {
      identity: { methods: ['password'], password: { user: { name, domain, password: secret } } },
      scope: { project: { name: project, domain } },
    },
  };
}

/** What is at a place in a JSON body, like `at(body, 'token', 'roles', 0, 'name')`; undefined when nothing is. */
export function at(body: unknown, ...path: readonly (string | number)[]): unknown {
  let here: unknown = body;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** The values under a key in a list of JSON objects, sorted. */
export function every(list: unknown, key: string): readonly unknown[] {
  assert.ok(Array.isArray(list));
  return list.map((item: unknown) => at(item, key)).sort();
}
