import assert from 'node:assert/strict';

import { isSameRoute, nameOf } from '../../support/stub/http/known-routes';
import { Microversion } from '../../support/stub/http/microversions';
import { playedReleases, releaseProfile } from '../../support/stub/release-profiles';
import { type NamedRoute, type ServicePlay, servicePlays } from '../../support/stub/service-plays';
import { askForServer, dig, message, type Rig, testOnChangedRig, testOnRig, text } from './compute/rig';
import { test } from 'node:test';

/** What there is on a cloud under the names that routes have for it. */
async function thingsOf(rig: Rig): Promise<ReadonlyMap<string, string>> {
  const first = async (path: string, collection: string, key = 'id') =>
    String(dig((await rig.operator('GET', path)).body, collection, 0, key));
  const server = await askForServer(rig);
  const { body } = await rig.owner('POST', '/volume/v3/volumes', { volume: { size: 1 } });
  const network = await first('/networking/v2.0/networks', 'networks');
  const made = await rig.owner('POST', '/networking/v2.0/ports', { port: { network_id: network } });
  return new Map([
    ['server', server],
    ['volume', text(body, 'volume', 'id')],
    ['flavor', '1'],
    ['aggregate', '1'],
    ['hypervisor', await first('/compute/v2.1/os-hypervisors', 'hypervisors')],
    ['service', await first('/compute/v2.1/os-services', 'services')],
    ['type', await first('/volume/v3/types', 'volume_types')],
    ['image', await first('/image/v2/images', 'images')],
    ['network', network],
    ['subnet', await first('/networking/v2.0/subnets', 'subnets')],
    ['port', text(made.body, 'port', 'id')],
    ['group', await first('/networking/v2.0/security-groups', 'security_groups')],
    ['user', await first('/identity/v3/users', 'users')],
    ['project', await first('/identity/v3/projects', 'projects')],
    ['role', await first('/identity/v3/roles', 'roles')],
    ['domain', 'default'],
  ]);
}

/** A path of a route about things that are there, or of nothing that is. */
function pathOf({ base }: ServicePlay, { path, until }: NamedRoute, things: ReadonlyMap<string, string>): string {
  const isOld = until !== undefined && ['2.35', '2.42', '2.52'].includes(until);
  return `${base}${path.replaceAll(/:([a-z_]+)/g, (_all, name: string) => {
    if (isOld && (name === 'hypervisor' || name === 'service')) return '1';
    return things.get(name) ?? 'x';
  })}`;
}

const newest = { Nova: 'compute', Cinder: 'volume' } as const;

/** A microversion of a release that has a route; undefined when the release has none. */
function versionOf(play: ServicePlay, route: NamedRoute, release: (typeof playedReleases)[number]): string | undefined {
  if (play.name === 'Placement') return route.since ?? '1.39';
  if (play.name !== 'Nova' && play.name !== 'Cinder') return 'none';
  const { maxMicroversion } = releaseProfile(release)[newest[play.name]];
  const wanted = route.until ?? maxMicroversion;
  const version = Microversion.of(maxMicroversion).isAtLeast(wanted) ? wanted : maxMicroversion;
  return Microversion.of(version).isWithin(route.since, route.until) ? version : undefined;
}

for (const release of playedReleases) {
  testOnChangedRig(`what is not played of ${release} is answered with 501 and its name`, { release }, async (rig) => {
    const things = await thingsOf(rig);
    for (const play of servicePlays) {
      for (const route of play.unplayed) {
        const version = versionOf(play, route, release);
        if (version === undefined || route.policy.startsWith('service ')) continue;
        const body = route.path === '/flavors/:flavor/action' ? { addTenantAccess: { tenant: 'x' } } : {};
        const sent = route.method === 'GET' ? undefined : body;
        const reply = await rig.operator(route.method, pathOf(play, route, things), sent, version);
        assert.equal(reply.status, 501, `${play.name} ${nameOf(route)} at ${version}: ${reply.text}`);
        assert.match(reply.text, /the embedded cloud does not play /);
      }
    }
  });
}

testOnRig('who has no token is told so first', async (rig) => {
  const things = await thingsOf(rig);
  for (const play of servicePlays) {
    for (const route of play.unplayed.filter(({ policy }) => !policy.startsWith('public'))) {
      const reply = await rig.nobody(route.method, pathOf(play, route, things), undefined, 'none');
      assert.equal(reply.status, 401, `${play.name} ${nameOf(route)}: ${reply.text}`);
    }
  }
});

testOnRig('what a path names and nobody has is not found first', async (rig) => {
  const there = ['server', 'flavor', 'aggregate', 'image', 'subnet', 'port', 'user', 'role', 'type'];
  const nothing = new Map([
    ['aggregate', '999'],
    ['hypervisor', '6a1a2b3c-0000-4000-8000-000000000000'],
    ['service', '6a1a2b3c-0000-4000-8000-000000000000'],
  ]);
  let count = 0;
  for (const play of servicePlays) {
    for (const route of play.unplayed) {
      const version = versionOf(play, route, '2025.1');
      if (version === undefined || !there.some((name) => route.path.includes(`/:${name}`))) continue;
      const reply = await rig.operator(route.method, pathOf(play, route, nothing), undefined, version);
      assert.equal(reply.status, 404, `${play.name} ${nameOf(route)}: ${reply.text}`);
      count++;
    }
  }
  assert.ok(count > 50, `${count} routes`);
});

testOnRig('who may not is told so first', async (rig) => {
  const things = await thingsOf(rig);
  for (const play of servicePlays) {
    for (const route of play.unplayed.filter(({ policy }) => isForbidden(play, policy))) {
      const version = versionOf(play, route, '2025.1');
      if (version === undefined || (play.name === 'Neutron' && route.method === 'GET')) continue;
      const reply = await rig.reader(route.method, pathOf(play, route, things), undefined, version);
      assert.equal(reply.status, 403, `${play.name} ${nameOf(route)}: ${reply.text}`);
    }
  }
});

/** What a reader may not do, whatever it is about. */
function isForbidden({ name }: ServicePlay, policy: string): boolean {
  return policy.startsWith('admin ') || (name !== 'Keystone' && policy.startsWith('member '));
}

testOnRig('an action that is not played is refused after who may not and what is not there', async (rig) => {
  const things = await thingsOf(rig);
  for (const play of servicePlays) {
    const { actions } = play;
    for (const name of actions?.unplayed ?? []) {
      const version = oldActions.includes(name) ? '2.5' : play.name === 'Nova' ? '2.93' : '3.71';
      const route = { method: 'POST', path: actions?.route ?? '' } as const;
      const body = { [name]: {} };
      const send = (who: 'operator' | 'reader' | 'stranger', known = things) =>
        rig[who]('POST', pathOf(play, route, known), body, version);
      const reply = await send('operator');
      if (name === 'evacuate') continue;
      assert.equal(reply.status, 501, `${name}: ${reply.text}`);
      assert.equal(
        message(reply),
        `the embedded cloud does not play the action ${name} of ${play.name === 'Nova' ? 'servers' : 'volumes'}`,
      );
      assert.equal((await send('operator', new Map())).status, 404, name);
      assert.equal((await send('stranger')).status, 404, name);
      if (name !== 'os-show_image_metadata') assert.equal((await send('reader')).status, 403, name);
    }
  }
});

/** Those of consoles ended with 2.5, those of addresses with 2.43. */
const oldActions = [
  ...['os-getVNCConsole', 'os-getSPICEConsole', 'os-getRDPConsole', 'os-getSerialConsole'],
  ...['addFixedIp', 'removeFixedIp', 'addFloatingIp', 'removeFloatingIp'],
];

testOnRig('an action that ended, or that nobody knows, is refused as the service does', async (rig) => {
  const server = await askForServer(rig);
  const act = (name: string) => rig.owner('POST', `/compute/v2.1/servers/${server}/action`, { [name]: {} });
  assert.equal((await act('os-getVNCConsole')).status, 404);
  assert.equal((await act('resetNetwork')).status, 410);
  assert.equal((await act('dance')).status, 400);
  assert.equal((await rig.owner('GET', '/compute/v2.1/os-cells')).status, 410);
});

testOnRig('a word that names another resource is not taken for the name of a thing', async (rig) => {
  const summary = await rig.owner('GET', '/volume/v3/volumes/summary');
  assert.equal(summary.status, 501, summary.text);
  assert.match(summary.text, /does not play GET \/volumes\/summary/);
});

testOnRig('a reshape is for services', async (rig) => {
  const refused = await rig.operator('POST', '/placement/reshaper', {});
  assert.equal(refused.status, 403);
  assert.match(refused.text, /placement:reshaper:reshape/);
  assert.equal((await rig.operator('POST', '/placement/reshaper', {}, '1.29')).status, 404);
});

testOnChangedRig('by the old rules an administrator may reshape', { release: 'zed' }, async (rig) => {
  const reply = await rig.operator('POST', '/placement/reshaper', {});
  assert.equal(reply.status, 501);
  assert.match(reply.text, /the embedded cloud does not play POST \/reshaper/);
});

testOnRig('an unknown URL is unknown, and an unknown method is told with those that there are', async (rig) => {
  assert.equal((await rig.owner('GET', '/compute/v2.1/nowhere')).status, 404);
  const wrong = await rig.owner('PATCH', '/compute/v2.1/servers/x/metadata');
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get('allow'), 'GET, POST, PUT');
});

test('every route that is played is one that the service knows', () => {
  for (const play of servicePlays.filter(({ name }) => name !== 'Placement')) {
    for (const route of play.played) {
      assert.ok(
        play.known.some((other) => isSameRoute(other, route)),
        `${play.name} ${nameOf(route)}`,
      );
    }
  }
});
