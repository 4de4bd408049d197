import assert from 'node:assert/strict';
import test from 'node:test';
import { ask } from './ask';

const novaServer = {
  id: 's1',
  name: 'blue',
  status: 'ACTIVE',
  tenant_id: 'p1',
  user_id: 'u1',
  created: '2026-11-20T10:00:00Z',
  updated: '2026-11-20T10:00:01Z',
  hostId: 'abc',
  image: { id: 'i1', links: [] },
  flavor: { original_name: 'small', vcpus: 1, ram: 512, disk: 1, ephemeral: 0, swap: 0, extra_specs: { a: 'b' } },
  addresses: {},
  metadata: { run: 'r' },
  locked: false,
  'OS-EXT-AZ:availability_zone': 'nova',
  'OS-EXT-STS:vm_state': 'active',
  'OS-EXT-STS:task_state': null,
  'OS-EXT-STS:power_state': 1,
  'OS-EXT-SRV-ATTR:host': 'compute-1',
  'OS-EXT-SRV-ATTR:hypervisor_hostname': 'compute-1',
  'OS-SRV-USG:launched_at': '2026-11-20T10:00:01.000000',
  'OS-SRV-USG:terminated_at': null,
  'os-extended-volumes:volumes_attached': [{ id: 'v1', delete_on_termination: true }],
  host_status: 'UP',
};

test('servers: create', async (t) => {
  const { result, sent } = await ask(t, 202, { server: { id: 's1', adminPass: 'x' } }, ({ compute }) =>
    compute.servers.create({
      name: 'blue',
      flavorId: 'f1',
      imageId: 'i1',
      networks: [{ network: 'n1' }, { port: 'p1' }],
      host: 'compute-1',
      serverGroupId: 'g1',
    }),
  );
  assert.deepEqual(result, { id: 's1' });
  assert.deepEqual(sent, [
    'POST /compute/v2.1/servers {"server":{"name":"blue","flavorRef":"f1","imageRef":"i1",' +
      '"networks":[{"uuid":"n1"},{"port":"p1"}],"host":"compute-1"},"os:scheduler_hints":{"group":"g1"}}',
  ]);
});

test('servers: several with one request', async (t) => {
  const { result, sent } = await ask(t, 202, { reservation_id: 'r-1' }, ({ compute }) =>
    compute.servers.createSeveral({ name: 'blue', flavorId: 'f1', imageId: 'i1', networks: 'none' }, 3),
  );
  assert.deepEqual(result, { reservationId: 'r-1' });
  assert.deepEqual(sent, [
    'POST /compute/v2.1/servers {"server":{"name":"blue","flavorRef":"f1","imageRef":"i1","networks":"none",' +
      '"min_count":3,"return_reservation_id":true}}',
  ]);
  const listed = await ask(t, 200, { servers: [{ id: 's1', name: 'blue-1' }] }, ({ compute }) =>
    compute.servers.list({ reservationId: 'r-1' }),
  );
  assert.deepEqual(listed.result, [{ id: 's1', name: 'blue-1' }]);
  assert.deepEqual(listed.sent, ['GET /compute/v2.1/servers?reservation_id=r-1']);
});

test('servers: stop', async (t) => {
  const { sent } = await ask(t, 202, '', ({ compute }) => compute.servers.stop('s1'));
  assert.deepEqual(sent, ['POST /compute/v2.1/servers/s1/action {"os-stop":null}']);
});

test('servers: what an operator sees', async (t) => {
  const { result } = await ask(t, 200, { server: novaServer }, ({ compute }) => compute.servers.get('s1'));
  assert.deepEqual(result, {
    id: 's1',
    name: 'blue',
    status: 'ACTIVE',
    projectId: 'p1',
    userId: 'u1',
    created: '2026-11-20T10:00:00Z',
    updated: '2026-11-20T10:00:01Z',
    launchedAt: '2026-11-20T10:00:01.000000',
    terminatedAt: undefined,
    vmState: 'active',
    taskState: undefined,
    powerState: 1,
    availabilityZone: 'nova',
    host: 'compute-1',
    hypervisorHostname: 'compute-1',
    hostStatus: 'UP',
    hostId: 'abc',
    flavor: { name: 'small', vcpus: 1, ram: 512, disk: 1, ephemeral: 0, swap: 0, extraSpecs: { a: 'b' } },
    imageId: 'i1',
    metadata: { run: 'r' },
    locked: false,
    volumes: [{ id: 'v1', deleteOnTermination: true }],
    fault: undefined,
  });
});

test('servers: one from a volume, of a down cell, or with an old flavor link can be read', async (t) => {
  const bare = { id: 's1', status: 'UNKNOWN', tenant_id: 'p1', created: '2026-11-20T10:00:00Z', links: [] };
  const volumeBacked = {
    ...novaServer,
    image: '',
    flavor: { id: 'f1', links: [] },
    fault: { code: 500, message: 'm' },
  };
  const { result, sent } = await ask(t, 200, { servers: [bare, volumeBacked] }, ({ compute }) =>
    compute.servers.listDetailed({
      projects: 'all',
      deleted: 'only',
      projectId: 'p1',
      changesSince: '2026-11-20T10:00:00Z',
    }),
  );
  assert.deepEqual(sent, [
    'GET /compute/v2.1/servers/detail?all_tenants=true&deleted=true&project_id=p1' +
      '&changes-since=2026-11-20T10%3A00%3A00Z',
  ]);
  assert.deepEqual(
    result.map(({ name, status, imageId, flavor, host, fault }) => ({ name, status, imageId, flavor, host, fault })),
    [
      { name: '', status: 'UNKNOWN', imageId: undefined, flavor: undefined, host: undefined, fault: undefined },
      {
        name: 'blue',
        status: 'ACTIVE',
        imageId: undefined,
        flavor: undefined,
        host: 'compute-1',
        fault: { code: 500, message: 'm' },
      },
    ],
  );
});

test('instance actions', async (t) => {
  const action = {
    action: 'delete',
    instance_uuid: 's1',
    request_id: 'req-9',
    user_id: 'u1',
    project_id: 'p1',
    start_time: '2026-11-20T10:00:00.000000',
    updated_at: '2026-11-20T10:00:01.000000',
    message: null,
  };
  const read = {
    action: 'delete',
    requestId: 'req-9',
    userId: 'u1',
    projectId: 'p1',
    startTime: '2026-11-20T10:00:00.000000',
    updatedAt: '2026-11-20T10:00:01.000000',
    message: null,
  };
  const list = await ask(t, 200, { instanceActions: [action] }, ({ compute }) => compute.instanceActions.list('s1'));
  assert.deepEqual(list.result, [read]);
  assert.deepEqual(list.sent, ['GET /compute/v2.1/servers/s1/os-instance-actions']);
  const event = { event: 'compute_terminate_instance', start_time: 'a', finish_time: null, result: null, host: 'h' };
  const one = await ask(t, 200, { instanceAction: { ...action, events: [event] } }, ({ compute }) =>
    compute.instanceActions.get('s1', 'req-9'),
  );
  assert.deepEqual(one.result, {
    ...read,
    events: [{ event: 'compute_terminate_instance', startTime: 'a', finishTime: null, result: null, host: 'h' }],
  });
  assert.deepEqual(one.sent, ['GET /compute/v2.1/servers/s1/os-instance-actions/req-9']);
});
