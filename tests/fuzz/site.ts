import assert from 'node:assert/strict';

import { playedReleases } from '../../support/stub/release-profiles';
import type { SeamChange } from '../../support/stub/seams';
import { StubCloud } from '../../support/stub/stub-cloud';
import { dig, settings } from '../stub/compute/rig';
import { Things } from './things';

/** The release that a seed stands for. */
export function releaseOf(seed: number): (typeof playedReleases)[number] {
  const release = playedReleases[seed % playedReleases.length];
  assert.ok(release !== undefined);
  return release;
}

/** A cloud with something of everything on it. */
export interface Site {
  readonly cloud: StubCloud;
  readonly things: Things;
}

/** Makes a cloud and what a client needs for its requests. It is the same for the same seed. */
export async function openSite(seed: number, origin: string, changes: readonly SeamChange[]): Promise<Site> {
  const cloud = await StubCloud.create({ ...settings, release: releaseOf(seed), seed, origin, changes });
  const things = new Things();
  things.add('password', settings.people[0]?.password ?? '');
  things.add('host', settings.hosts[0]?.name ?? '');
  for (const name of ['VCPU', 'CUSTOM_A']) {
    for (const kind of ['class', 'name']) things.add(kind, name);
  }
  const site = { cloud, things };
  await signInAll(site);
  await furnish(site);
  await cloud.letTimePass();
  return site;
}

async function signInAll(site: Site): Promise<void> {
  for (const { name, project } of settings.people) await signIn(site, name, passwordOf(name, project));
  await signIn(site, 'somebody without a project', passwordOf('owner', undefined));
  site.things.signIn('somebody unknown', 'gAAAAAunknown');
}

function passwordOf(name: string, project: string | undefined): object {
  const domain = { name: 'Default' };
  const password = settings.people.find((person) => person.name === name)?.password;
  const identity = { methods: ['password'], password: { user: { name, domain, password } } };
  return { auth: { identity, ...(project === undefined ? {} : { scope: { project: { name: project, domain } } }) } };
}

async function signIn({ cloud, things }: Site, who: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const url = `${settings.origin}/identity/v3/auth/tokens`;
  const reply = await cloud.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
  assert.equal(reply.status, 201, await reply.clone().text());
  things.signIn(who, reply.headers.get('x-subject-token') ?? '');
  if (who === 'owner') things.add('user', String(dig(await reply.json(), 'token', 'user', 'id')));
}

/** Makes one of everything that can be made, and looks at what is there. */
async function furnish(site: Site): Promise<void> {
  for (const path of whatIsThere) await ask(site, 'operator', 'GET', path);
  const first = (name: string) => site.things.of(name).at(0) ?? '';
  const network = { network_id: first('network') };
  await ask(site, 'owner', 'POST', '/networking/v2.0/ports', { port: network });
  await ask(site, 'owner', 'POST', '/volume/v3/volumes', { volume: { size: 1 } });
  await ask(site, 'owner', 'POST', '/volume/v3/volumes', { volume: { size: 1 } });
  await site.cloud.letTimePass();
  await ask(site, 'owner', 'POST', '/volume/v3/attachments', {
    attachment: { volume_uuid: first('volume'), instance_uuid: '6a1a2b3c-0000-4000-8000-000000000000' },
  });
  await ask(site, 'operator', 'POST', '/compute/v2.1/os-aggregates', { aggregate: { name: 'a' } });
  await ask(site, 'owner', 'POST', '/compute/v2.1/os-server-groups', {
    server_group: { name: 'a', policies: ['affinity'] },
  });
  const server = {
    name: 'a',
    flavorRef: '1',
    imageRef: first('image'),
    networks: 'auto',
    availability_zone: 'local-delete',
  };
  for (let count = 0; count < 2; count++) await ask(site, 'owner', 'POST', '/compute/v2.1/servers', { server });
  await lendCredential(site);
}

const whatIsThere = [
  ...['projects', 'users', 'roles', 'domains'].map((name) => `/identity/v3/${name}`),
  ...['flavors', 'os-services', 'os-hypervisors'].map((name) => `/compute/v2.1/${name}`),
  ...['networks', 'subnets', 'security-groups', 'extensions'].map((name) => `/networking/v2.0/${name}`),
  ...['/image/v2/images', '/placement/resource_providers', '/volume/v3/types'],
];

/** An application credential, and somebody who signed in with it. */
async function lendCredential(site: Site): Promise<void> {
  const path = `/identity/v3/users/${site.things.of('user').at(0) ?? ''}/application_credentials`;
  const secret = 'a secret';
  await ask(site, 'owner', 'POST', path, { application_credential: { name: 'a', secret } });
  const id = site.things.of('credential').at(0);
  site.things.add('secret', secret);
  const identity = { methods: ['application_credential'], application_credential: { id, secret } };
  await signIn(site, 'an application', { auth: { identity } });
}

async function ask({ cloud, things }: Site, who: string, method: string, path: string, body?: object): Promise<void> {
  const headers = new Headers({ 'x-auth-token': things.tokenOf(who), 'content-type': 'application/json' });
  headers.set('openstack-api-version', path.startsWith('/volume') ? 'volume 3.44' : 'placement 1.36');
  if (path.startsWith('/compute')) headers.set('openstack-api-version', 'compute 2.60');
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const reply = await cloud.fetch(new Request(`${settings.origin}${path}`, init));
  const text = await reply.text();
  assert.ok(reply.status < 300, `${method} ${path}: ${reply.status} ${text}`);
  things.learn(path, reply, JSON.parse(text));
}
