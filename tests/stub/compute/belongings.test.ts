import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  allocations,
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
  remove,
  type Rig,
  show,
  testOnRig,
  text,
  usages,
} from './rig';

const ports = '/networking/v2.0/ports';

async function makePort(rig: Rig): Promise<string> {
  const networks = await rig.owner('GET', '/networking/v2.0/networks');
  const port = await rig.owner('POST', ports, { port: { network_id: text(networks.body, 'networks', 0, 'id') } });
  return text(port.body, 'port', 'id');
}

async function portsOf(rig: Rig, uuid: string): Promise<readonly unknown[]> {
  const list = dig((await rig.operator('GET', `${ports}?device_id=${uuid}`)).body, 'ports');
  assert.ok(Array.isArray(list));
  return list.map((port) => dig(port, 'id'));
}

async function shownPort(rig: Rig, id: string): Promise<unknown> {
  return dig((await rig.operator('GET', `${ports}/${id}`)).body, 'port');
}

/** A server with a port of Nova's and one of the owner's. */
async function equip(rig: Rig): Promise<{ uuid: string; host: string; kept: string; made: string }> {
  const kept = await makePort(rig);
  const network = text(await shownPort(rig, kept), 'network_id');
  const uuid = await buildServer(rig, { networks: [{ port: kept }, { uuid: network }] });
  const [made = ''] = (await portsOf(rig, uuid)).filter((id) => id !== kept).map(String);
  return { uuid, host: await hostOf(rig, uuid), kept, made };
}

for (const course of ['a local delete', 'a normal delete'] as const) {
  test(`LD-46, LD-47: ${course} takes Nova's port away and gives the owner's back`, async () => {
    const rig = await makeRig();
    const { uuid, host, kept, made } = await equip(rig);
    assert.equal(dig(await shownPort(rig, kept), 'device_id'), uuid);
    const again = await rig.owner(
      'POST',
      '/compute/v2.1/servers',
      await newServer(rig, { networks: [{ port: kept }] }),
    );
    assert.equal(again.status, 409);
    assert.equal(message(again), `Port ${kept} is still in use.`);
    const profile = { pci_slot: '0000:01:00.1', note: 'of the operator' };
    await rig.operator('PUT', `${ports}/${kept}`, { port: { 'binding:profile': profile } });
    if (course === 'a local delete') await changeService(rig, host, { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    if (course === 'a normal delete') await rig.cloud.letTimePass();
    assert.equal((await show(rig, uuid)).status, 404);
    assert.equal((await rig.owner('GET', `${ports}/${made}`)).status, 404);
    const free = await shownPort(rig, kept);
    for (const [field, value] of [
      ['device_id', ''],
      ['device_owner', ''],
      ['status', 'DOWN'],
      ['binding:host_id', ''],
      ['binding:vif_type', 'unbound'],
      ['binding:profile', { note: 'of the operator' }],
    ] as const) {
      assert.deepEqual(dig(free, field), value, field);
    }
    await changeService(rig, host, { forced_down: false });
    const next = await buildServer(rig, { networks: [{ port: kept }] });
    assert.deepEqual(await portsOf(rig, next), [kept]);
    finish(rig);
  });
}

testOnRig('LD-49: ports that somebody has deleted meanwhile do not stop a delete', async (rig) => {
  const { uuid, host, kept, made } = await equip(rig);
  for (const id of [kept, made]) assert.equal((await rig.owner('DELETE', `${ports}/${id}`)).status, 204);
  await changeService(rig, host, { forced_down: true });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnRig(
  'LD-48: a port that Neutron does not delete ends the delete there, and the next one succeeds',
  async (rig) => {
    const { uuid, host, kept, made } = await equip(rig);
    await changeService(rig, host, { forced_down: true });
    rig.cloud.control.setPath('Neutron', { kind: 'answer', status: 500, method: 'DELETE' });
    const failed = await remove(rig, uuid);
    assert.equal(failed.status, 500);
    assert.match(message(failed), /^Unexpected API Error\..*\n<class 'neutronclient\.common\.exceptions\.\w+'>$/);
    const server = dig((await show(rig, uuid)).body, 'server');
    assert.deepEqual([dig(server, 'status'), dig(server, 'OS-EXT-STS:task_state')], ['ACTIVE', 'deleting']);
    assert.deepEqual(await usages(rig, host), oneSmall);
    assert.notDeepEqual(await allocations(rig, uuid), {});
    assert.deepEqual(await portsOf(rig, uuid), [made]);
    assert.equal(dig(await shownPort(rig, kept), 'device_id'), '');
    rig.cloud.control.setPath('Neutron', { kind: 'open' });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await portsOf(rig, uuid), []);
    assert.deepEqual(await usages(rig, host), nothing);
  },
);

testOnRig('a port that cannot be unbound stays with a server that is gone', async (rig) => {
  const { uuid, host, kept, made } = await equip(rig);
  await changeService(rig, host, { forced_down: true });
  rig.cloud.control.setPath('Neutron', { kind: 'answer', status: 503, method: 'PUT' });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await portsOf(rig, uuid), [kept]);
  assert.equal((await rig.owner('GET', `${ports}/${made}`)).status, 404);
});

testOnRig('LD-115: a delete that is refused leaves ports and bindings as they are', async (rig) => {
  const { uuid, host, kept, made } = await equip(rig);
  await changeService(rig, host, { forced_down: true });
  const before = [await shownPort(rig, kept), await shownPort(rig, made)];
  assert.equal((await rig.reader('DELETE', `/compute/v2.1/servers/${uuid}`)).status, 403);
  assert.equal((await rig.stranger('DELETE', `/compute/v2.1/servers/${uuid}`)).status, 404);
  assert.deepEqual([await shownPort(rig, kept), await shownPort(rig, made)], before);
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-STS:task_state'), null);
});
