import assert from 'node:assert/strict';

import {
  allocations,
  buildServer,
  changeService,
  dig,
  hostOf,
  message,
  nothing,
  oneSmall,
  providerOf,
  remove,
  type Reply,
  type Rig,
  show,
  takeDown,
  testOnRig,
  text,
  until,
  usages,
} from './rig';
import { act, eventsOf, statusOf } from './shelving-rig';

const oneLarge = { VCPU: 2, MEMORY_MB: 1024, DISK_GB: 2 };

/** A server that its owner has resized, with the hosts of before and after, and its migration. */
async function resizedServer(rig: Rig) {
  const uuid = await buildServer(rig);
  const source = await hostOf(rig, uuid);
  const reply = await act(rig.owner, uuid, 'resize', { flavorRef: '2' });
  assert.equal(reply.status, 202, reply.text);
  assert.equal(await statusOf(rig, uuid), 'RESIZE');
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'VERIFY_RESIZE');
  const [migration] = await migrations(rig);
  return { uuid, source, destination: await hostOf(rig, uuid), migration: text(migration, 'uuid') };
}

async function migrations(rig: Rig, query = ''): Promise<readonly unknown[]> {
  const list = (await rig.operator('GET', `/compute/v2.1/os-migrations${query}`, undefined, '2.80')).body['migrations'];
  assert.ok(Array.isArray(list));
  return list.map((each: unknown) => each);
}

async function heldOn(rig: Rig, uuid: string, host: string): Promise<unknown> {
  return dig(await allocations(rig, uuid), await providerOf(rig, host), 'resources');
}

testOnRig('a resized server holds its new host itself, and its old one through its migration', async (rig) => {
  const { uuid, source, destination, migration } = await resizedServer(rig);
  assert.notEqual(source, destination);
  assert.deepEqual(await heldOn(rig, uuid, destination), oneLarge);
  assert.deepEqual(await heldOn(rig, migration, source), oneSmall);
  assert.equal(await heldOn(rig, uuid, source), undefined);
  assert.deepEqual(await eventsOf(rig, uuid), [
    'conductor_migrate_server Success',
    'cold_migrate Success',
    'compute_prep_resize Success',
    'compute_resize_instance Success',
    'compute_finish_resize Success',
  ]);
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'flavor', 'original_name'), 'local-delete.large');
});

testOnRig('a migration is listed for operators, with what its microversion has', async (rig) => {
  const { uuid, source, destination } = await resizedServer(rig);
  const [listed] = await migrations(rig, `?instance_uuid=${uuid}&status=finished&host=${source}&migration_type=resize`);
  assert.deepEqual(
    ['instance_uuid', 'status', 'migration_type', 'source_compute', 'dest_compute'].map((name) => dig(listed, name)),
    [uuid, 'finished', 'resize', source, destination],
  );
  for (const query of ['?host=nowhere', '?status=done', '?migration_type=migration', '?source_compute=nowhere']) {
    assert.deepEqual(await migrations(rig, query), [], query);
  }
  const old = (await rig.operator('GET', '/compute/v2.1/os-migrations', undefined, '2.1')).body['migrations'];
  assert.deepEqual(
    ['uuid', 'migration_type', 'project_id'].map((name) => dig(old, 0, name)),
    [undefined, undefined, undefined],
  );
  assert.equal((await rig.owner('GET', '/compute/v2.1/os-migrations', undefined, '2.80')).status, 403);
  const bad = await rig.operator('GET', '/compute/v2.1/os-migrations?marker=none', undefined, '2.80');
  assert.deepEqual([bad.status, message(bad)], [400, 'Marker none could not be found.']);
});

testOnRig('a confirmed resize frees the old host, a reverted one the new host', async (rig) => {
  const confirmed = await resizedServer(rig);
  assert.equal((await act(rig.owner, confirmed.uuid, 'confirmResize')).status, 204);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, confirmed.uuid), 'ACTIVE');
  assert.deepEqual(await usages(rig, confirmed.source), nothing);
  assert.deepEqual(await usages(rig, confirmed.destination), oneLarge);
  await remove(rig, confirmed.uuid);
  await rig.cloud.letTimePass();
  const reverted = await resizedServer(rig);
  assert.equal((await act(rig.owner, reverted.uuid, 'revertResize')).status, 202);
  assert.equal(await statusOf(rig, reverted.uuid), 'REVERT_RESIZE');
  await rig.cloud.letTimePass();
  assert.deepEqual([await statusOf(rig, reverted.uuid), await hostOf(rig, reverted.uuid)], ['ACTIVE', reverted.source]);
  assert.deepEqual(await usages(rig, reverted.destination), nothing);
  assert.deepEqual(await usages(rig, reverted.source), oneSmall);
});

testOnRig('what cannot be resized, migrated or confirmed is refused as Nova does', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const refusals: readonly (readonly [Promise<Reply>, number, RegExp])[] = [
    [act(rig.owner, uuid, 'resize', { flavorRef: '1' }), 400, /must change flavor/],
    [act(rig.owner, uuid, 'resize', { flavorRef: 'none' }), 400, /could not be found/],
    [act(rig.owner, uuid, 'resize', {}), 400, /flavorRef/],
    [act(rig.stranger, uuid, 'resize', { flavorRef: '2' }), 404, /could not be found/],
    [act(rig.owner, uuid, 'migrate'), 403, /os-migrate-server:migrate/],
    [act(rig.operator, uuid, 'migrate', { host }), 400, /Cannot migrate to the host/],
    [act(rig.operator, uuid, 'migrate', { host: 'nowhere' }), 400, /nowhere could not be found/],
    [act(rig.owner, uuid, 'confirmResize'), 409, /Cannot 'confirmResize' instance .* vm_state active/],
    [act(rig.owner, uuid, 'revertResize'), 409, /Cannot 'revertResize' instance/],
  ];
  for (const [reply, status, words] of refusals) {
    assert.equal((await reply).status, status);
    assert.match(message(await reply), words);
  }
  await takeDown(rig, host);
  const down = await act(rig.operator, uuid, 'migrate');
  assert.deepEqual([down.status, message(down)], [409, 'Service is unavailable at this time.']);
  assert.deepEqual(await usages(rig, host), oneSmall);
});

testOnRig('a server for which there is no other host stays, and has back what it held', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  for (const other of ['compute-1', 'compute-2', 'compute-3'].filter((each) => each !== host)) {
    await changeService(rig, other, { status: 'disabled' });
  }
  assert.equal((await act(rig.owner, uuid, 'resize', { flavorRef: '2' })).status, 202);
  await rig.cloud.letTimePass();
  assert.deepEqual([await statusOf(rig, uuid), await hostOf(rig, uuid)], ['ACTIVE', host]);
  assert.deepEqual(await usages(rig, host), oneSmall);
  assert.deepEqual(await heldOn(rig, uuid, host), oneSmall);
  assert.equal(dig(await migrations(rig), 0, 'status'), 'error');
});

testOnRig('a delete waits for the old host of a resize, and gives up when it does not answer', async (rig) => {
  const { uuid, source, destination, migration } = await resizedServer(rig);
  rig.cloud.control.stopCompute(source);
  const before = rig.cloud.now();
  assert.equal((await remove(rig, uuid)).status, 500);
  assert.equal(rig.cloud.now() - before, 30_000);
  assert.deepEqual(await heldOn(rig, migration, source), oneSmall);
  assert.deepEqual(await heldOn(rig, uuid, destination), oneLarge);
  rig.cloud.control.startCompute(source);
  await until(rig, 'listening', async () => (await remove(rig, uuid)).status === 204);
  assert.equal(await statusOf(rig, uuid), 'ACTIVE');
  assert.deepEqual(await usages(rig, source), nothing);
});

testOnRig('the migrations of a deleted server are listed no more, and nothing of them is left', async (rig) => {
  const { uuid, source, destination } = await resizedServer(rig);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, source), nothing);
  await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, destination), nothing);
  assert.deepEqual(await migrations(rig), []);
});

testOnRig('the audit and the healing spare a resize that is not confirmed', async (rig) => {
  const { uuid, source, destination, migration } = await resizedServer(rig);
  assert.deepEqual(await rig.cloud.control.audit(), []);
  for (const host of [source, destination]) {
    rig.cloud.control.stopCompute(host);
    rig.cloud.control.startCompute(host);
    await rig.cloud.letTimePass();
  }
  assert.deepEqual(await heldOn(rig, migration, source), oneSmall);
  assert.deepEqual(await heldOn(rig, uuid, destination), oneLarge);
});
