import assert from 'node:assert/strict';

import { buildServer, changeService, dig, hostOf, message, remove, testOnRig, text } from './rig';

testOnRig('flavors: shapes by microversion, creation, conflicts', async (rig) => {
  const flavors = '/compute/v2.1/flavors';
  const show = async (version: string) =>
    dig((await rig.owner('GET', `${flavors}/1`, undefined, version)).body, 'flavor');
  assert.equal(dig(await show('2.60'), 'extra_specs'), undefined);
  assert.deepEqual(dig(await show('2.61'), 'extra_specs'), {});
  assert.deepEqual([dig(await show('2.74'), 'swap'), dig(await show('2.75'), 'swap')], ['', 0]);
  const body = { flavor: { name: 'big', id: '9', ram: 2048, vcpus: 2, disk: 10 } };
  assert.equal((await rig.owner('POST', flavors, body)).status, 403);
  assert.equal((await rig.operator('POST', flavors, body)).status, 200);
  assert.equal((await rig.operator('POST', flavors, body)).status, 409);
  assert.equal((await rig.operator('POST', flavors, { flavor: { name: 'none' } })).status, 400);
  assert.equal((await rig.operator('DELETE', `${flavors}/9`)).status, 202);
  assert.equal(message(await rig.owner('GET', `${flavors}/9`)), 'Flavor 9 could not be found.');
});

testOnRig('aggregates give their hosts a zone', async (rig) => {
  const aggregates = '/compute/v2.1/os-aggregates';
  const made = await rig.operator('POST', aggregates, { aggregate: { name: 'far', availability_zone: 'far' } });
  const path = `${aggregates}/${String(dig(made.body, 'aggregate', 'id'))}`;
  assert.equal((await rig.operator('POST', aggregates, { aggregate: { name: 'far' } })).status, 409);
  const add = { add_host: { host: 'compute-1' } };
  assert.equal((await rig.operator('POST', `${path}/action`, add)).status, 409, 'a host is in one zone only');
  const old = `${aggregates}/1/action`;
  assert.equal((await rig.operator('POST', old, { remove_host: { host: 'compute-1' } })).status, 200);
  assert.equal((await rig.operator('POST', `${path}/action`, add)).status, 200);
  assert.equal((await rig.operator('POST', `${path}/action`, { add_host: { host: 'nowhere' } })).status, 404);
  assert.equal((await rig.operator('DELETE', path)).status, 400, 'not while it has hosts');
  const zones = dig((await rig.owner('GET', '/compute/v2.1/os-availability-zone')).body, 'availabilityZoneInfo');
  assert.ok(Array.isArray(zones));
  assert.deepEqual(
    zones.map((zone) => dig(zone, 'zoneName')),
    ['far', 'local-delete'],
  );
  assert.equal((await rig.owner('GET', aggregates)).status, 403);
});

testOnRig('server groups: shapes by microversion, other projects, removal', async (rig) => {
  const groups = '/compute/v2.1/os-server-groups';
  const wish = { server_group: { name: 'near', policies: ['affinity'] } };
  const made = await rig.owner('POST', groups, wish, '2.63');
  assert.deepEqual(dig(made.body, 'server_group', 'policies'), ['affinity']);
  assert.equal((await rig.owner('POST', groups, wish, '2.64')).status, 400);
  const path = `${groups}/${text(made.body, 'server_group', 'id')}`;
  assert.equal(dig((await rig.owner('GET', path, undefined, '2.64')).body, 'server_group', 'policy'), 'affinity');
  assert.equal((await rig.stranger('GET', path)).status, 404);
  assert.equal((await rig.reader('DELETE', path)).status, 403);
  assert.equal((await rig.owner('DELETE', path)).status, 204);
});

testOnRig('limits drop as soon as a local delete is answered', async (rig) => {
  const used = async () =>
    dig((await rig.owner('GET', '/compute/v2.1/limits')).body, 'limits', 'absolute', 'totalInstancesUsed');
  const uuid = await buildServer(rig);
  assert.equal(await used(), 1);
  await changeService(rig, await hostOf(rig, uuid), { forced_down: true });
  await remove(rig, uuid);
  assert.equal(await used(), 0);
});

testOnRig('migrations: none, and for operators only', async (rig) => {
  assert.deepEqual((await rig.operator('GET', '/compute/v2.1/os-migrations')).body, { migrations: [] });
  assert.equal((await rig.owner('GET', '/compute/v2.1/os-migrations')).status, 403);
});
