import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { BarrierState } from '../../../support/stub/barrier';
import {
  allocations,
  askForServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  nothing,
  oneSmall,
  remove,
  type Rig,
  show,
  testOnChangedRig,
  testOnRig,
  text,
  usages,
} from './rig';

const hosts = ['compute-1', 'compute-2', 'compute-3'];

/** Neutron makes no ports for hosts, and so every build fails where it could be tried elsewhere. */
const noPorts: BarrierState = { kind: 'answer', status: 500, method: 'POST' };

async function eventsOfCreate(rig: Rig, uuid: string): Promise<readonly unknown[]> {
  const { body } = await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`);
  const request = text(body, 'instanceActions', 0, 'request_id');
  const action = await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions/${request}`);
  const events = dig(action.body, 'instanceAction', 'events');
  assert.ok(Array.isArray(events));
  return events.map((event) => [dig(event, 'event'), dig(event, 'host'), dig(event, 'result')].join(' '));
}

async function portsOf(rig: Rig, uuid: string): Promise<readonly unknown[]> {
  const ports = dig((await rig.operator('GET', `/networking/v2.0/ports?device_id=${uuid}`)).body, 'ports');
  assert.ok(Array.isArray(ports));
  return Array.from<unknown>(ports);
}

testOnRig('1712718: a build that fails goes on to an alternate, and the first host is free', async (rig) => {
  rig.cloud.control.holdBuilds('claimed by the host');
  const uuid = await askForServer(rig);
  await rig.cloud.letTimePass();
  assert.equal(await hostOf(rig, uuid), 'compute-1');
  rig.cloud.control.failBuilds();
  await rig.cloud.letTimePass();
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'ACTIVE');
  const host = await hostOf(rig, uuid);
  assert.notEqual(host, 'compute-1');
  assert.deepEqual(await usages(rig, 'compute-1'), nothing);
  assert.deepEqual(await usages(rig, host), oneSmall);
  assert.equal((await portsOf(rig, uuid)).length, 1);
  const event = 'compute__do_build_and_run_instance';
  assert.deepEqual((await eventsOfCreate(rig, uuid)).toSorted(), [
    `${event} compute-1 Success`,
    `${event} ${host} Success`,
  ]);
  assert.equal((await remove(rig, uuid)).status, 204);
  await rig.cloud.letTimePass();
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnRig('1837955: a build that has failed on every host ends in ERROR and holds nothing anywhere', async (rig) => {
  rig.cloud.control.setPath('Neutron', noPorts);
  const uuid = await askForServer(rig);
  await rig.cloud.letTimePass();
  const { body } = await show(rig, uuid);
  assert.equal(dig(body, 'server', 'status'), 'ERROR');
  assert.equal(dig(body, 'server', 'OS-EXT-SRV-ATTR:host'), null);
  assert.equal(
    dig(body, 'server', 'fault', 'message'),
    `Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance ${uuid}.`,
  );
  assert.equal((await eventsOfCreate(rig, uuid)).length, 3);
  for (const host of hosts) assert.deepEqual(await usages(rig, host), nothing);
  assert.deepEqual(await portsOf(rig, uuid), []);
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await show(rig, uuid)).status, 404);
});

test('a server that was forced onto a host is not tried elsewhere; one that was asked for there has no alternates', async () => {
  for (const [changes, fault] of [
    [{ availability_zone: 'local-delete:compute-2' }, /was re-scheduled/],
    [{ availability_zone: 'local-delete', host: 'compute-2' }, /^Exceeded maximum number of retries\. /],
  ] as const) {
    const rig = await makeRig();
    rig.cloud.control.setPath('Neutron', noPorts);
    const images = await rig.operator('GET', '/image/v2/images');
    const imageRef = text(images.body, 'images', 0, 'id');
    const wish = { name: 'blue', flavorRef: '1', imageRef, networks: 'auto', ...changes };
    const { body } = await rig.operator('POST', '/compute/v2.1/servers', { server: wish });
    const uuid = text(body, 'server', 'id');
    await rig.cloud.letTimePass();
    const server = (await show(rig, uuid)).body;
    assert.equal(dig(server, 'server', 'status'), 'ERROR');
    assert.match(text(server, 'server', 'fault', 'message'), fault);
    assert.deepEqual(await allocations(rig, uuid), {});
    finish(rig);
  }
});

testOnChangedRig(
  'an alternate that has filled up meanwhile is passed over',
  {
    hosts: hosts.map((name, index) => ({ name, vcpus: 1, memoryMb: 8192 - index, diskGb: 100 })),
    ratios: { cpu: 1, ram: 1, disk: 1 },
  },
  async (rig) => {
    rig.cloud.control.holdBuilds('claimed by the host');
    const blue = await askForServer(rig);
    await rig.cloud.letTimePass();
    rig.cloud.control.failBuilds();
    await changeService(rig, 'compute-1', { status: 'disabled' });
    const green = await askForServer(rig, { name: 'green' });
    await rig.cloud.letTimePass();
    const taken = [await hostOf(rig, blue), await hostOf(rig, green)];
    assert.deepEqual(taken.toSorted(), ['compute-2', 'compute-3']);
  },
);
