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
  serviceOf,
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

/** A server that was evacuated from a host which is forced down, and its hosts of before and after. */
async function evacuatedServer(rig: Rig) {
  const uuid = await buildServer(rig);
  const source = await hostOf(rig, uuid);
  await takeDown(rig, source);
  const reply = await act(rig.operator, uuid, 'evacuate', {});
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.text, '');
  assert.equal(await statusOf(rig, uuid), 'REBUILD');
  await rig.cloud.letTimePass();
  return { uuid, source, destination: await hostOf(rig, uuid) };
}

async function migrationOf(rig: Rig): Promise<unknown> {
  return dig((await rig.operator('GET', '/compute/v2.1/os-migrations', undefined, '2.80')).body, 'migrations', 0);
}

async function heldOn(rig: Rig, uuid: string, host: string): Promise<unknown> {
  return dig(await allocations(rig, uuid), await providerOf(rig, host), 'resources');
}

testOnRig('an evacuated server is counted on both hosts until the old one starts', async (rig) => {
  const { uuid, source, destination } = await evacuatedServer(rig);
  assert.equal(await statusOf(rig, uuid), 'ACTIVE');
  assert.deepEqual(await heldOn(rig, uuid, source), oneSmall);
  assert.deepEqual(await heldOn(rig, uuid, destination), oneSmall);
  assert.deepEqual(await eventsOf(rig, uuid), ['rebuild_server Success', 'compute_rebuild_instance Success']);
  const migration = await migrationOf(rig);
  assert.deepEqual(
    ['status', 'migration_type', 'source_compute', 'dest_compute', 'old_instance_type_id'].map((name) =>
      dig(migration, name),
    ),
    ['done', 'evacuation', source, destination, null],
  );
  const service = text(await serviceOf(rig, source), 'id');
  const forceUp = { forced_down: false };
  const refused = await rig.operator('PUT', `/compute/v2.1/os-services/${service}`, forceUp, '2.53');
  assert.equal(refused.status, 400);
  assert.match(message(refused), /`done` evacuation migration records remain/);
  rig.cloud.control.stopCompute(source);
  rig.cloud.control.startCompute(source);
  await until(rig, 'back', async () => dig(await migrationOf(rig), 'status') === 'completed');
  assert.deepEqual(await usages(rig, source), nothing);
  assert.deepEqual(await heldOn(rig, uuid, destination), oneSmall);
  assert.equal((await changeService(rig, source, { forced_down: false })).status, 200);
});

testOnRig('with its server an evacuation is forgotten', async (rig) => {
  const { uuid, source, destination } = await evacuatedServer(rig);
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.deepEqual([await usages(rig, source), await usages(rig, destination)], [nothing, nothing]);
  assert.equal((await changeService(rig, source, { forced_down: false })).status, 200);
  rig.cloud.control.stopCompute(source);
  rig.cloud.control.startCompute(source);
  await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, source), nothing);
});

testOnRig('an evacuation that finds no host ends in error, and holds nothing new', async (rig) => {
  const uuid = await buildServer(rig);
  const source = await hostOf(rig, uuid);
  for (const host of ['compute-1', 'compute-2', 'compute-3']) await takeDown(rig, host);
  assert.equal((await act(rig.operator, uuid, 'evacuate', {})).status, 200);
  await rig.cloud.letTimePass();
  assert.deepEqual([await statusOf(rig, uuid), await hostOf(rig, uuid)], ['ERROR', source]);
  assert.match(text((await show(rig, uuid)).body, 'server', 'fault', 'message'), /^No valid host was found/);
  assert.equal(dig(await migrationOf(rig), 'status'), 'error');
  for (const host of ['compute-1', 'compute-2', 'compute-3']) {
    assert.deepEqual(await usages(rig, host), host === source ? oneSmall : nothing);
  }
});

testOnRig('from microversion 2.95 on an evacuated server is shut off; below 2.14 a password is told', async (rig) => {
  const uuid = await buildServer(rig);
  await takeDown(rig, await hostOf(rig, uuid));
  const path = `/compute/v2.1/servers/${uuid}/action`;
  assert.equal((await rig.operator('POST', path, { evacuate: {} }, '2.95')).status, 200);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'SHUTOFF');
  await takeDown(rig, await hostOf(rig, uuid));
  const old = await rig.operator('POST', path, { evacuate: { onSharedStorage: false, adminPass: 'secret' } }, '2.1');
  assert.deepEqual([old.status, old.body], [200, { adminPass: 'secret' }]);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'SHUTOFF');
});

testOnRig('what cannot be evacuated is refused as Nova does', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const refusals: readonly (readonly [Promise<Reply>, number, RegExp])[] = [
    [act(rig.operator, uuid, 'evacuate', { host: 'nowhere' }), 404, /Compute host nowhere not found/],
    [act(rig.operator, uuid, 'evacuate', { host }), 400, /can't be the same one/],
    [act(rig.operator, uuid, 'evacuate', {}), 400, /still in use/],
    [act(rig.owner, uuid, 'evacuate', {}), 403, /os-evacuate/],
    [act(rig.operator, uuid, 'evacuate', { force: true }), 400, /force/],
    [rig.operator('POST', `/compute/v2.1/servers/${uuid}/action`, { evacuate: { force: true } }, '2.30'), 400, /force/],
  ];
  for (const [reply, status, words] of refusals) {
    assert.equal((await reply).status, status, (await reply).text);
    assert.match(message(await reply), words);
  }
});

testOnRig('a host that hears of an evacuation too late leaves a deleted server alone', async (rig) => {
  const uuid = await buildServer(rig);
  const source = await hostOf(rig, uuid);
  const destination = source === 'compute-1' ? 'compute-2' : 'compute-1';
  await takeDown(rig, source);
  rig.cloud.control.stopCompute(destination);
  assert.equal((await act(rig.operator, uuid, 'evacuate', { host: destination })).status, 200);
  await until(rig, 'claimed', async () => (await heldOn(rig, uuid, destination)) !== undefined);
  assert.equal((await remove(rig, uuid)).status, 204);
  rig.cloud.control.startCompute(destination);
  await rig.cloud.letTimePass();
  await rig.cloud.letTimePass();
  assert.deepEqual([await usages(rig, source), await usages(rig, destination)], [nothing, nothing]);
});
