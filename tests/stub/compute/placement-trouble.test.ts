import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { BarrierState } from '../../../support/stub/barrier';
import { replacing } from '../../../support/stub/seams';
import {
  allocations,
  askForServer,
  buildServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  message,
  nothing,
  oneHost,
  oneSmall,
  remove,
  type Rig,
  show,
  takeDown,
  testOnChangedRig,
  testOnRig,
  until,
  usages,
} from './rig';

const troubles = {
  refused: { kind: 'refuse' },
  answered: { kind: 'answer', status: 503 },
  hanging: { kind: 'hang' },
} satisfies Record<string, BarrierState>;

async function onForcedDownHost(trouble: BarrierState): Promise<{ rig: Rig; uuid: string; host: string }> {
  const rig = await makeRig();
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await changeService(rig, host, { forced_down: true });
  rig.cloud.control.setPath('Placement', trouble);
  return { rig, uuid, host };
}

async function onRunningHost(trouble: BarrierState): Promise<{ rig: Rig; uuid: string; host: string }> {
  const rig = await makeRig();
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  rig.cloud.control.setPath('Placement', trouble);
  return { rig, uuid, host };
}

async function states(rig: Rig, uuid: string): Promise<unknown[]> {
  const { body } = await show(rig, uuid);
  return ['OS-EXT-STS:vm_state', 'OS-EXT-STS:task_state'].map((name) => dig(body, 'server', name));
}

test('A.5 local delete, Placement refuses: 204, the server is gone, its allocation leaks', async () => {
  const { rig, uuid, host } = await onForcedDownHost(troubles.refused);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), oneSmall);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  await until(rig, 'healed by the periodic run', async () => dig(await usages(rig, host), 'VCPU') === 0);
  finish(rig);
});

test('A.5 local delete, Keystone refuses Nova for Placement alone: 204, the ports are gone, the allocation leaks', async () => {
  const { rig, uuid, host } = await onForcedDownHost({ kind: 'open' });
  rig.cloud.control.refuseCredentialsForPlacement();
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(dig((await rig.operator('GET', `/networking/v2.0/ports?device_id=${uuid}`)).body, 'ports'), []);
  assert.deepEqual(await usages(rig, host), oneSmall);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  await until(rig, 'healed by the periodic run', async () => dig(await usages(rig, host), 'VCPU') === 0);
  finish(rig);
});

test('A.5 local delete, Placement answers 503: 409, the server stays, its ports are gone, a retry works', async () => {
  const { rig, uuid, host } = await onForcedDownHost(troubles.answered);
  for (let times = 0; times < 2; times++) {
    const refused = await remove(rig, uuid);
    assert.equal(refused.status, 409);
    assert.match(message(refused), new RegExp(`^Failed to delete allocations for consumer ${uuid}\\. Error: `));
    assert.deepEqual(await states(rig, uuid), ['active', 'deleting']);
  }
  assert.deepEqual(dig((await rig.operator('GET', `/networking/v2.0/ports?device_id=${uuid}`)).body, 'ports'), []);
  const { body } = await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`);
  assert.deepEqual(dig(body, 'instanceActions', 0, 'action'), 'create', 'a failed local delete leaves no action');
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, host), nothing);
  finish(rig);
});

test('A.5 forceDelete, Placement answers 503: 500 and the server stays; it is a 202 as soon as Placement works', async () => {
  const { rig, uuid, host } = await onForcedDownHost(troubles.answered);
  const force = () => rig.owner('POST', `/compute/v2.1/servers/${uuid}/action`, { forceDelete: null });
  const failed = await force();
  assert.equal(failed.status, 500);
  assert.match(message(failed), /<class 'nova\.exception\.AllocationDeleteFailed'>$/);
  assert.deepEqual(await states(rig, uuid), ['active', 'deleting']);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  assert.equal((await force()).status, 202);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
  finish(rig);
});

testOnRig('A.1 forceDelete needs a member of the project, and a server', async (rig) => {
  const uuid = await buildServer(rig);
  const path = (server: string) => `/compute/v2.1/servers/${server}/action`;
  assert.equal((await rig.reader('POST', path(uuid), { forceDelete: null })).status, 403);
  assert.equal((await rig.stranger('POST', path(uuid), { forceDelete: null })).status, 404);
  assert.deepEqual(await states(rig, uuid), ['active', null]);
  assert.equal((await rig.operator('POST', path(uuid), { forceDelete: 'whatever' })).status, 202);
  await until(rig, 'gone', async () => (await show(rig, uuid)).status === 404);
  assert.equal((await rig.owner('POST', path(uuid), { forceDelete: null })).status, 404);
});

test('A.5 local delete, Placement answers 404: 204', async () => {
  const { rig, uuid } = await onForcedDownHost({ kind: 'answer', status: 404 });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  finish(rig);
});

test('A.5 local delete, Placement hangs: 500 after the time-out, a retry works', async () => {
  const { rig, uuid, host } = await onForcedDownHost(troubles.hanging);
  const before = rig.cloud.now();
  const failed = await remove(rig, uuid);
  assert.equal(failed.status, 500);
  assert.match(message(failed), /<class 'keystoneauth1\.exceptions\.connection\.ConnectTimeout'>$/);
  assert.ok(rig.cloud.now() - before >= 60_000);
  assert.deepEqual(await states(rig, uuid), ['active', 'deleting']);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, host), nothing);
  finish(rig);
});

test('normal delete: whatever Placement does wrong, the server ends in ERROR with its allocation; a second works', async () => {
  for (const trouble of Object.values(troubles)) {
    const { rig, uuid, host } = await onRunningHost(trouble);
    assert.equal((await remove(rig, uuid)).status, 204);
    await until(rig, 'in ERROR', async () => (await states(rig, uuid))[0] === 'error');
    assert.deepEqual(await states(rig, uuid), ['error', null], trouble.kind);
    assert.deepEqual(await usages(rig, host), oneSmall);
    const { body } = await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`);
    assert.equal(dig(body, 'instanceActions', 0, 'message'), 'Error');
    rig.cloud.control.setPath('Placement', { kind: 'open' });
    assert.equal((await remove(rig, uuid)).status, 204);
    await until(rig, 'gone', async () => (await show(rig, uuid)).status === 404);
    assert.deepEqual(await usages(rig, host), nothing);
    finish(rig);
  }
});

testOnChangedRig(
  'a server before its host: an error answer is swallowed, and what was claimed is an orphan',
  oneHost,
  async (rig) => {
    rig.cloud.control.killCompute('only');
    const uuid = await askForServer(rig);
    await rig.cloud.letTimePass();
    rig.cloud.control.setPath('Placement', troubles.answered);
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.deepEqual(await usages(rig, 'only'), oneSmall);
  },
);

test('a build while Placement is out of reach ends in ERROR without a host', async () => {
  for (const trouble of [troubles.refused, troubles.answered]) {
    const rig = await makeRig();
    rig.cloud.control.setPath('Placement', trouble);
    const uuid = await askForServer(rig);
    await rig.cloud.letTimePass();
    const { body } = await show(rig, uuid);
    assert.equal(dig(body, 'server', 'status'), 'ERROR');
    assert.equal(dig(body, 'server', 'fault', 'message'), 'No valid host was found. ');
    rig.cloud.control.setPath('Placement', { kind: 'open' });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    finish(rig);
  }
});

const buildNeverEnds = replacing('compute', 'operations', 'build', (steps) => ({ ...steps, spawnGuest: () => 'stop' }));

test('D13 and D14: a server that is being built on a host is deleted by it, or locally when it is down', async () => {
  for (const state of ['up', 'down'] as const) {
    const rig = await makeRig({ changes: [buildNeverEnds] });
    const uuid = await askForServer(rig);
    await rig.cloud.letTimePass();
    const host = await hostOf(rig, uuid);
    assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'BUILD');
    if (state === 'down') await takeDown(rig, host);
    assert.equal((await remove(rig, uuid)).status, 204);
    if (state === 'up') await rig.cloud.letTimePass();
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await allocations(rig, uuid), {});
    assert.deepEqual(await usages(rig, host), nothing);
    finish(rig);
  }
});
