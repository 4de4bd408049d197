import assert from 'node:assert/strict';

import {
  allocations,
  changeService,
  dig,
  hostOf,
  message,
  nothing,
  oneSmall,
  show,
  testOnRig,
  text,
  until,
  usages,
} from './rig';
import { act, statusOf, shelvedServer, offloadedServer, imageStatus, eventsOf } from './shelving-rig';

testOnRig('a shelved server starts again where it is, and loses its image', async (rig) => {
  const { uuid, host, image } = await shelvedServer(rig);
  const toAHost = await act(rig.operator, uuid, 'unshelve', { host });
  assert.equal(toAHost.status, 409);
  assert.match(message(toAHost), /with status "shelved" is not supported/);
  assert.equal((await act(rig.owner, uuid, 'unshelve')).status, 202);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'ACTIVE');
  assert.equal(await hostOf(rig, uuid), host);
  assert.equal(await imageStatus(rig, image), 404);
  assert.deepEqual(await eventsOf(rig, uuid), ['compute_start_instance Success']);
});

testOnRig('an offloaded server finds a new host, where it holds its share and its port is bound', async (rig) => {
  const { uuid, host, image } = await offloadedServer(rig);
  await changeService(rig, host, { forced_down: true });
  assert.equal((await act(rig.owner, uuid, 'unshelve', { host: 'compute-3' })).status, 403);
  const unknown = await act(rig.operator, uuid, 'unshelve', { host: 'compute-9' });
  assert.deepEqual([unknown.status, message(unknown)], [400, 'Compute host compute-9 could not be found.']);
  assert.equal((await act(rig.owner, uuid, 'unshelve', { availability_zone: 'nowhere' })).status, 400);
  assert.equal((await act(rig.owner, uuid, 'unshelve')).status, 202);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'ACTIVE');
  const next = await hostOf(rig, uuid);
  assert.notEqual(next, host);
  assert.deepEqual(await usages(rig, next), oneSmall);
  assert.deepEqual(await usages(rig, host), nothing);
  assert.equal(await imageStatus(rig, image), 404);
  const { body } = await rig.operator('GET', `/networking/v2.0/ports?device_id=${uuid}`);
  assert.equal(dig(body, 'ports', 0, 'binding:host_id'), next);
  assert.deepEqual(await eventsOf(rig, uuid), [
    'get_image_info Success',
    'schedule_instances Success',
    'compute_unshelve_instance Success',
  ]);
});

testOnRig(
  'an offloaded server that finds no host stays offloaded, and one without its image ends in ERROR',
  async (rig) => {
    const { uuid, image } = await offloadedServer(rig);
    for (const name of ['compute-1', 'compute-2', 'compute-3']) await changeService(rig, name, { forced_down: true });
    await act(rig.owner, uuid, 'unshelve');
    await rig.cloud.letTimePass();
    assert.equal(await statusOf(rig, uuid), 'SHELVED_OFFLOADED');
    assert.deepEqual(await eventsOf(rig, uuid), ['get_image_info Success', 'schedule_instances Error']);
    await rig.owner('DELETE', `/image/v2/images/${image}`);
    await act(rig.owner, uuid, 'unshelve');
    await rig.cloud.letTimePass();
    const { body } = await show(rig, uuid);
    assert.equal(dig(body, 'server', 'status'), 'ERROR');
    assert.match(text(body, 'server', 'fault', 'message'), /^Unshelve attempted but the image \S+ cannot be found\.$/);
  },
);

testOnRig('an unshelve that fails on its host gives everything back', async (rig) => {
  const { uuid, image } = await offloadedServer(rig);
  rig.cloud.control.setPath('Neutron', { kind: 'answer', status: 500, method: 'PUT' });
  await act(rig.owner, uuid, 'unshelve');
  await until(rig, 'the unshelve is given up', async () => (await eventsOf(rig, uuid)).length === 3);
  assert.equal(await statusOf(rig, uuid), 'SHELVED_OFFLOADED');
  assert.deepEqual(await allocations(rig, uuid), {});
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-SRV-ATTR:host'), null);
  assert.equal(await imageStatus(rig, image), 200);
});
