import assert from 'node:assert/strict';

import type { JsonObject } from '../../../support/stub/compute/neighbours/read-json';
import {
  askForServer,
  buildServer,
  dig,
  hostOf,
  message,
  newServer,
  nothing,
  show,
  testOnRig,
  until,
  usages,
} from './rig';
import {
  attach,
  attachmentsOf,
  disk,
  fromVolume,
  imageDisk,
  imageOf,
  makeBootable,
  makeVolume,
  volumeStatus,
  withData,
} from './volume-rig';

const unknown = '6a1a2b3c-0000-4000-8000-000000000000';

testOnRig('a create request with disks that cannot be is refused', async (rig) => {
  const empty = await makeVolume(rig);
  const bootable = await makeBootable(rig);
  const inUse = await makeVolume(rig);
  await buildServer(rig, await withData(rig, inUse));
  const root = await imageDisk(rig);
  const cases: readonly (readonly [readonly JsonObject[], RegExp, JsonObject?])[] = [
    [[disk(empty, 'root')], /^Block Device .* is not bootable\.$/],
    [[disk(unknown, 'root')], /^Block Device Mapping is Invalid: failed to get volume .*\.$/],
    [[root, disk(inUse, 'data')], /^Invalid volume: Invalid input received: .*/],
    [[disk(bootable, 'data')], /^Block Device Mapping is Invalid: Boot sequence .* is not valid\.$/],
    [[disk(bootable, 'root')], /^Cannot attach one or more volumes to multiple instances$/, { min_count: 2 }],
    [[{ source_type: 'blank', uuid: empty, destination_type: 'volume' }], /Invalid device UUID\.$/],
    [[{ source_type: 'volume', destination_type: 'volume' }], /Missing device UUID\.$/],
    [[{ ...root, boot_index: 1 }], /Mapping image to local is not supported\.$/],
    [[{ ...root, destination_type: 'volume' }], /^Images with destination_type 'volume' need to have a non-zero size/],
    [[root, { source_type: 'blank', destination_type: 'volume' }], /^Blank volumes .* need to have non-zero size$/],
    [[{ ...disk(bootable, 'root'), shape: 'round' }], /'shape' was unexpected/],
  ];
  for (const [block_device_mapping_v2, why, changes = {}] of cases) {
    const body = await newServer(rig, { block_device_mapping_v2, ...changes });
    const reply = await rig.owner('POST', '/compute/v2.1/servers', body);
    assert.equal(reply.status, 400, `${JSON.stringify(block_device_mapping_v2)} ${reply.text}`);
    assert.match(message(reply), why);
  }
});

testOnRig(
  'the host makes the volumes of an image and empty ones, and they go with the server when they are to',
  async (rig) => {
    const image = {
      uuid: await imageOf(rig),
      source_type: 'image',
      destination_type: 'volume',
      volume_size: 2,
    };
    const blank = {
      source_type: 'blank',
      destination_type: 'volume',
      volume_size: '1',
      delete_on_termination: true,
    };
    const uuid = await askForServer(rig, {
      imageRef: '',
      block_device_mapping_v2: [{ ...image, boot_index: 0 }, blank],
    });
    await until(rig, 'it is built', async () => dig((await show(rig, uuid)).body, 'server', 'status') === 'ACTIVE');
    const server = dig((await show(rig, uuid)).body, 'server');
    const [root = '', data = ''] = [0, 1].map((index) =>
      String(dig(server, 'os-extended-volumes:volumes_attached', index, 'id')),
    );
    assert.deepEqual([await volumeStatus(rig, root), await volumeStatus(rig, data)], ['in-use', 'in-use']);
    const listed = (await rig.reader('GET', attachmentsOf(uuid), undefined, '2.88')).body;
    assert.deepEqual(dig(listed, 'volumeAttachments', 1), {
      id: data,
      volumeId: data,
      serverId: uuid,
      device: '/dev/sdb',
      tag: null,
      delete_on_termination: true,
    });
    const detached = await rig.owner('DELETE', `${attachmentsOf(uuid)}/${root}`);
    assert.equal(detached.status, 400);
    assert.equal(message(detached), 'Cannot detach a root device volume');
    await rig.owner('DELETE', `/compute/v2.1/servers/${uuid}`);
    await until(rig, 'the empty volume is gone', async () => (await volumeStatus(rig, data)) === 404);
    assert.equal(await volumeStatus(rig, root), 'available');
  },
);

testOnRig(
  'a build whose volume cannot be connected is given up, and leaves no share and a free volume',
  async (rig) => {
    const volume = await makeBootable(rig);
    const uuid = await askForServer(rig, fromVolume(volume));
    rig.cloud.control.setPath('Cinder', {
      kind: 'answer',
      status: 503,
      method: 'PUT',
    });
    await rig.cloud.letTimePass();
    const server = dig((await show(rig, uuid)).body, 'server');
    assert.equal(dig(server, 'status'), 'ERROR');
    assert.match(String(dig(server, 'fault', 'message')), /aborted: Failure prepping block device\.$/);
    for (const host of ['compute-1', 'compute-2', 'compute-3']) assert.deepEqual(await usages(rig, host), nothing);
    assert.equal(await volumeStatus(rig, volume), 'available');
  },
);

testOnRig('attaching is refused for what is not there, in use or not allowed', async (rig) => {
  const volume = await makeVolume(rig);
  const other = await makeVolume(rig);
  const uuid = await buildServer(rig, await withData(rig, volume));
  await buildServer(rig, await withData(rig, other));
  assert.equal((await attach(rig, uuid, unknown)).status, 404);
  for (const taken of [volume, other]) {
    const reply = await attach(rig, uuid, taken);
    assert.equal(reply.status, 400);
    assert.match(message(reply), /^Invalid volume: volume .* is already attached to instances: /);
  }
  assert.equal((await rig.owner('GET', `${attachmentsOf(uuid)}/${other}`)).status, 404);
  assert.equal((await rig.owner('DELETE', `${attachmentsOf(uuid)}/${other}`)).status, 404);
  assert.equal((await rig.reader('DELETE', `${attachmentsOf(uuid)}/${volume}`)).status, 403);
  assert.equal((await rig.stranger('GET', attachmentsOf(uuid))).status, 404);
  const body = {
    volumeAttachment: { volumeId: volume, delete_on_termination: true },
  };
  assert.equal((await rig.owner('POST', attachmentsOf(uuid), body, '2.78')).status, 400);
});

testOnRig('attaching to a server on a dead host ends in a time-out, and the volume stays free', async (rig) => {
  const volume = await makeVolume(rig);
  const uuid = await buildServer(rig);
  rig.cloud.control.killCompute(await hostOf(rig, uuid));
  const reply = await attach(rig, uuid, volume);
  assert.equal(reply.status, 500);
  assert.match(message(reply), /MessagingTimeout/);
  assert.equal(await volumeStatus(rig, volume), 'available');
});
