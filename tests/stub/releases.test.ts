import assert from 'node:assert/strict';
import { test } from 'node:test';

import { playedReleases } from '../../support/stub/release-profiles';
import {
  askForServer,
  buildServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  message,
  newServer,
  providerOf,
  remove,
  show,
  text,
  usages,
} from './compute/rig';

const servers = '/compute/v2.1/servers';

test('zed, 2025.1 and 2026.2 are played; another release is refused with their names', async () => {
  assert.deepEqual(playedReleases, ['zed', '2025.1', '2026.2']);
  await assert.rejects(makeRig({ release: '2024.1' }), {
    name: 'RangeError',
    message: 'the embedded cloud does not play 2024.1; the releases that it plays: zed, 2025.1, 2026.2',
  });
});

const documents = [
  { release: 'zed', newest: '2.93', tooNew: '2.94', old: 'SUPPORTED' },
  { release: '2025.1', newest: '2.100', tooNew: '2.101', old: 'SUPPORTED' },
  { release: '2026.2', newest: '2.104', tooNew: '2.105', old: 'DEPRECATED' },
] as const;

for (const { release, newest, tooNew, old } of documents) {
  test(`${release}: versions, also of Placement`, async () => {
    const rig = await makeRig({ release });
    const { body } = await rig.nobody('GET', '/compute/', undefined, 'none');
    assert.deepEqual([dig(body, 'versions', 0, 'status'), dig(body, 'versions', 1, 'version')], [old, newest]);
    assert.equal((await rig.owner('GET', servers, undefined, newest)).status, 200);
    const refused = await rig.owner('GET', servers, undefined, tooNew);
    assert.equal(refused.status, 406);
    assert.match(text(refused.body, 'computeFault', 'message'), new RegExp(`maximum is ${newest.replace('.', '\\.')}`));
    const placement = await rig.nobody('GET', '/placement/', undefined, 'none');
    assert.equal(dig(placement.body, 'versions', 0, 'max_version'), '1.39');
    finish(rig);
  });
}

for (const [release, count, newest, next] of [
  ['zed', 345, 'COMPUTE_EPHEMERAL_ENCRYPTION', 'COMPUTE_SHARE_LOCAL_FS'],
  ['2025.1', 359, 'COMPUTE_SHARE_LOCAL_FS', 'COMPUTE_SOUND_MODEL_VIRTIO'],
  ['2026.2', 377, 'COMPUTE_SOUND_MODEL_VIRTIO', 'COMPUTE_OF_TOMORROW'],
] as const) {
  test(`${release}: all standard traits of its os-traits, and no later ones`, async () => {
    const rig = await makeRig({ release });
    const traits = dig((await rig.operator('GET', '/placement/traits', undefined, '1.39')).body, 'traits');
    assert.ok(Array.isArray(traits));
    assert.equal(new Set(traits).size, count);
    assert.ok(traits.includes('HW_CPU_X86_AVX512VNNI') && traits.includes(newest));
    assert.equal(traits.includes(next), false);
    finish(rig);
  });
}

test('a local delete is in the history, but not on zed', async () => {
  for (const [release, history] of [
    ['zed', ['create']],
    ['2026.2', ['delete', 'create']],
  ] as const) {
    const rig = await makeRig({ release });
    const uuid = await buildServer(rig);
    await changeService(rig, await hostOf(rig, uuid), { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    const { body } = await rig.owner('GET', `${servers}/${uuid}/os-instance-actions`);
    const actions = dig(body, 'instanceActions');
    assert.ok(Array.isArray(actions));
    assert.deepEqual(
      actions.map((action) => dig(action, 'action')),
      history,
    );
    finish(rig);
  }
});

test('on zed whoever has any role in the project may create and delete there; nothing more', async () => {
  const rig = await makeRig({ release: 'zed' });
  const made = await rig.reader('POST', servers, await newServer(rig));
  assert.equal(made.status, 202, made.text);
  await rig.cloud.letTimePass();
  const uuid = text(made.body, 'server', 'id');
  assert.equal((await rig.stranger('DELETE', `${servers}/${uuid}`)).status, 404);
  assert.equal((await rig.reader('GET', '/compute/v2.1/os-services')).status, 403);
  assert.equal((await rig.reader('GET', '/placement/resource_providers')).status, 403);
  assert.equal((await rig.reader('DELETE', `${servers}/${uuid}`)).status, 204);
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  finish(rig);
});

test('since 2023.1 a reader may neither create nor delete', async () => {
  const rig = await makeRig({ release: '2026.2' });
  const refused = await rig.reader('POST', servers, await newServer(rig));
  assert.equal(refused.status, 403);
  assert.equal(message(refused), "Policy doesn't allow os_compute_api:servers:create to be performed.");
  const uuid = await buildServer(rig);
  assert.equal((await rig.reader('DELETE', `${servers}/${uuid}`)).status, 403);
  finish(rig);
});

test('zed offers sixteen times its processors and half as much memory again', async () => {
  for (const [release, ratios] of [
    ['zed', [16, 1.5, 1]],
    ['2025.1', [4, 1, 1]],
  ] as const) {
    const rig = await makeRig({ release });
    const path = `/placement/resource_providers/${await providerOf(rig, 'compute-1')}/inventories`;
    const inventories = dig((await rig.operator('GET', path)).body, 'inventories');
    const seen = ['VCPU', 'MEMORY_MB', 'DISK_GB'].map((name) => dig(inventories, name, 'allocation_ratio'));
    assert.deepEqual(seen, ratios);
    finish(rig);
  }
});

test("2026.2: a project's manager lists migrations", async () => {
  const people = [
    { name: 'owner', password: 'a password', project: 'blue', roles: ['manager'] },
    { name: 'reader', password: 'a password', project: 'blue', roles: ['reader'] },
    { name: 'stranger', password: 'a password', project: 'red', roles: ['member'] },
    { name: 'operator', password: 'a password', project: 'blue', roles: ['admin'] },
  ];
  for (const [release, status] of [
    ['2025.1', 403],
    ['2026.2', 200],
  ] as const) {
    const rig = await makeRig({ release, people });
    assert.equal((await rig.owner('GET', '/compute/v2.1/os-migrations')).status, status);
    finish(rig);
  }
});

test('a 500 names whom to turn to, as the release words it', async () => {
  for (const [release, words] of [
    ['zed', /^Unexpected API Error\. Please report this at http:\/\/bugs\.launchpad\.net\/nova\//],
    ['2026.2', /^Unexpected API Error\. Please contact the administrator\./],
  ] as const) {
    const rig = await makeRig({ release });
    const uuid = await askForServer(rig);
    rig.cloud.control.setPath('Placement', { kind: 'hang' });
    const reply = await remove(rig, uuid);
    assert.equal(reply.status, 500);
    assert.match(message(reply), words);
    rig.cloud.control.setPath('Placement', { kind: 'open' });
    assert.deepEqual(await usages(rig, 'compute-1'), { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 });
    finish(rig);
  }
});
