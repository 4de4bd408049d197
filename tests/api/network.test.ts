import assert from 'node:assert/strict';
import test from 'node:test';
import { ask } from './ask';

test('networks, subnets and ports', async (t) => {
  const network = { id: 'n1', name: 'net', project_id: 'p1', shared: true };
  const made = await ask(t, 201, { network }, ({ network: { networks } }) =>
    networks.create({ name: 'net', use: 'shared' }),
  );
  assert.deepEqual(made.result, { id: 'n1', name: 'net', projectId: 'p1', shared: true });
  assert.deepEqual(made.sent, ['POST /network/v2.0/networks {"network":{"name":"net","shared":true}}']);
  const found = await ask(t, 200, { networks: [network] }, ({ network: { networks } }) => networks.findByName('net'));
  assert.equal(found.result?.id, 'n1');
  const subnet = { id: 'sn1', name: 'sub', network_id: 'n1', cidr: '10.0.0.0/16' };
  const subnetMade = await ask(t, 201, { subnet }, ({ network: { subnets } }) =>
    subnets.create({ name: 'sub', networkId: 'n1', cidr: '10.0.0.0/16' }),
  );
  assert.deepEqual(subnetMade.result, { id: 'sn1', name: 'sub', networkId: 'n1', cidr: '10.0.0.0/16' });
  assert.deepEqual(subnetMade.sent, [
    'POST /network/v2.0/subnets {"subnet":{"name":"sub","network_id":"n1","cidr":"10.0.0.0/16",' +
      '"ip_version":4,"enable_dhcp":false}}',
  ]);
  const subnetList = await ask(t, 200, { subnets: [subnet] }, ({ network: { subnets } }) => subnets.list('n1'));
  assert.deepEqual(subnetList.sent, ['GET /network/v2.0/subnets?network_id=n1']);
  const removal = await ask(t, 204, undefined, ({ network: { networks } }) => networks.delete('n1'));
  assert.deepEqual(removal.sent, ['DELETE /network/v2.0/networks/n1']);
});

test('ports', async (t) => {
  const port = {
    id: 'p1',
    name: '',
    network_id: 'n1',
    project_id: 'pr1',
    device_id: 's1',
    device_owner: 'compute:nova',
    status: 'ACTIVE',
    fixed_ips: [{ subnet_id: 'sn1', ip_address: '10.0.0.3' }],
    'binding:host_id': 'compute-1',
  };
  const read = {
    id: 'p1',
    name: '',
    networkId: 'n1',
    projectId: 'pr1',
    deviceId: 's1',
    deviceOwner: 'compute:nova',
    status: 'ACTIVE',
    addresses: ['10.0.0.3'],
    boundHost: 'compute-1',
  };
  const list = await ask(t, 200, { ports: [port] }, ({ network: { ports } }) => ports.list({ deviceId: 's1' }));
  assert.deepEqual(list.result, [read]);
  assert.deepEqual(list.sent, ['GET /network/v2.0/ports?device_id=s1']);
  const calls = [
    await ask(t, 201, { port }, ({ network: { ports } }) => ports.create({ name: 'x', networkId: 'n1' })),
    await ask(t, 200, { port }, ({ network: { ports } }) => ports.update('p1', { deviceId: '', deviceOwner: '' })),
    await ask(t, 200, { port }, ({ network: { ports } }) => ports.get('p1')),
  ];
  for (const { result } of calls) assert.deepEqual(result, read);
  const gone = await ask(t, 404, { NeutronError: {} }, ({ network: { ports } }) => ports.find('p1'));
  assert.equal(gone.result, undefined);
  const removal = await ask(t, 204, undefined, ({ network: { ports } }) => ports.delete('p1'));
  assert.deepEqual(
    [...calls.flatMap(({ sent }) => sent), ...removal.sent],
    [
      'POST /network/v2.0/ports {"port":{"name":"x","network_id":"n1"}}',
      'PUT /network/v2.0/ports/p1 {"port":{"device_id":"","device_owner":""}}',
      'GET /network/v2.0/ports/p1',
      'DELETE /network/v2.0/ports/p1',
    ],
  );
});
