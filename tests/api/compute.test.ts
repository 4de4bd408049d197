import assert from 'node:assert/strict';
import test from 'node:test';
import { ask } from './ask';

test('services', async (t) => {
  const service = {
    id: 'x1',
    binary: 'nova-compute',
    host: 'compute-1',
    zone: 'nova',
    status: 'disabled',
    state: 'down',
    updated_at: null,
    disabled_reason: 'why',
    forced_down: true,
  };
  const read = {
    id: 'x1',
    binary: 'nova-compute',
    host: 'compute-1',
    zone: 'nova',
    status: 'disabled',
    state: 'down',
    updatedAt: undefined,
    disabledReason: 'why',
    forcedDown: true,
  };
  const downCell = { binary: 'nova-compute', host: 'compute-2', status: 'UNKNOWN' };
  const list = await ask(t, 200, { services: [service, downCell] }, ({ compute }) =>
    compute.services.list({ binary: 'nova-compute', host: 'compute-1' }),
  );
  assert.deepEqual(list.sent, ['GET /compute/v2.1/os-services?host=compute-1&binary=nova-compute']);
  assert.deepEqual(list.result.at(0), read);
  assert.deepEqual([list.result.at(1)?.status, list.result.at(1)?.state], ['unknown', 'unknown']);
  const update = await ask(t, 200, { service }, ({ compute }) =>
    compute.services.update('x1', { status: 'disabled', disabledReason: 'why' }),
  );
  assert.deepEqual(update.sent, ['PUT /compute/v2.1/os-services/x1 {"status":"disabled","disabled_reason":"why"}']);
  assert.deepEqual(update.result, read);
  const removal = await ask(t, 204, undefined, ({ compute }) => compute.services.delete('x1'));
  assert.deepEqual(removal.sent, ['DELETE /compute/v2.1/os-services/x1']);
});

test('hypervisors', async (t) => {
  const hypervisor = {
    id: 'h1',
    hypervisor_hostname: 'compute-1.local',
    state: 'up',
    status: 'enabled',
    service: { host: 'compute-1', id: 'x1', disabled_reason: null },
  };
  const { result, sent } = await ask(t, 200, { hypervisors: [hypervisor] }, ({ compute }) =>
    compute.hypervisors.list(),
  );
  assert.deepEqual(result, [
    { id: 'h1', hostname: 'compute-1.local', state: 'up', status: 'enabled', host: 'compute-1' },
  ]);
  assert.deepEqual(sent, ['GET /compute/v2.1/os-hypervisors/detail']);
});

test('services in other forms: as told, by host, and as an older microversion tells them', async (t) => {
  const asTold = await ask(t, 200, {}, ({ compute }) => compute.services.updateAsTold('c1', { forced_down: 1 }));
  const byHost = await ask(t, 200, {}, ({ compute }) => compute.at('2.52').services.forceDown('h', true));
  assert.deepEqual(
    [...asTold.sent, ...byHost.sent],
    [
      'PUT /compute/v2.1/os-services/c1 {"forced_down":1}',
      'PUT /compute/v2.1/os-services/force-down {"host":"h","binary":"nova-compute","forced_down":true}',
    ],
  );
  const services = [
    { id: 7, binary: 'nova-compute', host: 'h' },
    { id: 'c1', binary: 'nova-compute', host: 'i', forced_down: false },
  ];
  const told = await ask(t, 200, { services }, ({ compute }) => compute.services.listAsTold());
  assert.deepEqual(told.result, [
    { id: 7, binary: 'nova-compute', host: 'h', forcedDown: undefined },
    { id: 'c1', binary: 'nova-compute', host: 'i', forcedDown: false },
  ]);
});

test('flavors', async (t) => {
  const flavor = { id: '1', name: 'small', vcpus: 1, ram: 512, disk: 1, swap: '', 'OS-FLV-EXT-DATA:ephemeral': 2 };
  const read = { id: '1', name: 'small', vcpus: 1, ram: 512, disk: 1, swap: 0, ephemeral: 2 };
  const found = await ask(t, 200, { flavors: [flavor] }, ({ compute }) => compute.flavors.findByName('small'));
  assert.deepEqual(found.result, read);
  const missing = await ask(t, 200, { flavors: [flavor] }, ({ compute }) => compute.flavors.findByName('large'));
  assert.equal(missing.result, undefined);
  const made = await ask(t, 200, { flavor: { ...flavor, swap: 0 } }, ({ compute }) =>
    compute.flavors.create({ name: 'small', id: '1', vcpus: 1, ram: 512, disk: 1 }),
  );
  assert.deepEqual(made.result, read);
  assert.deepEqual(made.sent, [
    'POST /compute/v2.1/flavors {"flavor":{"name":"small","id":"1","vcpus":1,"ram":512,"disk":1}}',
  ]);
  const removal = await ask(t, 202, undefined, ({ compute }) => compute.flavors.delete('1'));
  assert.deepEqual(removal.sent, ['DELETE /compute/v2.1/flavors/1']);
});

test('aggregates', async (t) => {
  const fresh = { id: 3, name: 'zone', availability_zone: 'exclusive' };
  const read = { id: '3', name: 'zone', availabilityZone: 'exclusive', hosts: [], metadata: {} };
  const made = await ask(t, 200, { aggregate: fresh }, ({ compute }) => compute.aggregates.create('zone', 'exclusive'));
  assert.deepEqual(made.result, read);
  assert.deepEqual(made.sent, [
    'POST /compute/v2.1/os-aggregates {"aggregate":{"name":"zone","availability_zone":"exclusive"}}',
  ]);
  const filled = { ...fresh, hosts: ['h'], metadata: { availability_zone: 'exclusive' } };
  const list = await ask(t, 200, { aggregates: [filled] }, ({ compute }) => compute.aggregates.list());
  assert.deepEqual(list.result, [{ ...read, hosts: ['h'], metadata: { availability_zone: 'exclusive' } }]);
  const moves = [
    await ask(t, 200, { aggregate: filled }, ({ compute }) => compute.aggregates.addHost('3', 'h')),
    await ask(t, 200, { aggregate: fresh }, ({ compute }) => compute.aggregates.removeHost('3', 'h')),
    await ask(t, 200, undefined, ({ compute }) => compute.aggregates.delete('3')),
  ];
  assert.deepEqual(
    moves.flatMap(({ sent }) => sent),
    [
      'POST /compute/v2.1/os-aggregates/3/action {"add_host":{"host":"h"}}',
      'POST /compute/v2.1/os-aggregates/3/action {"remove_host":{"host":"h"}}',
      'DELETE /compute/v2.1/os-aggregates/3',
    ],
  );
});

test('server groups', async (t) => {
  const group = { id: 'g1', name: 'together', policy: 'affinity', rules: {}, members: ['s1'] };
  const read = { id: 'g1', name: 'together', policy: 'affinity', members: ['s1'] };
  const list = await ask(t, 200, { server_groups: [group] }, ({ compute }) => compute.serverGroups.list());
  assert.deepEqual(list.result, [read]);
  const made = await ask(t, 200, { server_group: group }, ({ compute }) =>
    compute.serverGroups.create('together', 'affinity'),
  );
  assert.deepEqual(made.result, read);
  assert.deepEqual(made.sent, [
    'POST /compute/v2.1/os-server-groups {"server_group":{"name":"together","policy":"affinity"}}',
  ]);
  const removal = await ask(t, 204, undefined, ({ compute }) => compute.serverGroups.delete('g1'));
  assert.deepEqual(removal.sent, ['DELETE /compute/v2.1/os-server-groups/g1']);
});

test('limits and migrations', async (t) => {
  const absolute = {
    maxTotalInstances: 10,
    maxTotalCores: 20,
    maxTotalRAMSize: -1,
    totalInstancesUsed: 1,
    totalCoresUsed: 2,
    totalRAMUsed: 512,
  };
  const limits = await ask(t, 200, { limits: { absolute, rate: [] } }, ({ compute }) => compute.limits.get('p1'));
  assert.deepEqual(limits.result, {
    maxInstances: 10,
    maxCores: 20,
    maxRam: -1,
    instancesUsed: 1,
    coresUsed: 2,
    ramUsed: 512,
  });
  assert.deepEqual(limits.sent, ['GET /compute/v2.1/limits?tenant_id=p1']);
  const migration = {
    id: 7,
    uuid: 'm1',
    instance_uuid: 's1',
    status: 'finished',
    migration_type: 'resize',
    source_compute: 'a',
    dest_compute: null,
    project_id: 'p1',
  };
  const migrations = await ask(t, 200, { migrations: [migration] }, ({ compute }) =>
    compute.migrations.list({ serverId: 's1', status: 'finished' }),
  );
  assert.deepEqual(migrations.result, [
    {
      id: 7,
      uuid: 'm1',
      serverId: 's1',
      status: 'finished',
      type: 'resize',
      sourceHost: 'a',
      destinationHost: null,
      projectId: 'p1',
    },
  ]);
  assert.deepEqual(migrations.sent, ['GET /compute/v2.1/os-migrations?instance_uuid=s1&status=finished']);
});
