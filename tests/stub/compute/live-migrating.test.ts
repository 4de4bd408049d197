import assert from 'node:assert/strict';

import {
  allocations,
  buildServer,
  dig,
  hostOf,
  message,
  nothing,
  oneSmall,
  providerOf,
  remove,
  type Rig,
  testOnRig,
  text,
  until,
  usages,
} from './rig';
import { act, eventsOf, statusOf } from './shelving-rig';

const anywhere = { host: null, block_migration: 'auto' };

async function migrationOf(rig: Rig): Promise<unknown> {
  return dig((await rig.operator('GET', '/compute/v2.1/os-migrations', undefined, '2.80')).body, 'migrations', 0);
}

/** A server whose guest is on its way, with its migration and both hosts. */
async function migratingServer(rig: Rig) {
  const uuid = await buildServer(rig);
  const source = await hostOf(rig, uuid);
  const reply = await act(rig.operator, uuid, 'os-migrateLive', anywhere);
  assert.equal(reply.status, 202, reply.text);
  assert.equal(await statusOf(rig, uuid), 'MIGRATING');
  await until(rig, 'on its way', async () => dig(await migrationOf(rig), 'status') === 'running');
  const migration = await migrationOf(rig);
  return { uuid, source, migration, destination: text(migration, 'dest_compute') };
}

function abort(rig: Rig, uuid: string, id: unknown) {
  return rig.operator('DELETE', `/compute/v2.1/servers/${uuid}/migrations/${String(id)}`, undefined, '2.80');
}

testOnRig('the migration holds the old place until the guest has arrived', async (rig) => {
  const { uuid, source, destination, migration } = await migratingServer(rig);
  const held = await allocations(rig, text(migration, 'uuid'));
  assert.deepEqual(dig(held, await providerOf(rig, source), 'resources'), oneSmall);
  assert.deepEqual(dig(await allocations(rig, uuid), await providerOf(rig, destination), 'resources'), oneSmall);
  assert.equal(await hostOf(rig, uuid), source);
  await until(rig, 'there', async () => dig(await migrationOf(rig), 'status') === 'completed');
  assert.equal(await hostOf(rig, uuid), destination);
  assert.equal(await statusOf(rig, uuid), 'ACTIVE');
  assert.deepEqual(await usages(rig, source), nothing);
  assert.equal((await abort(rig, uuid, dig(migration, 'id'))).status, 409);
});

testOnRig('an aborted live migration leaves the server where it was', async (rig) => {
  const { uuid, source, destination, migration } = await migratingServer(rig);
  const id = dig(migration, 'id');
  const absent = await abort(rig, uuid, 77);
  assert.equal(absent.status, 404);
  assert.match(message(absent), /Migration 77 not found for instance/);
  assert.equal((await abort(rig, uuid, id)).status, 202);
  assert.equal((await abort(rig, uuid, id)).status, 202);
  await until(rig, 'back', async () => dig(await migrationOf(rig), 'status') === 'cancelled');
  assert.equal(await hostOf(rig, uuid), source);
  assert.deepEqual(dig(await allocations(rig, uuid), await providerOf(rig, source), 'resources'), oneSmall);
  assert.deepEqual(await usages(rig, destination), nothing);
  assert.ok((await eventsOf(rig, uuid)).every((event) => event.endsWith('Success')));
});

testOnRig('a server that is deleted on its way leaves nothing once its guest would have arrived', async (rig) => {
  const { uuid, source, destination, migration } = await migratingServer(rig);
  assert.equal((await abort(rig, uuid, dig(migration, 'id'))).status, 202);
  await until(rig, 'back', async () => dig(await migrationOf(rig), 'status') === 'cancelled');
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, source), nothing);
  assert.deepEqual(await usages(rig, destination), nothing);
});

testOnRig('a live migration is refused to others, for nobody, and to where there is no host', async (rig) => {
  const uuid = await buildServer(rig);
  assert.equal((await act(rig.owner, uuid, 'os-migrateLive', anywhere)).status, 403);
  const nowhere = await act(rig.operator, uuid, 'os-migrateLive', { ...anywhere, host: 'compute-77' });
  assert.equal(nowhere.status, 400);
  assert.match(message(nowhere), /Compute host compute-77 could not be found/);
  assert.equal((await act(rig.operator, uuid, 'os-migrateLive', { host: null })).status, 400);
  const here = { ...anywhere, host: await hostOf(rig, uuid) };
  assert.equal((await act(rig.operator, uuid, 'os-migrateLive', here)).status, 202);
  await until(rig, 'over', async () => dig(await migrationOf(rig), 'status') === 'error');
  assert.equal(await statusOf(rig, uuid), 'ACTIVE');
});
