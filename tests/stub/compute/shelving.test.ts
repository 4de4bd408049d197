import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Release } from '../../../support/contract/release';
import { replacing, type SeamChange } from '../../../support/stub/seams';
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
  settings,
  show,
  testOnChangedRig,
  testOnRig,
  text,
  usages,
} from './rig';
import { act, eventsOf, imagesOf, imageStatus, offloadedServer, shelvedServer, statusOf } from './shelving-rig';

/** Adds a look at the cloud just before a step of an offload. */
function beforeStep(step: 'saveOffloaded', look: () => Promise<void>): SeamChange {
  return replacing('compute', 'operations', 'offloadServer', (steps) => ({
    ...steps,
    [step]: async (context: Parameters<(typeof steps)[typeof step]>[0]) => {
      await look();
      return steps[step](context);
    },
  }));
}

testOnRig('shelving leaves a private image of the server, and its place on the host', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  assert.equal((await act(rig.owner, uuid, 'shelve')).status, 202);
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-STS:task_state'), 'shelving');
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'SHELVED');
  assert.deepEqual(await eventsOf(rig, uuid), ['compute_shelve_instance Success']);
  const [image, ...others] = [dig((await imagesOf(rig)).body, 'images', 0)];
  assert.deepEqual(others, []);
  assert.deepEqual(
    ['name', 'status', 'visibility', 'image_type', 'instance_uuid'].map((name) => dig(image, name)),
    ['blue-shelved', 'active', 'private', 'snapshot', uuid],
  );
  assert.deepEqual((await rig.stranger('GET', '/image/v2/images?name=blue-shelved')).body['images'], []);
  assert.deepEqual(await usages(rig, host), oneSmall);
});

test('an offloaded server has no host and holds nothing, from the moment that it is seen offloaded', async () => {
  const seen: unknown[] = [];
  let look: () => Promise<void> = () => Promise.resolve();
  const rig = await makeRig({ changes: [beforeStep('saveOffloaded', () => look())] });
  const { uuid, host } = await shelvedServer(rig);
  look = async () => {
    seen.push(await statusOf(rig, uuid), await allocations(rig, uuid));
  };
  assert.equal((await act(rig.owner, uuid, 'shelveOffload')).status, 403);
  assert.equal((await act(rig.operator, uuid, 'shelveOffload')).status, 202);
  await rig.cloud.letTimePass();
  assert.deepEqual(seen, ['SHELVED', {}]);
  const { body } = await show(rig, uuid);
  assert.deepEqual(
    ['status', 'hostId', 'OS-EXT-SRV-ATTR:host', 'OS-EXT-AZ:availability_zone'].map((name) =>
      dig(body, 'server', name),
    ),
    ['SHELVED_OFFLOADED', '', null, ''],
  );
  assert.deepEqual(await usages(rig, host), nothing);
  const again = await act(rig.operator, uuid, 'shelveOffload');
  assert.deepEqual(
    [again.status, message(again)],
    [409, `Cannot 'shelveOffload' instance ${uuid} while it is in vm_state shelved_offloaded`],
  );
  finish(rig);
});

const bindings: readonly (readonly [Release, string])[] = [
  ['zed', 'still bound'],
  ['2025.1', 'unbound'],
];

for (const [release, binding] of bindings) {
  test(`the port of an offloaded server is ${binding} on ${release}, and goes with the server (LD-55)`, async () => {
    const rig = await makeRig({ release });
    const { uuid, host } = await offloadedServer(rig);
    const { body } = await rig.operator('GET', `/networking/v2.0/ports?device_id=${uuid}`);
    assert.equal(dig(body, 'ports', 0, 'binding:host_id'), binding === 'unbound' ? '' : host);
    await changeService(rig, host, { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.equal((await rig.owner('GET', `/networking/v2.0/ports/${text(body, 'ports', 0, 'id')}`)).status, 404);
    assert.deepEqual((await imagesOf(rig)).body['images'], []);
    finish(rig);
  });
}

for (const course of ['a local delete', 'a normal delete'] as const) {
  test(`LD-54: ${course} of a shelved server deletes its image, and does not mind when it is gone`, async () => {
    for (const before of ['there', 'gone'] as const) {
      const rig = await makeRig();
      const { uuid, host, image } = await shelvedServer(rig);
      if (before === 'gone') assert.equal((await rig.owner('DELETE', `/image/v2/images/${image}`)).status, 204);
      if (course === 'a local delete') await changeService(rig, host, { forced_down: true });
      assert.equal((await remove(rig, uuid)).status, 204);
      assert.equal(await imageStatus(rig, image), 404);
      if (course === 'a normal delete') await rig.cloud.letTimePass();
      assert.equal((await show(rig, uuid)).status, 404);
      assert.deepEqual(await usages(rig, host), nothing);
      finish(rig);
    }
  });
}

testOnRig('an image that cannot be deleted stays behind a server that is gone', async (rig) => {
  const { uuid, image } = await offloadedServer(rig);
  rig.cloud.control.setPath('Glance', { kind: 'answer', status: 503 });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.equal(await imageStatus(rig, image), 200);
});

testOnRig('a server that cannot be shelved goes on, and its image stays behind', async (rig) => {
  const uuid = await buildServer(rig);
  rig.cloud.control.setPath('Glance', { kind: 'answer', status: 500, method: 'PUT' });
  assert.equal((await act(rig.owner, uuid, 'shelve')).status, 202);
  await rig.cloud.letTimePass();
  const { body } = await show(rig, uuid);
  assert.deepEqual([dig(body, 'server', 'status'), dig(body, 'server', 'OS-EXT-STS:task_state')], ['ACTIVE', null]);
  assert.deepEqual(await eventsOf(rig, uuid), ['compute_shelve_instance Error']);
  assert.equal(dig((await imagesOf(rig)).body, 'images', 0, 'status'), 'queued');
});

testOnRig('an allocation that Placement does not free leaves the server shelved', async (rig) => {
  const { uuid, host } = await shelvedServer(rig);
  rig.cloud.control.setPath('Placement', { kind: 'answer', status: 500, method: 'DELETE' });
  await act(rig.operator, uuid, 'shelveOffload');
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, uuid), 'SHELVED');
  assert.deepEqual(await eventsOf(rig, uuid), ['compute_shelve_offload_instance Error']);
  assert.deepEqual(await usages(rig, host), oneSmall);
});

test('with an offload time of 0 a shelved server leaves its host at once', async () => {
  const rig = await makeRig({ settings: { ...settings.settings, shelvedOffloadTime: 0 } });
  const { uuid, host } = await shelvedServer(rig);
  assert.equal(await statusOf(rig, uuid), 'SHELVED_OFFLOADED');
  assert.deepEqual(await usages(rig, host), nothing);
  finish(rig);
  await assert.rejects(
    makeRig({ settings: { ...settings.settings, shelvedOffloadTime: 60 } }),
    /shelvedOffloadTime has to be 0 or -1/,
  );
});

testOnChangedRig(
  'a second server takes the place of an offloaded one',
  {
    hosts: [{ name: 'compute-1', vcpus: 1, memoryMb: 1536, diskGb: 10 }],
    ratios: { cpu: 1, ram: 1, disk: 1 },
  },
  async (rig) => {
    await offloadedServer(rig);
    const reply = await rig.owner('POST', '/compute/v2.1/servers', await newServer(rig, { name: 'green' }));
    await rig.cloud.letTimePass();
    assert.equal(await statusOf(rig, text(reply.body, 'server', 'id')), 'ACTIVE');
  },
);
