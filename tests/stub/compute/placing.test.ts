import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asObject, type JsonObject } from '../../../support/stub/compute/neighbours/read-json';
import {
  askForServer,
  buildServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  message,
  newServer,
  nothing,
  oneSmall,
  providerOf,
  remove,
  type Rig,
  testOnRig,
  text,
  usages,
} from './rig';

const servers = '/compute/v2.1/servers';

testOnRig("placing: zones, the operator's host, groups, disabled and forced-down hosts", async (rig) => {
  const first = await hostOf(rig, await buildServer(rig));
  const second = await hostOf(rig, await buildServer(rig));
  assert.notEqual(first, second, 'the emptier host is taken');
  const group = await rig.owner('POST', '/compute/v2.1/os-server-groups', {
    server_group: { name: 'apart', policy: 'anti-affinity' },
  });
  const hints = { group: text(group.body, 'server_group', 'id') };
  const hosts = new Set<string>();
  for (let times = 0; times < 4; times++) {
    const reply = await rig.owner('POST', servers, { ...(await newServer(rig)), 'os:scheduler_hints': hints });
    await rig.cloud.letTimePass();
    const server = (await rig.operator('GET', `${servers}/${text(reply.body, 'server', 'id')}`)).body;
    hosts.add(String(dig(server, 'server', 'OS-EXT-SRV-ATTR:host')));
  }
  assert.deepEqual([...hosts].sort(), ['compute-1', 'compute-2', 'compute-3', 'null'], 'the fourth finds none');
  await changeService(rig, 'compute-1', { forced_down: true });
  await changeService(rig, 'compute-2', { status: 'disabled' });
  assert.equal(await hostOf(rig, await buildServer(rig)), 'compute-3');
  const asked = await newServer(rig);
  const wish = { server: { ...asObject(asked['server'], 'server'), host: 'compute-3' } };
  const placed = await rig.operator('POST', servers, wish);
  await rig.cloud.letTimePass();
  assert.equal(await hostOf(rig, text(placed.body, 'server', 'id')), 'compute-3');
});

testOnRig('a multi-create makes independent servers', async (rig) => {
  await askForServer(rig, { min_count: 3 });
  await rig.cloud.letTimePass();
  const { body } = await rig.owner('GET', `${servers}/detail`);
  const list = dig(body, 'servers');
  assert.ok(Array.isArray(list));
  assert.deepEqual(
    list.map((server) => dig(server, 'name')),
    ['blue-3', 'blue-2', 'blue-1'],
  );
  assert.deepEqual(
    list.map((server) => dig(server, 'status')),
    ['ACTIVE', 'ACTIVE', 'ACTIVE'],
  );
});

testOnRig('a zone without an enabled host is not available, nor is the zone of those who name none', async (rig) => {
  const ask = async (changes: JsonObject, person = rig.owner) => person('POST', servers, await newServer(rig, changes));
  const unzoned = await ask({ availability_zone: undefined });
  assert.equal(unzoned.status, 400);
  assert.equal(message(unzoned), 'The requested availability zone is not available');
  for (const host of ['compute-1', 'compute-2']) await changeService(rig, host, { status: 'disabled' });
  await changeService(rig, 'compute-3', { forced_down: true });
  assert.equal((await ask({})).status, 202, 'a host that is down is a host of its zone');
  await changeService(rig, 'compute-3', { status: 'disabled' });
  assert.equal(message(await ask({})), 'The requested availability zone is not available');
  assert.equal((await ask({ availability_zone: 'local-delete:compute-3' }, rig.operator)).status, 202);
});

test('LD-99: a host that is forced down or disabled takes no server, and Placement offers the former', async () => {
  for (const [change, offered, reason] of [
    [{ forced_down: true }, 3, 'There are not enough hosts available.'],
    [{ status: 'disabled' }, 2, ''],
  ] as const) {
    const rig = await makeRig();
    await changeService(rig, 'compute-1', change);
    const made = await rig.operator('POST', servers, await newServer(rig, { host: 'compute-1' }));
    assert.equal(made.status, 202, made.text);
    await rig.cloud.letTimePass();
    const { body } = await rig.operator('GET', `${servers}/${text(made.body, 'server', 'id')}`);
    assert.equal(dig(body, 'server', 'status'), 'ERROR');
    assert.equal(text(body, 'server', 'fault', 'message'), `No valid host was found. ${reason}`);
    const query = 'resources=VCPU:1&required=!COMPUTE_STATUS_DISABLED';
    const candidates = await rig.operator('GET', `/placement/allocation_candidates?${query}`);
    assert.equal(Object.keys(asObject(candidates.body['provider_summaries'], 'summaries')).length, offered);
    finish(rig);
  }
});

async function makeGroup(rig: Rig, policy: string): Promise<string> {
  const group = await rig.owner('POST', '/compute/v2.1/os-server-groups', { server_group: { name: policy, policy } });
  return text(group.body, 'server_group', 'id');
}

testOnRig('servers are brought to one host, or kept apart, by groups and hints', async (rig) => {
  const build = async (hints: JsonObject, changes: JsonObject = {}) => {
    const body = { ...(await newServer(rig, changes)), 'os:scheduler_hints': hints };
    const reply = await rig.owner('POST', servers, body);
    assert.equal(reply.status, 202, reply.text);
    await rig.cloud.letTimePass();
    return text(reply.body, 'server', 'id');
  };
  const hosts = async (uuids: readonly string[]) => {
    const found = new Set<string>();
    for (const uuid of uuids) found.add(await hostOf(rig, uuid));
    return [...found];
  };
  const group = await makeGroup(rig, 'affinity');
  const together = [await build({ group }), await build({ group }), await build({ group })];
  assert.equal((await hosts(together)).length, 1);
  const [first = ''] = together;
  const there = await hostOf(rig, first);
  assert.equal(await hostOf(rig, await build({ same_host: first })), there);
  const apart = await build({ different_host: [first] });
  assert.notEqual(await hostOf(rig, apart), there);
  assert.equal((await hosts([first, apart, await build({ different_host: [first, apart] })])).length, 3);
  const members = dig(
    (await rig.owner('GET', `/compute/v2.1/os-server-groups/${group}`)).body,
    'server_group',
    'members',
  );
  assert.deepEqual(members, together);
});

testOnRig(
  "LD-8: several servers of one request on the operator's host have names and shares of their own",
  async (rig) => {
    const body = await newServer(rig, { host: 'compute-2', min_count: 3 });
    assert.equal((await rig.operator('POST', servers, body)).status, 202);
    await rig.cloud.letTimePass();
    const list = dig((await rig.operator('GET', `${servers}/detail?host=compute-2`)).body, 'servers');
    assert.ok(Array.isArray(list));
    assert.deepEqual(
      list.map((server) => dig(server, 'name')),
      ['blue-3', 'blue-2', 'blue-1'],
    );
    assert.equal(new Set(list.map((server) => dig(server, 'OS-EXT-SRV-ATTR:reservation_id'))).size, 1);
  },
);

/** An operator gives a host cards, on a provider below that of the host, which its nova-compute leaves alone. */
async function addCards(rig: Rig, host: string): Promise<string> {
  const put = async (path: string, body?: unknown) => {
    const reply = await rig.operator('PUT', `/placement${path}`, body);
    assert.ok(reply.status < 300, reply.text);
  };
  const child = {
    uuid: 'cccccccc-0000-4000-8000-000000000001',
    name: `${host}-cards`,
    parent_provider_uuid: await providerOf(rig, host),
  };
  assert.equal((await rig.operator('POST', '/placement/resource_providers', child)).status, 200);
  await put('/resource_classes/CUSTOM_CARD');
  await put(`/resource_providers/${child.uuid}/inventories`, {
    resource_provider_generation: 0,
    inventories: { CUSTOM_CARD: { total: 1 } },
  });
  return child.uuid;
}

async function makeFlavor(rig: Rig, specs: JsonObject): Promise<string> {
  const flavor = { name: 'special', ram: 512, vcpus: 1, disk: 1 };
  const id = text((await rig.operator('POST', '/compute/v2.1/flavors', { flavor })).body, 'flavor', 'id');
  const reply = await rig.operator('POST', `/compute/v2.1/flavors/${id}/os-extra_specs`, { extra_specs: specs });
  assert.equal(reply.status, 200, reply.text);
  return id;
}

testOnRig('LD-9: a custom resource comes from a provider below the host, and is freed with the rest', async (rig) => {
  const child = await addCards(rig, 'compute-2');
  for (let times = 0; times < 12; times++) await rig.cloud.letTimePass();
  const flavorRef = await makeFlavor(rig, { 'resources:CUSTOM_CARD': '1' });
  const uuid = await buildServer(rig, { flavorRef });
  assert.equal(await hostOf(rig, uuid), 'compute-2');
  assert.deepEqual(await usages(rig, 'compute-2'), oneSmall);
  const cards = async () =>
    dig((await rig.operator('GET', `/placement/resource_providers/${child}/usages`)).body, 'usages', 'CUSTOM_CARD');
  assert.equal(await cards(), 1);
  await changeService(rig, 'compute-2', { forced_down: true });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, 'compute-2'), nothing);
  assert.equal(await cards(), 0);
});

testOnRig(
  'inventory that an operator puts on the host itself is gone with the next periodic run, a trait stays',
  async (rig) => {
    const provider = `/placement/resource_providers/${await providerOf(rig, 'compute-2')}`;
    for (const path of ['/resource_classes/CUSTOM_CARD', '/traits/CUSTOM_FAST']) {
      assert.equal((await rig.operator('PUT', `/placement${path}`)).status, 201);
    }
    const card = await rig.operator('POST', `${provider}/inventories`, { resource_class: 'CUSTOM_CARD', total: 1 });
    assert.equal(card.status, 201, card.text);
    const { body } = await rig.operator('GET', `${provider}/traits`);
    const traits = ['COMPUTE_NODE', 'CUSTOM_FAST'];
    assert.deepEqual(body['traits'], ['COMPUTE_NODE']);
    assert.equal((await rig.operator('PUT', `${provider}/traits`, { ...body, traits })).status, 200);
    assert.equal(
      await hostOf(
        rig,
        await buildServer(rig, { flavorRef: await makeFlavor(rig, { 'trait:CUSTOM_FAST': 'required' }) }),
      ),
      'compute-2',
    );
    for (let times = 0; times < 12; times++) await rig.cloud.letTimePass();
    const inventories = dig((await rig.operator('GET', `${provider}/inventories`)).body, 'inventories');
    assert.deepEqual(Object.keys(asObject(inventories, 'inventories')).sort(), ['DISK_GB', 'MEMORY_MB', 'VCPU']);
    assert.deepEqual(dig((await rig.operator('GET', `${provider}/traits`)).body, 'traits'), traits);
  },
);
