import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { HoldPoint } from '../../../support/contract/cloud-control';
import {
  allocations,
  askForServer,
  dig,
  finish,
  hostOf,
  makeRig,
  nothing,
  oneHost,
  oneSmall,
  remove,
  type Rig,
  show,
  takeDown,
  until,
  usages,
} from './rig';

/** A cloud with one host, and a server whose build stands still. */
async function heldAt(point: HoldPoint): Promise<{ rig: Rig; uuid: string }> {
  const rig = await makeRig(oneHost);
  rig.cloud.control.holdBuilds(point);
  const uuid = await askForServer(rig);
  await rig.cloud.letTimePass();
  return { rig, uuid };
}

async function history(rig: Rig, uuid: string): Promise<number> {
  return (await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`)).status;
}

const points: readonly HoldPoint[] = [
  'waiting for a host',
  'claimed by the scheduler',
  'claimed in Placement',
  'claimed by the host',
];

test('a held build has come as far as its point, and becomes ACTIVE once it is released', async () => {
  const seen: unknown[] = [];
  for (const point of points) {
    const { rig, uuid } = await heldAt(point);
    const { body } = await show(rig, uuid);
    assert.equal(dig(body, 'server', 'status'), 'BUILD');
    const host = dig(body, 'server', 'OS-EXT-SRV-ATTR:host');
    const { body: told } = await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`);
    const known = dig(told, 'instanceActions', 0, 'action');
    seen.push([dig(await usages(rig, 'only'), 'VCPU'), known, host]);
    rig.cloud.control.releaseBuilds();
    await until(rig, 'ACTIVE', async () => dig((await show(rig, uuid)).body, 'server', 'status') === 'ACTIVE');
    finish(rig);
  }
  assert.deepEqual(seen, [
    [0, undefined, null],
    [1, undefined, null],
    [1, 'create', null],
    [1, 'create', 'only'],
  ]);
});

test('D11, D12: a server that no host knows yet is gone when its delete is answered, and its build is dropped', async () => {
  for (const point of points.slice(0, 3)) {
    const { rig, uuid } = await heldAt(point);
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await usages(rig, 'only'), nothing, point);
    rig.cloud.control.releaseBuilds();
    await rig.cloud.letTimePass();
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await allocations(rig, uuid), {});
    assert.equal(await history(rig, uuid), point === 'claimed in Placement' ? 200 : 404);
    finish(rig);
  }
});

test('O1: what is claimed while Placement answers the delete with an error is left to nobody, and no host heals it', async () => {
  const { rig, uuid } = await heldAt('claimed by the scheduler');
  rig.cloud.control.setPath('Placement', { kind: 'answer', status: 503 });
  assert.equal((await remove(rig, uuid)).status, 204);
  rig.cloud.control.releaseBuilds();
  await rig.cloud.letTimePass();
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  const healed = rig.cloud.now() + 60_000;
  await until(rig, 'several heals', () => Promise.resolve(rig.cloud.now() >= healed - 1000));
  assert.deepEqual(await usages(rig, 'only'), oneSmall);
  finish(rig);
});

test('D13: a host that builds a server deletes it once the build has noticed', async () => {
  const { rig, uuid } = await heldAt('claimed by the host');
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-STS:task_state'), 'deleting');
  rig.cloud.control.releaseBuilds();
  await until(rig, 'gone', async () => (await show(rig, uuid)).status === 404);
  assert.deepEqual(await usages(rig, 'only'), nothing);
  finish(rig);
});

test('D14: a server whose host died while it built it is deleted locally', async () => {
  const { rig, uuid } = await heldAt('claimed by the host');
  await takeDown(rig, await hostOf(rig, uuid));
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, 'only'), nothing);
  rig.cloud.control.releaseBuilds();
  rig.cloud.control.startCompute('only');
  await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, 'only'), nothing);
  finish(rig);
});

test('D37: two deletes that have both found the server are both accepted; one that comes later finds nothing', async () => {
  const { rig, uuid } = await heldAt('waiting for a host');
  rig.cloud.control.meetDeletes(2);
  const replies = await Promise.all([remove(rig, uuid), remove(rig, uuid)]);
  assert.deepEqual(
    replies.map(({ status }) => status),
    [204, 204],
  );
  assert.equal((await remove(rig, uuid)).status, 404);
  rig.cloud.control.releaseBuilds();
  await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, 'only'), nothing);
  finish(rig);
});
