import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultHosts } from '../../../support/stub/stub-settings';
import {
  askForServer,
  buildServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  message,
  nothing,
  remove,
  settings,
  show,
  testOnChangedRig,
  testOnRig,
  until,
  usages,
} from './rig';
import { attach, attachmentsOf, fromVolume, makeBootable, makeVolume, volumeStatus, withData } from './volume-rig';

testOnRig('LD-10: a server that boots from a volume takes no root disk of its host', async (rig) => {
  const volume = await makeBootable(rig);
  const uuid = await buildServer(rig, fromVolume(volume));
  const host = await hostOf(rig, uuid);
  assert.deepEqual(await usages(rig, host), {
    ...nothing,
    VCPU: 1,
    MEMORY_MB: 512,
  });
  const server = dig((await show(rig, uuid)).body, 'server');
  assert.equal(dig(server, 'image'), '');
  const attached = [{ id: volume, delete_on_termination: false }];
  assert.deepEqual(dig(server, 'os-extended-volumes:volumes_attached'), attached);
  await changeService(rig, host, { forced_down: true });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, host), nothing);
  assert.equal(await volumeStatus(rig, volume), 'available');
});

for (const [course, release] of [
  ['a local delete', 'zed'],
  ['a local delete', '2025.1'],
  ['a normal delete', '2025.1'],
] as const) {
  test(`LD-50, LD-51: ${course} on ${release} gives volumes back, and deletes those that go with the server`, async () => {
    const rig = await makeRig({ release });
    const kept = await makeVolume(rig);
    const flagged = await makeVolume(rig);
    const uuid = await buildServer(rig, await withData(rig, flagged, 'delete'));
    assert.equal((await attach(rig, uuid, kept)).status, 200);
    await rig.cloud.letTimePass();
    assert.deepEqual([await volumeStatus(rig, kept), await volumeStatus(rig, flagged)], ['in-use', 'in-use']);
    if (course === 'a local delete') await changeService(rig, await hostOf(rig, uuid), { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    if (course === 'a normal delete') await rig.cloud.letTimePass();
    assert.equal((await show(rig, uuid)).status, 404);
    assert.equal(await volumeStatus(rig, kept), 'available');
    await until(rig, 'the flagged volume is gone', async () => (await volumeStatus(rig, flagged)) === 404);
    finish(rig);
  });
}

for (const trouble of [409, 500, 'refuse', 'hang'] as const) {
  test(`LD-52: Cinder in trouble (${trouble}) does not stop a local delete, and the volume stays in use`, async () => {
    const rig = await makeRig();
    const volume = await makeVolume(rig);
    const uuid = await buildServer(rig, await withData(rig, volume, 'delete'));
    const host = await hostOf(rig, uuid);
    await changeService(rig, host, { forced_down: true });
    rig.cloud.control.setPath(
      'Cinder',
      typeof trouble === 'number' ? { kind: 'answer', status: trouble } : { kind: trouble },
    );
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await usages(rig, host), nothing);
    assert.equal(await volumeStatus(rig, volume), 'in-use');
    finish(rig);
  });
}

testOnRig('a host ends a server although Cinder is out of reach', async (rig) => {
  const volume = await makeVolume(rig);
  const uuid = await buildServer(rig, await withData(rig, volume));
  rig.cloud.control.setPath('Cinder', { kind: 'refuse' });
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  assert.equal(await volumeStatus(rig, volume), 'in-use');
});

testOnChangedRig(
  'LD-52: without a service token Cinder refuses in a local delete, and in no other way does the volume come free',
  {
    settings: { ...settings.settings, serviceTokens: 'not sent' },
  },
  async (rig) => {
    const volume = await makeVolume(rig);
    const uuid = await buildServer(rig, await withData(rig, volume, 'delete'));
    await changeService(rig, await hostOf(rig, uuid), { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.equal(await volumeStatus(rig, volume), 'in-use');
  },
);

testOnRig(
  'LD-53: detaching waits for nobody: while the host is down it is refused, else the host does it',
  async (rig) => {
    const volume = await makeVolume(rig);
    const uuid = await buildServer(rig, await withData(rig, volume));
    const host = await hostOf(rig, uuid);
    const path = `${attachmentsOf(uuid)}/${volume}`;
    await changeService(rig, host, { forced_down: true });
    const refused = await rig.owner('DELETE', path);
    assert.equal(refused.status, 409);
    assert.equal(message(refused), 'Service is unavailable at this time.');
    assert.equal(await volumeStatus(rig, volume), 'in-use');
    await changeService(rig, host, { forced_down: false });
    assert.equal((await rig.owner('DELETE', path)).status, 202);
    assert.equal(await volumeStatus(rig, volume), 'detaching');
    await rig.cloud.letTimePass();
    assert.equal(await volumeStatus(rig, volume), 'available');
    assert.equal((await rig.owner('GET', path)).status, 404);
  },
);

testOnRig('LD-57: a multi-attach volume stays in use by the other server', async (rig) => {
  const volume = await makeVolume(rig, { volume_type: 'local-delete.multiattach' });
  const blue = await buildServer(rig, await withData(rig, volume));
  const green = await buildServer(rig);
  assert.match(
    message(await attach(rig, green, volume, '2.59')),
    /^Multiattach volumes are only supported .* 2\.60\.$/,
  );
  assert.equal((await attach(rig, green, volume)).status, 200);
  await rig.cloud.letTimePass();
  await remove(rig, blue);
  await rig.cloud.letTimePass();
  assert.equal(await volumeStatus(rig, volume), 'in-use');
  await remove(rig, green);
  await rig.cloud.letTimePass();
  assert.equal(await volumeStatus(rig, volume), 'available');
});

testOnRig('LD-59: the volume of a server that found no host is reserved until the server is deleted', async (rig) => {
  for (const { name } of defaultHosts) await changeService(rig, name, { forced_down: true });
  const volume = await makeBootable(rig);
  const uuid = await askForServer(rig, fromVolume(volume));
  await rig.cloud.letTimePass();
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'ERROR');
  assert.equal(await volumeStatus(rig, volume), 'reserved');
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal(await volumeStatus(rig, volume), 'available');
});

for (const [release, outcome] of [
  ['zed', 'reserved'],
  ['2025.1', 'reserved'],
  ['2026.2', 'available'],
] as const) {
  test(`LD-63 on ${release}: a volume is free before a cell knows its server, and ${outcome} between cell and host`, async () => {
    const rig = await makeRig({ release });
    const volume = await makeBootable(rig);
    const early = await askForServer(rig, fromVolume(volume));
    assert.equal(await volumeStatus(rig, volume), 'reserved');
    assert.deepEqual(dig((await show(rig, early)).body, 'server', 'os-extended-volumes:volumes_attached'), []);
    assert.equal((await remove(rig, early)).status, 204);
    assert.equal(await volumeStatus(rig, volume), 'available');
    rig.cloud.control.holdBuilds('claimed in Placement');
    const late = await askForServer(rig, fromVolume(volume));
    await rig.cloud.letTimePass();
    assert.equal(dig((await show(rig, late)).body, 'server', 'OS-EXT-SRV-ATTR:host'), null);
    assert.equal((await remove(rig, late)).status, 204);
    assert.equal((await show(rig, late)).status, 404);
    rig.cloud.control.releaseBuilds();
    await rig.cloud.letTimePass();
    assert.equal(await volumeStatus(rig, volume), outcome);
    finish(rig);
  });
}

testOnRig('LD-55: an offloaded server keeps its volume reserved, and gives it back when it is deleted', async (rig) => {
  const volume = await makeVolume(rig);
  const later = await makeVolume(rig);
  const uuid = await buildServer(rig, await withData(rig, volume));
  const act = async (action: string) => {
    const reply = await rig.operator('POST', `/compute/v2.1/servers/${uuid}/action`, { [action]: null });
    assert.equal(reply.status, 202, reply.text);
    await rig.cloud.letTimePass();
  };
  await act('shelve');
  assert.equal(await volumeStatus(rig, volume), 'in-use');
  await act('shelveOffload');
  assert.equal(await volumeStatus(rig, volume), 'reserved');
  await act('unshelve');
  assert.equal(await volumeStatus(rig, volume), 'in-use');
  await act('shelve');
  await act('shelveOffload');
  assert.equal((await attach(rig, uuid, later)).status, 200);
  assert.equal((await rig.owner('DELETE', `${attachmentsOf(uuid)}/${later}`)).status, 202);
  assert.equal(await volumeStatus(rig, later), 'available');
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal(await volumeStatus(rig, volume), 'available');
});

testOnRig('a delete that a stopped host has not done is resumed with its volumes when it starts', async (rig) => {
  const volume = await makeVolume(rig);
  const uuid = await buildServer(rig, await withData(rig, volume));
  const host = await hostOf(rig, uuid);
  rig.cloud.control.killCompute(host);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal(await volumeStatus(rig, volume), 'in-use');
  rig.cloud.control.startCompute(host);
  await until(rig, 'the server is gone', async () => (await show(rig, uuid)).status === 404);
  assert.equal(await volumeStatus(rig, volume), 'available');
});
