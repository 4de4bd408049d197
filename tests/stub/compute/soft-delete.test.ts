import assert from 'node:assert/strict';

import {
  allocate,
  allocations,
  buildServer,
  changeService,
  dig,
  hostOf,
  makeRig,
  message,
  newServer,
  nothing,
  oneSmall,
  providerOf,
  remove,
  type Reply,
  type Rig,
  type Sender,
  settings,
  show,
  takeDown,
  testOnChangedRig,
  testOnRig,
  text,
  until,
  usages,
} from './rig';

const soft = { settings: { ...settings.settings, reclaimInstanceInterval: 30 } };
const servers = '/compute/v2.1/servers';

function act(by: Sender, uuid: string, name: string): Promise<Reply> {
  return by('POST', `${servers}/${uuid}/action`, { [name]: null });
}

async function looks(rig: Rig, uuid: string): Promise<readonly unknown[]> {
  const { body } = await show(rig, uuid);
  return [dig(body, 'server', 'status'), dig(body, 'server', 'OS-EXT-STS:task_state')];
}

async function softDelete(rig: Rig, uuid: string): Promise<void> {
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.deepEqual(await looks(rig, uuid), ['SOFT_DELETED', null]);
}

async function used(rig: Rig): Promise<unknown> {
  const { body } = await rig.owner('GET', '/compute/v2.1/limits');
  return dig(body, 'limits', 'absolute', 'totalInstancesUsed');
}

async function historyOf(rig: Rig, uuid: string): Promise<unknown> {
  const { body } = await rig.operator('GET', `${servers}/${uuid}/os-instance-actions`);
  const actions = dig(body, 'instanceActions');
  assert.ok(Array.isArray(actions));
  return actions.map((action: unknown) => dig(action, 'action'));
}

async function setInstances(rig: Rig, instances: number, by: Sender = rig.operator): Promise<Reply> {
  const { body } = await rig.operator('GET', `/compute/v2.1/servers/${await buildServer(rig)}`);
  const project = text(body, 'server', 'tenant_id');
  return by('PUT', `/compute/v2.1/os-quota-sets/${project}`, { quota_set: { instances } });
}

testOnChangedRig('LD-66, LD-67: a deleted server keeps its place, and is restored into it', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await softDelete(rig, uuid);
  assert.deepEqual([await usages(rig, host), await used(rig)], [oneSmall, 0]);
  assert.equal((await act(rig.owner, uuid, 'restore')).status, 202);
  await rig.cloud.letTimePass();
  assert.deepEqual(await looks(rig, uuid), ['ACTIVE', null]);
  assert.deepEqual([await usages(rig, host), await used(rig)], [oneSmall, 1]);
  assert.deepEqual(await historyOf(rig, uuid), ['restore', 'delete', 'create']);
});

testOnChangedRig('a second delete of a kept server keeps it, a forced one does not', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await softDelete(rig, uuid);
  await softDelete(rig, uuid);
  assert.equal((await act(rig.owner, uuid, 'forceDelete')).status, 202);
  await until(rig, 'it is gone', async () => (await show(rig, uuid)).status === 404);
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnChangedRig('LD-69: the host deletes it for good once its time is over, and not before', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await softDelete(rig, uuid);
  const began = rig.cloud.now();
  const isGone = async () => (await show(rig, uuid)).status === 404;
  while (!(await isGone())) {
    assert.ok(rig.cloud.now() - began <= 95_000, 'still there');
    await rig.cloud.letTimePass();
  }
  assert.ok(rig.cloud.now() - began >= 30_000, 'too early');
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnChangedRig('LD-70: on a host that is down a soft delete is final', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await changeService(rig, host, { forced_down: true });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.equal((await act(rig.owner, uuid, 'restore')).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
  const { body } = await rig.operator('GET', `${servers}/detail?deleted=true&all_tenants=true`);
  assert.deepEqual(dig(body, 'servers', 0, 'status'), 'SOFT_DELETED');
});

testOnChangedRig('lists leave kept servers out unless somebody asks for them', soft, async (rig) => {
  const uuid = await buildServer(rig);
  await softDelete(rig, uuid);
  const ids = async (by: Sender, query: string) => {
    const listed = dig((await by('GET', `${servers}?${query}`)).body, 'servers');
    assert.ok(Array.isArray(listed));
    return listed.map((server: unknown) => dig(server, 'id'));
  };
  assert.deepEqual(await ids(rig.owner, ''), []);
  assert.deepEqual(await ids(rig.operator, 'all_tenants=true'), []);
  assert.deepEqual(await ids(rig.operator, 'all_tenants=true&soft_deleted=true'), [uuid]);
  assert.deepEqual(await ids(rig.operator, 'all_tenants=true&deleted=true'), [uuid]);
  assert.deepEqual(await ids(rig.operator, 'all_tenants=true&deleted=true&soft_deleted=false'), []);
  assert.deepEqual(await ids(rig.owner, 'changes-since=2026-01-01T00:00:00Z'), [uuid]);
});

testOnChangedRig('LD-68: a restore over quota is refused', soft, async (rig) => {
  const uuid = await buildServer(rig);
  await softDelete(rig, uuid);
  assert.equal((await setInstances(rig, 1)).status, 200);
  const refused = await act(rig.owner, uuid, 'restore');
  assert.deepEqual(
    [refused.status, message(refused)],
    [403, 'Quota exceeded for instances: Requested 1, but already used 1 of 1 instances'],
  );
  assert.deepEqual(await looks(rig, uuid), ['SOFT_DELETED', null]);
});

testOnRig('an operator changes a quota, to no less than what is used', async (rig) => {
  assert.equal((await setInstances(rig, 5, rig.owner)).status, 403);
  assert.equal((await setInstances(rig, 5)).status, 200);
  const refused = await setInstances(rig, 1);
  assert.deepEqual(
    [refused.status, message(refused)],
    [400, 'Quota limit 1 for instances must be greater than or equal to already used and reserved 3.'],
  );
  const { body } = await rig.owner('GET', '/compute/v2.1/limits');
  assert.equal(dig(body, 'limits', 'absolute', 'maxTotalInstances'), 5);
  const project = text((await rig.operator('GET', `${servers}/detail`)).body, 'servers', 0, 'tenant_id');
  const put = (quota: unknown) => rig.operator('PUT', `/compute/v2.1/os-quota-sets/${project}`, { quota_set: quota });
  assert.equal((await put({ instances: 1, force: true })).status, 200);
  assert.equal((await put({ key_pairs: 1 })).status, 501);
  for (const wrong of [{ instances: -2 }, { instances: 'many' }, { other: 1 }, null]) {
    assert.equal((await put(wrong)).status, 400, JSON.stringify(wrong));
  }
  assert.equal((await rig.owner('POST', servers, await newServer(rig))).status, 403);
});

testOnChangedRig('a restore is refused of others, of strangers, readers, and of locked servers', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const running = await act(rig.owner, uuid, 'restore');
  assert.deepEqual(
    [running.status, message(running)],
    [409, `Cannot 'restore' instance ${uuid} while it is in vm_state active`],
  );
  await softDelete(rig, uuid);
  assert.equal((await act(rig.stranger, uuid, 'restore')).status, 404);
  assert.equal((await act(rig.reader, uuid, 'restore')).status, 403);
  assert.equal((await act(rig.owner, uuid, 'lock')).status, 202);
  const locked = await act(rig.owner, uuid, 'restore');
  assert.deepEqual([locked.status, message(locked)], [409, `Instance ${uuid} is in an invalid state for 'restore'`]);
  assert.equal((await remove(rig, uuid)).status, 409);
  assert.equal((await act(rig.operator, uuid, 'restore')).status, 202);
});

testOnChangedRig('LD-130: a restore waits for its host, which does not end the server meanwhile', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await softDelete(rig, uuid);
  await takeDown(rig, host);
  assert.equal((await act(rig.owner, uuid, 'restore')).status, 202);
  assert.deepEqual(await looks(rig, uuid), ['SOFT_DELETED', 'restoring']);
  assert.equal((await act(rig.owner, uuid, 'restore')).status, 409, 'it is restored already');
  rig.cloud.control.startCompute(host);
  await until(rig, 'it runs', async () => (await looks(rig, uuid))[0] === 'ACTIVE');
  assert.deepEqual(await usages(rig, host), oneSmall);
});

testOnChangedRig('a host frees only what nobody has changed, where soft delete is on', soft, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const provider = await providerOf(rig, host);
  assert.equal((await rig.operator('DELETE', `/placement/allocations/${uuid}`)).status, 204);
  await allocate(rig, uuid, provider, { VCPU: 1 });
  assert.equal((await act(rig.owner, uuid, 'forceDelete')).status, 202);
  await until(rig, 'it is gone', async () => (await show(rig, uuid)).status === 404);
  assert.deepEqual(await allocations(rig, uuid), {});
});

testOnRig('settings that mean nothing are refused', async () => {
  const negative = { settings: { ...settings.settings, reclaimInstanceInterval: -1 } };
  await assert.rejects(makeRig(negative), /reclaimInstanceInterval has to be 0/);
});
