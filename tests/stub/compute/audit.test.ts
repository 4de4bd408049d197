import assert from 'node:assert/strict';
import { makeLeak } from './leak';
import {
  allocate,
  askForServer,
  buildServer,
  dig,
  hostOf,
  oneSmall,
  providerOf,
  type Rig,
  show,
  testOnRig,
  until,
  usages,
} from './rig';

const unknown = '7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f';

async function consumersFound(rig: Rig): Promise<readonly string[]> {
  return (await rig.cloud.control.audit()).map(({ consumer }) => consumer);
}

testOnRig('where every consumer is a server of its host the audit finds nothing', async (rig) => {
  await buildServer(rig);
  assert.deepEqual(await rig.cloud.control.audit(), []);
});

testOnRig(
  'a consumer that is no server of the host is found, is told with what it holds, and keeps it',
  async (rig) => {
    const uuid = await buildServer(rig);
    const host = await hostOf(rig, uuid);
    const provider = await providerOf(rig, host);
    await allocate(rig, unknown, provider, { VCPU: 1, MEMORY_MB: 64 });
    const found = [{ consumer: unknown, provider, amounts: { VCPU: 1, MEMORY_MB: 64 } }];
    assert.deepEqual(await rig.cloud.control.audit(), found);
    assert.deepEqual(await rig.cloud.control.audit(), found);
    assert.equal(dig(await usages(rig, host), 'MEMORY_MB'), 576);
  },
);

testOnRig('what leaked is found until the host has healed it', async (rig) => {
  const { uuid, host } = await makeLeak(rig);
  assert.deepEqual(await consumersFound(rig), [uuid]);
  rig.cloud.control.startCompute(host);
  await until(rig, 'healed', async () => (await consumersFound(rig)).length === 0);
});

testOnRig('a server whose share is on a host that is not its own is found there alone', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const other = host === 'compute-1' ? 'compute-2' : 'compute-1';
  const [here, there] = [await providerOf(rig, host), await providerOf(rig, other)];
  const held = (await rig.operator('GET', `/placement/allocations/${uuid}`)).body;
  const allocations = { [here]: { resources: oneSmall }, [there]: { resources: oneSmall } };
  const written = await rig.operator('PUT', `/placement/allocations/${uuid}`, { ...held, allocations });
  assert.equal(written.status, 204, written.text);
  assert.deepEqual(await rig.cloud.control.audit(), [{ consumer: uuid, provider: there, amounts: oneSmall }]);
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'ACTIVE');
});

testOnRig('a build that has only a claim is found: it is no server of any host yet', async (rig) => {
  rig.cloud.control.holdBuilds('claimed in Placement');
  const uuid = await askForServer(rig);
  await rig.cloud.letTimePass();
  assert.deepEqual(await consumersFound(rig), [uuid]);
  rig.cloud.control.releaseBuilds();
  await rig.cloud.letTimePass();
  assert.deepEqual(await rig.cloud.control.audit(), []);
});

testOnRig(
  'on a provider that is no compute node every consumer is found, if it holds something of Nova',
  async (rig) => {
    const provider = '5d0f2c1e-7a43-4f6b-8c0e-1a2b3c4d5e6f';
    assert.equal(
      (await rig.operator('POST', '/placement/resource_providers', { name: 'shared', uuid: provider })).status,
      200,
    );
    await rig.operator('PUT', '/placement/resource_classes/CUSTOM_THING');
    const put = await rig.operator('PUT', `/placement/resource_providers/${provider}/inventories`, {
      resource_provider_generation: 0,
      inventories: { DISK_GB: { total: 10 }, CUSTOM_THING: { total: 10 } },
    });
    assert.equal(put.status, 200, put.text);
    const other = '0c9d8e7f-6a5b-4c3d-9e2f-1a0b9c8d7e6f';
    await allocate(rig, unknown, provider, { DISK_GB: 1, CUSTOM_THING: 2 });
    await allocate(rig, other, provider, { CUSTOM_THING: 1 });
    assert.deepEqual(await rig.cloud.control.audit(), [
      { consumer: unknown, provider, amounts: { DISK_GB: 1, CUSTOM_THING: 2 } },
    ]);
  },
);

testOnRig('the audit asks over the path from Nova to Placement, and ends when that is disturbed', async (rig) => {
  rig.cloud.control.setPath('Placement', { kind: 'refuse' });
  await assert.rejects(rig.cloud.control.audit(), /connection refused on the path nova to placement/);
  rig.cloud.control.setPath('Placement', { kind: 'answer', status: 503 });
  await assert.rejects(rig.cloud.control.audit(), /Failed to retrieve resource providers/);
});
