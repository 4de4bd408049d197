import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  at,
  every,
  makeServices,
  networkId,
  privateNetworkId,
  send,
  type Sent,
  type Services,
  signIn,
} from '../http/services';

async function as(services: Services, person: string, path: string, sent: Sent = {}) {
  return send(services.network.application, `/v2.0${path}`, { ...sent, token: await signIn(services, person) });
}

async function makePort(services: Services, person = 'owner', port: object = {}) {
  const body = { port: { network_id: networkId, ...port } };
  return as(services, person, '/ports', { method: 'POST', body });
}

async function portId(services: Services, person = 'owner', port: object = {}): Promise<string> {
  const answer = await makePort(services, person, port);
  assert.equal(answer.status, 201, answer.text);
  return String(at(answer.body, 'port', 'id'));
}

test('a port gets address, hardware address and default security group', async () => {
  const services = makeServices();
  const answer = await makePort(services, 'owner', { name: 'mine', device_id: 's', device_owner: 'compute:nova' });
  assert.equal(answer.status, 201);
  const port = at(answer.body, 'port');
  assert.equal(at(port, 'name'), 'mine');
  assert.equal(at(port, 'project_id'), services.identity.projectId('demo'));
  assert.equal(at(port, 'tenant_id'), at(port, 'project_id'));
  assert.match(String(at(port, 'mac_address')), /^fa:16:3e(:[0-9a-f]{2}){3}$/);
  assert.equal(at(port, 'fixed_ips', 0, 'ip_address'), '10.0.0.2');
  assert.equal(at(port, 'status'), 'DOWN');
  assert.equal(at(port, 'device_owner'), 'compute:nova');
  const groups = await as(services, 'owner', '/security-groups');
  assert.deepEqual(every(at(groups.body, 'security_groups'), 'name'), ['default']);
  assert.equal(at(port, 'security_groups', 0), at(groups.body, 'security_groups', 0, 'id'));
});

test('a binding is shown to administrators and services alone, and set by them', async () => {
  const services = makeServices();
  const id = await portId(services, 'owner', { device_id: 'server' });
  const bind = { port: { 'binding:host_id': 'compute-1' } };
  const forbidden = await as(services, 'owner', `/ports/${id}`, { method: 'PUT', body: bind });
  assert.equal(forbidden.status, 403);
  assert.equal(at(forbidden.body, 'NeutronError', 'type'), 'PolicyNotAuthorized');
  const bound = await as(services, 'nova', `/ports/${id}`, { method: 'PUT', body: bind });
  assert.equal(bound.status, 200);
  assert.equal(at(bound.body, 'port', 'binding:vif_type'), 'ovs');
  assert.equal(at(bound.body, 'port', 'status'), 'ACTIVE');
  const owned = at((await as(services, 'owner', `/ports/${id}`)).body, 'port');
  assert.equal(at(owned, 'binding:host_id'), undefined);
  assert.equal(at(owned, 'binding:vnic_type'), 'normal');
  const found = await as(services, 'operator', '/ports?binding:host_id=compute-1');
  assert.deepEqual(every(at(found.body, 'ports'), 'id'), [id]);
});

test('a port is unbound as Nova does it', async () => {
  const services = makeServices();
  const id = await portId(services, 'nova', {
    device_id: 'server',
    'binding:host_id': 'compute-1',
    'binding:profile': { a: 1 },
  });
  const port = { device_id: '', device_owner: '', 'binding:host_id': null, 'binding:profile': {} };
  const answer = await as(services, 'nova', `/ports/${id}`, { method: 'PUT', body: { port } });
  assert.equal(answer.status, 200);
  for (const [key, value] of Object.entries({
    ...port,
    'binding:host_id': '',
    'binding:vif_type': 'unbound',
    status: 'DOWN',
  })) {
    assert.deepEqual(at(answer.body, 'port', key), value, key);
  }
});

test('ports are listed by device, network and fields', async () => {
  const services = makeServices();
  const one = await portId(services, 'owner', { device_id: 'server-1' });
  const two = await portId(services, 'owner', { device_id: 'server-2' });
  const list = async (query: string) => at((await as(services, 'owner', `/ports?${query}`)).body, 'ports');
  assert.deepEqual(every(await list('device_id=server-1'), 'id'), [one]);
  assert.equal(every(await list('device_id=server-1&device_id=server-2'), 'id').length, 2);
  assert.deepEqual(await list('device_id=server-2&fields=id&fields=device_id'), [{ id: two, device_id: 'server-2' }]);
  assert.equal(every(await list(`network_id=${networkId}`), 'id').length, 2);
  assert.deepEqual(await list(`network_id=${privateNetworkId}`), []);
  assert.deepEqual(every(await list('fixed_ips=ip_address=10.0.0.3'), 'id'), [two]);
});

test('lists are paged by limit and marker', async () => {
  const services = makeServices();
  const ids = [await portId(services), await portId(services), await portId(services)].sort();
  const first = await as(services, 'owner', '/ports?limit=2');
  assert.deepEqual(every(at(first.body, 'ports'), 'id'), ids.slice(0, 2));
  const next = new URL(String(at(first.body, 'ports_links', 0, 'href')));
  assert.equal(next.searchParams.get('marker'), ids[1]);
  const last = await as(services, 'owner', `/ports${next.search}`);
  assert.deepEqual(every(at(last.body, 'ports'), 'id'), ids.slice(2));
  assert.equal(at(last.body, 'ports_links'), undefined);
  assert.equal((await as(services, 'owner', '/ports?limit=x')).status, 400);
});

test('a port of another project is not found, whatever is asked', async () => {
  const services = makeServices();
  const id = await portId(services);
  for (const sent of [{}, { method: 'PUT', body: { port: { name: 'x' } } }, { method: 'DELETE' }]) {
    const answer = await as(services, 'stranger', `/ports/${id}`, sent);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.body, {
      NeutronError: { type: 'PortNotFound', message: `Port ${id} could not be found.`, detail: '' },
    });
  }
  assert.deepEqual(at((await as(services, 'stranger', '/ports')).body, 'ports'), []);
  assert.equal((await as(services, 'operator', `/ports/${id}`)).status, 200);
});

test('a deleted port frees its address', async () => {
  const services = makeServices();
  const id = await portId(services);
  const removed = await as(services, 'owner', `/ports/${id}`, { method: 'DELETE' });
  assert.equal(removed.status, 204);
  assert.equal(removed.text, '');
  assert.equal((await as(services, 'owner', `/ports/${id}`)).status, 404);
  const again = await makePort(services);
  assert.equal(at(again.body, 'port', 'fixed_ips', 0, 'ip_address'), '10.0.0.2');
});

test('addresses: one of choice, one that is taken, one from elsewhere, none left', async () => {
  const services = makeServices();
  const chosen = await makePort(services, 'owner', { fixed_ips: [{ ip_address: '10.0.0.4' }] });
  assert.equal(at(chosen.body, 'port', 'fixed_ips', 0, 'ip_address'), '10.0.0.4');
  const taken = await makePort(services, 'owner', { fixed_ips: [{ ip_address: '10.0.0.4' }] });
  assert.equal(taken.status, 409);
  assert.equal(at(taken.body, 'NeutronError', 'type'), 'IpAddressAlreadyAllocated');
  const elsewhere = await makePort(services, 'owner', { fixed_ips: [{ ip_address: '192.0.2.1' }] });
  assert.equal(elsewhere.status, 400);
  for (let left = 4; left > 0; left--) assert.equal((await makePort(services)).status, 201);
  const none = await makePort(services);
  assert.equal(none.status, 409);
  assert.equal(at(none.body, 'NeutronError', 'message'), `No more IP addresses available on network ${networkId}.`);
});

test('a failed change of addresses leaves the port as it was', async () => {
  const services = makeServices();
  const id = await portId(services);
  const body = { port: { fixed_ips: [{ ip_address: '192.0.2.1' }] } };
  assert.equal((await as(services, 'owner', `/ports/${id}`, { method: 'PUT', body })).status, 400);
  const port = (await as(services, 'owner', `/ports/${id}`)).body;
  assert.equal(at(port, 'port', 'fixed_ips', 0, 'ip_address'), '10.0.0.2');
});

test('a reader changes nothing, but with the old defaults everything', async () => {
  for (const [policyDefaults, status] of [
    ['new', 403],
    ['old', 204],
  ] as const) {
    const services = makeServices({ policyDefaults });
    const id = await portId(services);
    assert.equal((await as(services, 'reader', `/ports/${id}`, { method: 'DELETE' })).status, status);
  }
});

const badPorts: readonly (readonly [string, unknown, RegExp])[] = [
  ['no port', {}, /^Unable to find 'port' in request body$/],
  ['a port that is no object', { port: 1 }, /^Object 'port' contains invalid data$/],
  ['a list', [], /^Body contains invalid data$/],
  ['no network', { port: {} }, /^Failed to parse request\. Required attribute 'network_id' not specified$/],
  ['an unknown attribute', { port: { network_id: networkId, colour: 1 } }, /^Unrecognized attribute\(s\) 'colour'$/],
  ['a bad network', { port: { network_id: 'x' } }, /^Invalid input for network_id\. Reason: 'x' is not a 'uuid'\.$/],
  ['a bad flag', { port: { network_id: networkId, admin_state_up: 'so' } }, /^Invalid input for admin_state_up\./],
];

for (const [what, body, message] of badPorts) {
  test(`a new port with ${what} is a bad request`, async () => {
    const services = makeServices();
    const answer = await as(services, 'owner', '/ports', { method: 'POST', body });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(at(answer.body, 'NeutronError', 'type'), 'HTTPBadRequest');
    assert.match(String(at(answer.body, 'NeutronError', 'message')), message);
    assert.deepEqual(services.breakdowns, []);
  });
}

test('malformed JSON, read-only attributes, unknown URLs, wrong methods', async () => {
  const services = makeServices();
  const malformed = await as(services, 'owner', '/ports', { method: 'POST', text: '{"port":' });
  assert.equal(malformed.status, 400);
  const id = await portId(services);
  const body = { port: { network_id: privateNetworkId } };
  const fixed = await as(services, 'owner', `/ports/${id}`, { method: 'PUT', body });
  assert.equal(at(fixed.body, 'NeutronError', 'message'), 'Cannot update read-only attribute network_id');
  const unknown = await as(services, 'owner', '/nothing');
  assert.equal(unknown.status, 404);
  assert.equal(at(unknown.body, 'NeutronError', 'message'), 'The resource could not be found.');
  assert.equal((await as(services, 'owner', '/ports', { method: 'DELETE' })).status, 405);
  assert.deepEqual(services.breakdowns, []);
});

test('one sees shared networks and those of one’s project', async () => {
  const services = makeServices();
  const seen = async (person: string) => every(at((await as(services, person, '/networks')).body, 'networks'), 'name');
  assert.deepEqual(await seen('owner'), ['net1']);
  assert.deepEqual(await seen('operator'), ['net1', 'secret']);
  const byName = await as(services, 'owner', '/networks?name=net1');
  assert.equal(at(byName.body, 'networks', 0, 'id'), networkId);
  const hidden = await as(services, 'owner', `/networks/${privateNetworkId}`);
  assert.equal(hidden.status, 404);
  assert.equal(at(hidden.body, 'NeutronError', 'type'), 'NetworkNotFound');
  const port = await makePort(services, 'owner', { network_id: privateNetworkId });
  assert.equal(port.status, 404);
  const subnets = await as(services, 'owner', '/subnets');
  assert.deepEqual(every(at(subnets.body, 'subnets'), 'cidr'), ['10.0.0.0/29']);
  assert.equal(at(subnets.body, 'subnets', 0, 'gateway_ip'), '10.0.0.1');
  const networks = await as(services, 'owner', `/networks?id=${networkId}`);
  assert.equal(at(subnets.body, 'subnets', 0, 'name'), at(networks.body, 'networks', 0, 'name'));
});

test('extensions, quotas, versions', async () => {
  const services = makeServices();
  const { body } = await as(services, 'owner', '/extensions');
  assert.ok(every(at(body, 'extensions'), 'alias').includes('binding'));
  assert.equal((await as(services, 'owner', '/extensions/dns-integration')).status, 404);
  assert.equal((await as(services, 'owner', '/extensions/quotas')).status, 200);
  const project = services.identity.projectId('demo');
  assert.equal(at((await as(services, 'owner', `/quotas/${project}`)).body, 'quota', 'port'), -1);
  assert.equal((await as(services, 'stranger', `/quotas/${project}`)).status, 403);
  assert.equal(at((await as(services, 'owner', `/quotas/${project}/default`)).body, 'quota', 'rbac_policy'), 10);
  const versions = await send(services.network.application, '/');
  assert.equal(at(versions.body, 'versions', 0, 'id'), 'v2.0');
});
