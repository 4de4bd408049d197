import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import {
  allocate,
  allocations,
  buildServer,
  changeService,
  dig,
  hostOf,
  message,
  nothing,
  oneSmall,
  providerOf,
  remove,
  type Reply,
  type Rig,
  serviceOf,
  takeDown,
  testOnChangedRig,
  testOnRig,
  text,
  until,
  usages,
} from './rig';

const services = '/compute/v2.1/os-services';

async function removeHost(rig: Rig, host: string): Promise<Reply> {
  return rig.operator('DELETE', `${services}/${text(await serviceOf(rig, host), 'id')}`);
}

async function isListed(rig: Rig, host: string): Promise<boolean> {
  const { body } = await rig.operator('GET', `${services}?host=${host}&binary=nova-compute`);
  return dig(body, 'services', 0) !== undefined;
}

async function providersNamed(rig: Rig, host: string): Promise<unknown> {
  return dig((await rig.operator('GET', `/placement/resource_providers?name=${host}`)).body, 'resource_providers');
}

async function evacuate(rig: Rig, uuid: string, to: string): Promise<void> {
  const action = `/compute/v2.1/servers/${uuid}/action`;
  assert.equal((await rig.operator('POST', action, { evacuate: { host: to } })).status, 200);
  await until(rig, `${uuid} is on ${to}`, async () => (await hostOf(rig, uuid)) === to);
}

const other = (host: string) => (host === 'compute-1' ? 'compute-2' : 'compute-1');

testOnRig(
  'LD-100: a host with servers is not removed, and an empty one goes with node, provider and aggregates',
  async (rig) => {
    const uuid = await buildServer(rig);
    const host = await hostOf(rig, uuid);
    await takeDown(rig, host);
    const refused = await removeHost(rig, host);
    assert.deepEqual(
      [refused.status, message(refused)],
      [409, 'Unable to delete compute service that is hosting instances. Migrate or delete the instances first.'],
    );
    assert.deepEqual(await usages(rig, host), oneSmall);
    assert.equal((await remove(rig, uuid)).status, 204);
    const provider = await providerOf(rig, host);
    const removed = await removeHost(rig, host);
    assert.deepEqual([removed.status, removed.text], [204, '']);
    assert.equal((await rig.operator('GET', `/placement/resource_providers/${provider}`)).status, 404);
    assert.equal((await rig.operator('GET', `/compute/v2.1/os-hypervisors/${provider}`)).status, 404);
    assert.equal(await isListed(rig, host), false);
    const aggregates = dig((await rig.operator('GET', '/compute/v2.1/os-aggregates')).body, 'aggregates', 0, 'hosts');
    assert.ok(Array.isArray(aggregates) && aggregates.length === 2 && !aggregates.includes(host));
  },
);

testOnRig('a removal is refused for a wrong id and a wrong person', async (rig) => {
  const unknown = randomUUID();
  const id = text(await serviceOf(rig, 'compute-1'), 'id');
  const of = (target: string, version?: string) => rig.operator('DELETE', `${services}/${target}`, undefined, version);
  const cases: readonly (readonly [Reply, number, string])[] = [
    [await of('no-uuid'), 400, 'Invalid uuid no-uuid'],
    [await of('3'), 400, 'Invalid uuid 3'],
    [await of(unknown), 404, `Service ${unknown} not found.`],
    [await of(id, '2.52'), 400, 'id must be an integer'],
    [await of('99', '2.52'), 404, 'Service 99 not found.'],
  ];
  for (const [reply, status, words] of cases) assert.deepEqual([reply.status, message(reply)], [status, words]);
  for (const person of [rig.owner, rig.reader, rig.stranger]) {
    const reply = await person('DELETE', `${services}/${id}`);
    assert.deepEqual(
      [reply.status, message(reply)],
      [403, "Policy doesn't allow os_compute_api:os-services:delete to be performed."],
    );
  }
  assert.equal(await isListed(rig, 'compute-1'), true);
});

testOnRig('up to 2.52 a service is removed by its number, and one that is no compute is only a record', async (rig) => {
  const { body } = await rig.operator('GET', `${services}?binary=nova-scheduler`, undefined, '2.52');
  const number = dig(body, 'services', 0, 'id');
  assert.equal((await rig.operator('DELETE', `${services}/${String(number)}`, undefined, '2.52')).status, 204);
  assert.deepEqual(dig((await rig.operator('GET', `${services}?binary=nova-scheduler`)).body, 'services'), []);
});

testOnRig('LD-102: what an evacuated server has left goes with its host, and what it has stays', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const provider = await providerOf(rig, host);
  await takeDown(rig, host);
  await evacuate(rig, uuid, other(host));
  assert.deepEqual(await usages(rig, host), oneSmall);
  assert.equal((await removeHost(rig, host)).status, 204);
  assert.equal((await rig.operator('GET', `/placement/resource_providers/${provider}`)).status, 404);
  assert.deepEqual(Object.keys((await allocations(rig, uuid)) ?? {}), [await providerOf(rig, other(host))]);
});

testOnRig('LD-103: an orphan keeps the provider, and a host of that name takes it over', async (rig) => {
  const orphan = randomUUID();
  const provider = await providerOf(rig, 'compute-1');
  await allocate(rig, orphan, provider);
  await takeDown(rig, 'compute-1');
  assert.equal((await removeHost(rig, 'compute-1')).status, 204);
  assert.deepEqual(await usages(rig, 'compute-1'), oneSmall);
  rig.cloud.control.startCompute('compute-1');
  await until(rig, 'compute-1 is back', () => isListed(rig, 'compute-1'));
  assert.equal(await providerOf(rig, 'compute-1'), provider);
});

testOnRig('LD-104: a removed host starts only without guests', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await takeDown(rig, host);
  await remove(rig, uuid);
  assert.equal((await removeHost(rig, host)).status, 204);
  rig.cloud.control.startCompute(host);
  await until(rig, `${host} has ended`, () => Promise.resolve(!rig.cloud.control.computeIsRunning(host)));
  assert.equal(await isListed(rig, host), false);
  rig.cloud.control.reinstallCompute(host);
  await until(rig, `${host} is back`, () => isListed(rig, host));
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnChangedRig('a removed host of Zed starts with its guests', { release: 'zed' }, async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await takeDown(rig, host);
  await evacuate(rig, uuid, other(host));
  await removeHost(rig, host);
  rig.cloud.control.startCompute(host);
  await until(rig, `${host} is back`, () => isListed(rig, host));
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnRig('a host that runs while it is removed makes its node and provider anew, and gets no servers', async (rig) => {
  assert.equal((await removeHost(rig, 'compute-1')).status, 204);
  const isBack = async () => JSON.stringify(await providersNamed(rig, 'compute-1')) !== '[]';
  assert.equal(await isBack(), false);
  await until(rig, 'the provider is back', isBack);
  assert.equal(await isListed(rig, 'compute-1'), false);
  for (const host of ['compute-2', 'compute-3']) await changeService(rig, host, { status: 'disabled' });
  const { status } = await rig.operator('GET', '/compute/v2.1/os-hypervisors/detail');
  assert.equal(status, 200);
});

testOnRig('while Placement cannot be reached a removal fails half way', async (rig) => {
  await takeDown(rig, 'compute-1');
  rig.cloud.control.setPath('Placement', { kind: 'refuse' });
  assert.equal((await removeHost(rig, 'compute-1')).status, 500);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  assert.equal(await isListed(rig, 'compute-1'), true);
  assert.equal((await removeHost(rig, 'compute-1')).status, 204);
  assert.deepEqual(await providersNamed(rig, 'compute-1'), []);
});
