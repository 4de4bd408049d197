import assert from 'node:assert/strict';
import { test } from 'node:test';

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
  text,
  until,
  usages,
} from './rig';

async function actionsOf(rig: Rig, uuid: string): Promise<unknown[]> {
  const { body } = await rig.owner('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`);
  const list = dig(body, 'instanceActions');
  assert.ok(Array.isArray(list));
  return list.map((action) => dig(action, 'action'));
}

async function portsOf(rig: Rig, uuid: string): Promise<unknown> {
  return dig((await rig.operator('GET', `/networking/v2.0/ports?device_id=${uuid}`)).body, 'ports');
}

testOnRig('LD-1: a server on a forced-down host is gone, and free, when its delete is answered', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  assert.deepEqual(await usages(rig, host), oneSmall);
  await changeService(rig, host, { forced_down: true });
  const time = rig.cloud.now();
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
  assert.deepEqual(await allocations(rig, uuid), {});
  assert.deepEqual(await portsOf(rig, uuid), []);
  assert.equal(rig.cloud.now(), time, 'no time has passed');
  assert.deepEqual(await actionsOf(rig, uuid), ['delete', 'create']);
  assert.equal((await remove(rig, uuid)).status, 404);
});

testOnChangedRig(
  'LD-1 with bug 1679750: the server is gone, its allocation is not',
  { defects: ['bug-1679750'] },
  async (rig) => {
    const uuid = await buildServer(rig);
    const host = await hostOf(rig, uuid);
    await changeService(rig, host, { forced_down: true });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await usages(rig, host), oneSmall);
  },
);

test('LD-14: a disabled host that runs deletes its server itself', async () => {
  for (const defects of [[], ['bug-1679750']]) {
    const rig = await makeRig({ defects });
    const uuid = await buildServer(rig);
    const host = await hostOf(rig, uuid);
    await changeService(rig, host, { status: 'disabled', disabled_reason: 'a test' });
    assert.equal((await remove(rig, uuid)).status, 204);
    const { body } = await show(rig, uuid);
    assert.deepEqual(
      [dig(body, 'server', 'status'), dig(body, 'server', 'OS-EXT-STS:task_state')],
      ['ACTIVE', 'deleting'],
    );
    assert.deepEqual(await usages(rig, host), oneSmall);
    await rig.cloud.letTimePass();
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await usages(rig, host), nothing);
    const path = `/compute/v2.1/servers/${uuid}/os-instance-actions`;
    const list = (await rig.owner('GET', path)).body;
    const { body: action } = await rig.owner('GET', `${path}/${text(list, 'instanceActions', 0, 'request_id')}`);
    assert.equal(dig(action, 'instanceAction', 'events', 0, 'event'), 'compute_terminate_instance');
    assert.equal(dig(action, 'instanceAction', 'events', 0, 'result'), 'Success');
    finish(rig);
  }
});

testOnRig('LD-22: what leaked while Placement refused is healed before the host reports up', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await takeDown(rig, host);
  rig.cloud.control.setPath('Placement', { kind: 'refuse' });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await portsOf(rig, uuid), []);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  for (let times = 0; times < 20; times++) await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, host), oneSmall, 'nobody else heals it');
  rig.cloud.control.startCompute(host);
  assert.equal(
    dig(await rig.operator('GET', `/compute/v2.1/os-services?host=${host}`), 'body', 'services', 0, 'state'),
    'down',
  );
  await until(rig, 'healed', async () => dig(await usages(rig, host), 'VCPU') === 0);
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnRig('D2: a second delete on a running host is ignored', async (rig) => {
  const uuid = await buildServer(rig);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await actionsOf(rig, uuid), ['delete', 'create']);
  await rig.cloud.letTimePass();
  assert.equal((await remove(rig, uuid)).status, 404);
});

testOnRig('D4: a host silent for longer than the service-down time is down', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await takeDown(rig, host);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
});

test('D6: a delete on a freshly dead host waits for the host, or for the next delete', async () => {
  for (const course of ['the host starts', 'deleted again once it is down'] as const) {
    const rig = await makeRig();
    const uuid = await buildServer(rig);
    const host = await hostOf(rig, uuid);
    rig.cloud.control.killCompute(host);
    assert.equal((await remove(rig, uuid)).status, 204);
    await rig.cloud.letTimePass();
    assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-STS:task_state'), 'deleting');
    assert.deepEqual(await usages(rig, host), oneSmall);
    if (course === 'the host starts') {
      rig.cloud.control.startCompute(host);
      await rig.cloud.letTimePass();
    } else {
      await takeDown(rig, host);
      assert.equal((await remove(rig, uuid)).status, 204);
    }
    assert.equal((await show(rig, uuid)).status, 404);
    assert.deepEqual(await usages(rig, host), nothing);
    rig.cloud.control.startCompute(host);
    await rig.cloud.letTimePass();
    await rig.cloud.letTimePass();
    finish(rig);
  }
});

testOnRig('D9: a server that found no host is deleted at once', async (rig) => {
  const huge = await rig.operator('POST', '/compute/v2.1/flavors', {
    flavor: { name: 'huge', ram: 512, vcpus: 5000, disk: 1 },
  });
  const uuid = await askForServer(rig, { flavorRef: text(huge.body, 'flavor', 'id') });
  await rig.cloud.letTimePass();
  const { body } = await rig.owner('GET', `/compute/v2.1/servers/${uuid}`);
  assert.equal(dig(body, 'server', 'status'), 'ERROR');
  assert.match(text(body, 'server', 'fault', 'message'), /^No valid host was found\. /);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await rig.owner('GET', `/compute/v2.1/servers/${uuid}`)).status, 404);
  const path = `/compute/v2.1/servers/${uuid}/os-instance-actions`;
  const list = (await rig.operator('GET', path)).body;
  const create = await rig.operator('GET', `${path}/${text(list, 'instanceActions', 1, 'request_id')}`);
  assert.equal(dig(create.body, 'instanceAction', 'events', 0, 'result'), 'Error');
});

testOnRig('D11: a server deleted before it was scheduled leaves nothing, and nothing comes later', async (rig) => {
  const uuid = await askForServer(rig);
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'BUILD');
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
  assert.equal((await remove(rig, uuid)).status, 404);
  await rig.cloud.letTimePass();
  assert.deepEqual(await allocations(rig, uuid), {});
  assert.equal((await show(rig, uuid)).status, 404);
});

testOnChangedRig('D12: a server that waits for its host in a cell is deleted with its claim', oneHost, async (rig) => {
  rig.cloud.control.killCompute('only');
  const uuid = await askForServer(rig);
  await rig.cloud.letTimePass();
  const { body } = await show(rig, uuid);
  assert.deepEqual([dig(body, 'server', 'status'), dig(body, 'server', 'OS-EXT-SRV-ATTR:host')], ['BUILD', null]);
  assert.deepEqual(await usages(rig, 'only'), oneSmall);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.deepEqual(await usages(rig, 'only'), nothing);
  rig.cloud.control.startCompute('only');
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, 'only'), nothing);
});

testOnRig('D36: unknown and malformed identifiers are 404 alike', async (rig) => {
  for (const id of ['9b5b4ac0-5b4a-4a3e-9d0c-0b6d9d1c2e4f', 'no-uuid']) {
    const reply = await remove(rig, id);
    assert.equal(reply.status, 404);
    assert.equal(message(reply), `Instance ${id} could not be found.`);
  }
});

testOnRig('those who may not delete change nothing', async (rig) => {
  const uuid = await buildServer(rig);
  const path = `/compute/v2.1/servers/${uuid}`;
  const refused = await rig.reader('DELETE', path);
  assert.equal(refused.status, 403);
  assert.equal(message(refused), "Policy doesn't allow os_compute_api:servers:delete to be performed.");
  assert.equal((await rig.stranger('DELETE', path)).status, 404);
  assert.equal((await rig.nobody('DELETE', path)).status, 401);
  assert.deepEqual(await actionsOf(rig, uuid), ['create']);
  assert.equal((await rig.operator('DELETE', path)).status, 204);
});

testOnRig('a host killed in the middle of a delete finishes it when it starts again', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  rig.cloud.control.setPath('Placement', { kind: 'hang' });
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  rig.cloud.control.killCompute(host);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  for (let times = 0; times < 70; times++) await rig.cloud.letTimePass();
  assert.equal(
    dig((await show(rig, uuid)).body, 'server', 'OS-EXT-STS:vm_state'),
    'deleted',
    'as the dead host left it',
  );
  assert.deepEqual(await usages(rig, host), oneSmall);
  rig.cloud.control.startCompute(host);
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await usages(rig, host), nothing);
});
