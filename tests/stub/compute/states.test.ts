import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  buildServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  message,
  nothing,
  oneSmall,
  remove,
  type Reply,
  type Rig,
  show,
  testOnRig,
  text,
  usages,
} from './rig';

function act(rig: Rig, uuid: string, name: string, argument: unknown = null): Promise<Reply> {
  return rig.owner('POST', `/compute/v2.1/servers/${uuid}/action`, { [name]: argument });
}

async function looks(rig: Rig, uuid: string): Promise<readonly unknown[]> {
  const server = dig((await show(rig, uuid)).body, 'server');
  return ['status', 'vm_state', 'task_state', 'power_state'].map((name) =>
    dig(server, name === 'status' ? name : `OS-EXT-STS:${name}`),
  );
}

async function events(rig: Rig, uuid: string): Promise<readonly unknown[]> {
  const path = `/compute/v2.1/servers/${uuid}/os-instance-actions`;
  const { body } = await rig.operator('GET', path);
  const request = text(body, 'instanceActions', 0, 'request_id');
  const action = dig((await rig.operator('GET', `${path}/${request}`)).body, 'instanceAction');
  return [dig(action, 'action'), dig(action, 'events', 0, 'event'), dig(action, 'events', 0, 'result')];
}

const changes = [
  { there: 'pause', task: 'pausing', looks: ['PAUSED', 'paused', null, 3], back: 'unpause' },
  { there: 'suspend', task: 'suspending', looks: ['SUSPENDED', 'suspended', null, 4], back: 'resume' },
  { there: 'rescue', task: 'rescuing', looks: ['RESCUE', 'rescued', null, 1], back: 'unrescue' },
] as const;

for (const change of changes) {
  test(`LD-11: a server after ${change.there} is left alone until ${change.back}, and deleted locally meanwhile`, async () => {
    const rig = await makeRig();
    const uuid = await buildServer(rig);
    const host = await hostOf(rig, uuid);
    const accepted = await act(rig, uuid, change.there);
    assert.equal(accepted.status, change.there === 'rescue' ? 200 : 202);
    if (change.there === 'rescue') assert.match(text(accepted.body, 'adminPass'), /^.{12}$/);
    assert.deepEqual(await looks(rig, uuid), ['ACTIVE', 'active', change.task, 1]);
    const busy = await act(rig, uuid, change.there);
    assert.deepEqual(
      [busy.status, message(busy)],
      [409, `Cannot '${change.there}' instance ${uuid} while it is in task_state ${change.task}`],
    );
    await rig.cloud.letTimePass();
    assert.deepEqual(await looks(rig, uuid), change.looks);
    assert.deepEqual(await events(rig, uuid), [change.there, `compute_${change.there}_instance`, 'Success']);
    const again = await act(rig, uuid, change.there);
    assert.deepEqual(
      [again.status, message(again)],
      [409, `Cannot '${change.there}' instance ${uuid} while it is in vm_state ${change.looks[1]}`],
    );
    const { body } = await rig.owner('GET', `/compute/v2.1/servers?status=${change.looks[0]}`);
    assert.equal(text(body, 'servers', 0, 'id'), uuid);
    assert.equal((await act(rig, uuid, change.back)).status, 202);
    await rig.cloud.letTimePass();
    assert.deepEqual(await looks(rig, uuid), ['ACTIVE', 'active', null, 1]);
    await act(rig, uuid, change.there);
    await rig.cloud.letTimePass();
    assert.deepEqual(await usages(rig, host), oneSmall);
    await changeService(rig, host, { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await usages(rig, host), nothing);
    finish(rig);
  });
}

testOnRig('a change of the guest that waits for its host does not bring a deleted server back', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  rig.cloud.control.stopCompute(host);
  await changeService(rig, host, { forced_down: true });
  assert.equal((await act(rig, uuid, 'pause')).status, 202);
  assert.equal((await remove(rig, uuid)).status, 204);
  rig.cloud.control.startCompute(host);
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnRig('who may not change a guest', async (rig) => {
  const uuid = await buildServer(rig);
  const path = `/compute/v2.1/servers/${uuid}/action`;
  for (const { there } of changes) {
    assert.equal((await rig.reader('POST', path, { [there]: null })).status, 403, there);
    assert.equal((await rig.stranger('POST', path, { [there]: null })).status, 404, there);
  }
  assert.equal((await act(rig, uuid, 'rescue', { floppy: 1 })).status, 400);
  const unknown = await act(rig, uuid, 'levitate');
  assert.deepEqual([unknown.status, message(unknown)], [400, 'There is no such action: levitate']);
});

testOnRig('an operator says what a server is, and takes off the mark of a delete that has failed', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await changeService(rig, host, { forced_down: true });
  rig.cloud.control.setPath('Neutron', { kind: 'answer', status: 500, method: 'DELETE' });
  assert.equal((await remove(rig, uuid)).status, 500);
  rig.cloud.control.setPath('Neutron', { kind: 'open' });
  await changeService(rig, host, { forced_down: false });
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.deepEqual(await looks(rig, uuid), ['ACTIVE', 'active', 'deleting', 1]);
  assert.equal((await act(rig, uuid, 'os-resetState', { state: 'error' })).status, 403);
  const path = `/compute/v2.1/servers/${uuid}/action`;
  assert.equal((await rig.operator('POST', path, { 'os-resetState': { state: 'broken' } })).status, 400);
  assert.equal((await rig.operator('POST', path, { 'os-resetState': { state: 'error' } })).status, 202);
  assert.deepEqual(await looks(rig, uuid), ['ERROR', 'error', null, 1]);
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
});
