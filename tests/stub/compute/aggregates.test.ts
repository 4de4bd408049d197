import assert from 'node:assert/strict';
import { buildServer, dig, hostOf, message, testOnRig, type Reply, type Rig } from './rig';

const aggregates = '/compute/v2.1/os-aggregates';

function change(rig: Rig, id: number, aggregate: object): Promise<Reply> {
  return rig.operator('PUT', `${aggregates}/${id}`, { aggregate });
}

testOnRig('an aggregate gets another name and another zone', async (rig) => {
  await rig.operator('POST', aggregates, { aggregate: { name: 'new' } });
  const renamed = await change(rig, 2, { name: 'newer', availability_zone: 'east' });
  assert.equal(renamed.status, 200, renamed.text);
  assert.deepEqual(dig(renamed.body, 'aggregate', 'metadata'), { availability_zone: 'east' });
  assert.equal(dig((await rig.operator('GET', `${aggregates}/2`)).body, 'aggregate', 'name'), 'newer');
  assert.equal((await change(rig, 2, { name: 'local-delete' })).status, 409);
  assert.equal((await change(rig, 2, {})).status, 400);
  assert.equal((await change(rig, 9, { name: 'x' })).status, 404);
  assert.equal((await rig.owner('PUT', `${aggregates}/2`, { aggregate: { name: 'x' } })).status, 403);
});

testOnRig('a zone is kept where it would have to move servers, or be a second one of a host', async (rig) => {
  const host = await hostOf(rig, await buildServer(rig));
  const told = async (reply: Promise<Reply>): Promise<unknown> => [(await reply).status, message(await reply)];
  const meta = (id: number, zone: string | null) =>
    rig.operator('POST', `${aggregates}/${id}/action`, { set_metadata: { metadata: { availability_zone: zone } } });
  const inhabited = 'One or more hosts contain instances in this zone';
  assert.deepEqual(await told(change(rig, 1, { availability_zone: 'east' })), [
    400,
    `Cannot update aggregate 1. Reason: ${inhabited}.`,
  ]);
  assert.deepEqual(await told(meta(1, 'east')), [400, `Cannot update metadata of aggregate 1. Reason: ${inhabited}.`]);
  assert.equal((await change(rig, 1, { availability_zone: 'local-delete' })).status, 200);
  const empty = 'Aggregate local-delete does not support empty named availability zone';
  assert.deepEqual(await told(meta(1, null)), [400, `Cannot update metadata of aggregate 1. Reason: ${empty}.`]);
  await rig.operator('POST', aggregates, { aggregate: { name: 'second' } });
  assert.equal((await rig.operator('POST', `${aggregates}/2/action`, { add_host: { host } })).status, 200);
  assert.deepEqual(await told(change(rig, 2, { availability_zone: 'east' })), [
    400,
    "Cannot update aggregate 2. Reason: One or more hosts already in availability zone(s) ['local-delete'].",
  ]);
});

testOnRig('a private flavor has nobody on its list, a public one has no list', async (rig) => {
  const wish = { name: 'private', ram: 1, vcpus: 1, disk: 0, id: 'p', 'os-flavor-access:is_public': false };
  assert.equal((await rig.operator('POST', '/compute/v2.1/flavors', { flavor: wish })).status, 200);
  const list = await rig.operator('GET', '/compute/v2.1/flavors/p/os-flavor-access');
  assert.deepEqual(list.body, { flavor_access: [] });
  assert.equal((await rig.operator('GET', '/compute/v2.1/flavors/1/os-flavor-access')).status, 404);
  assert.equal((await rig.owner('GET', '/compute/v2.1/flavors/p/os-flavor-access')).status, 403);
});
