import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SeamChange } from '../../../support/stub/seams';
import type { StubRelease } from '../../../support/stub/releases';
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
  type Reply,
  type Rig,
  type Sender,
  settings,
  show,
  testOnChangedRig,
  testOnRig,
  text,
  until,
  usages,
} from './rig';

function act(who: Sender, uuid: string, name: string, argument: unknown = null): Promise<Reply> {
  return who('POST', `/compute/v2.1/servers/${uuid}/action`, { [name]: argument }, '2.93');
}

async function statusOf(rig: Rig, uuid: string): Promise<unknown> {
  return dig((await show(rig, uuid)).body, 'server', 'status');
}

async function shelvedServer(rig: Rig): Promise<{ uuid: string; host: string; image: string }> {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  assert.equal((await act(rig.owner, uuid, 'shelve')).status, 202);
  await rig.cloud.letTimePass();
  const image = text((await imagesOf(rig)).body, 'images', 0, 'id');
  return { uuid, host, image };
}

async function offloadedServer(rig: Rig): Promise<{ uuid: string; host: string; image: string }> {
  const shelved = await shelvedServer(rig);
  assert.equal((await act(rig.operator, shelved.uuid, 'shelveOffload')).status, 202);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, shelved.uuid), 'SHELVED_OFFLOADED');
  return shelved;
}

function imagesOf(rig: Rig): Promise<Reply> {
  return rig.owner('GET', '/image/v2/images?name=blue-shelved');
}

async function imageStatus(rig: Rig, image: string): Promise<number> {
  return (await rig.owner('GET', `/image/v2/images/${image}`)).status;
}

async function eventsOf(rig: Rig, uuid: string): Promise<readonly string[]> {
  const path = `/compute/v2.1/servers/${uuid}/os-instance-actions`;
  const request = text((await rig.operator('GET', path)).body, 'instanceActions', 0, 'request_id');
  const list = dig((await rig.operator('GET', `${path}/${request}`)).body, 'instanceAction', 'events');
  assert.ok(Array.isArray(list));
  return list.map((event) => `${text(event, 'event')} ${String(dig(event, 'result'))}`).reverse();
}

/** Adds a look at the cloud just before a step of an offload. */
function beforeStep(step: 'saveOffloaded', look: () => Promise<void>): SeamChange {
  return (seams) => {
    const { offloadServer } = seams.compute.operations;
    const offload: typeof offloadServer = {
      ...offloadServer,
      [step]: async (context: Parameters<(typeof offloadServer)[typeof step]>[0]) => {
        await look();
        return offloadServer[step](context);
      },
    };
    return {
      ...seams,
      compute: { ...seams.compute, operations: { ...seams.compute.operations, offloadServer: offload } },
    };
  };
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

const bindings: readonly (readonly [StubRelease, string])[] = [
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
  rig.cloud.control.setPath('image', { kind: 'answer', status: 503 });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.equal(await imageStatus(rig, image), 200);
});

testOnRig('a server that cannot be shelved goes on, and its image stays behind', async (rig) => {
  const uuid = await buildServer(rig);
  rig.cloud.control.setPath('image', { kind: 'answer', status: 500, method: 'PUT' });
  assert.equal((await act(rig.owner, uuid, 'shelve')).status, 202);
  await rig.cloud.letTimePass();
  const { body } = await show(rig, uuid);
  assert.deepEqual([dig(body, 'server', 'status'), dig(body, 'server', 'OS-EXT-STS:task_state')], ['ACTIVE', null]);
  assert.deepEqual(await eventsOf(rig, uuid), ['compute_shelve_instance Error']);
  assert.equal(dig((await imagesOf(rig)).body, 'images', 0, 'status'), 'queued');
});

testOnRig('an allocation that Placement does not free leaves the server shelved', async (rig) => {
  const { uuid, host } = await shelvedServer(rig);
  rig.cloud.control.setPath('placement', { kind: 'answer', status: 500, method: 'DELETE' });
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

test('a shelved server starts again where it is, and loses its image', async () => {
  const rig = await makeRig();
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
  finish(rig);
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
  rig.cloud.control.setPath('network', { kind: 'answer', status: 500, method: 'PUT' });
  await act(rig.owner, uuid, 'unshelve');
  await until(rig, 'the unshelve is given up', async () => (await eventsOf(rig, uuid)).length === 3);
  assert.equal(await statusOf(rig, uuid), 'SHELVED_OFFLOADED');
  assert.deepEqual(await allocations(rig, uuid), {});
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-SRV-ATTR:host'), null);
  assert.equal(await imageStatus(rig, image), 200);
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
