import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, makeServices, networkId, privateNetworkId, send, type Services, signIn } from '../http/services';

async function ask(services: Services, person: string, path: string) {
  return send(services.network.application, `/v2.0${path}`, { token: await signIn(services, person) });
}

async function names(services: Services, person: string, path: string): Promise<string> {
  const answer = await ask(services, person, path);
  assert.equal(answer.status, 200, `${path} ${answer.text}`);
  const [list] = Object.values(Object(answer.body) as Record<string, unknown>);
  assert.ok(Array.isArray(list));
  return list.map((item: unknown) => String(at(item, 'name'))).join(' ');
}

/** Ports a, b and c of the owner on the shared network. */
async function withPorts(): Promise<Services> {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  for (const [name, device_id] of [
    ['b', 'x'],
    ['a', 'x'],
    ['c', 'y'],
  ]) {
    const body = { port: { network_id: networkId, name, device_id } };
    const made = await send(services.network.application, '/v2.0/ports', { method: 'POST', token, body });
    assert.equal(made.status, 201, made.text);
  }
  return services;
}

/** As the Neutron of 2025.1 was seen to choose and to sort. */
const cases: readonly (readonly [person: string, path: string, found: string])[] = [
  ['owner', '/ports?device_id=x', 'b a'],
  ['owner', '/ports?device_id=x&device_id=y', 'b a c'],
  ['owner', '/ports?sort_key=name&sort_dir=asc', 'a b c'],
  ['owner', '/ports?sort_key=device_id&sort_dir=desc&sort_key=name&sort_dir=asc', 'c a b'],
  ['owner', '/ports?fixed_ips=ip_address=10.0.0.3', 'a'],
  ['owner', '/ports?fixed_ips=ip_address_substr=10.0.0.', 'b a c'],
  ['owner', '/ports?fixed_ips=subnet_id=x', ''],
  ['owner', '/ports?admin_state_up=false', ''],
  ['owner', '/ports?security_groups=x', ''],
  ['owner', '/ports?binding:host_id=x', ''],
  ['owner', '/ports?tags=a', ''],
  ['owner', '/ports?not-tags-any=a', 'b a c'],
  ['owner', '/ports?limit=0', 'b a c'],
  ['owner', '/ports?marker=nowhere', 'b a c'],
  ['owner', '/networks?shared=True', 'net1'],
  ['owner', '/networks?mtu=1500', 'net1'],
  ['owner', '/networks?provider:network_type=local', 'net1'],
  ['owner', '/networks?name=', ''],
  ['operator', '/networks?sort_key=name&sort_dir=desc', 'secret net1'],
  ['operator', '/subnets?cidr=10.1.0.0/24', 'secret'],
  ['operator', '/subnets?ip_version=6', ''],
  ['owner', '/security-groups?name=default', 'default'],
  ['owner', '/security-groups?shared=true', ''],
];

test('a list of Neutron’s is filtered and sorted as it is asked for', async () => {
  const services = await withPorts();
  for (const [person, path, found] of cases) assert.equal(await names(services, person, path), found, path);
});

test('pages follow each other in both directions', async () => {
  const services = await withPorts();
  const sorted = '/ports?sort_key=name&sort_dir=asc&limit=2';
  const first = await ask(services, 'owner', sorted);
  assert.equal(at(first.body, 'ports', 1, 'name'), 'b');
  const next = new URL(String(at(first.body, 'ports_links', 0, 'href')));
  assert.equal(await names(services, 'owner', `/ports${next.search}`), 'c');
  const marker = next.searchParams.get('marker') ?? '';
  assert.equal(await names(services, 'owner', `${sorted}&page_reverse=true&marker=${marker}`), 'a');
});

test('fields are chosen in lists and of one thing', async () => {
  const services = await withPorts();
  const one = await ask(services, 'owner', `/networks/${networkId}?fields=id&fields=nothing`);
  assert.deepEqual(one.body, { network: { id: networkId } });
  assert.deepEqual((await ask(services, 'owner', '/networks?fields=')).body, { networks: [{}] });
});

const refused: readonly (readonly [path: string, words: RegExp])[] = [
  ['/networks?foo=bar', /^\['foo'\] is invalid attribute for filtering$/],
  ['/networks?__proto__=x', /^\['__proto__'\] is invalid attribute for filtering$/],
  ['/networks?subnets=x', /^\['subnets'\] is invalid attribute/],
  [`/networks/${networkId}?foo=bar`, /^\['foo'\] is invalid attribute for filtering$/],
  ['/ports?allowed_address_pairs=x', /is invalid attribute for filtering$/],
  ['/ports?fixed_ips=x', /'x' is not of the form <key>=\[value\]\.$/],
  ['/networks?shared=x', /'x' cannot be converted to boolean\.$/],
  ['/networks?mtu=x', /'x' is not an integer\.$/],
  ['/subnets?cidr=x', /x is not in a CIDR format/],
  ['/ports?sort_key=name', /^The number of sort_keys and sort_dirs must be same$/],
  ['/ports?sort_key=toString&sort_dir=asc', /^\['toString'\] is invalid attribute for sort_keys$/],
  ['/ports?sort_key=name&sort_dir=up', /^\['up'\] is invalid value for sort_dirs/],
  ['/ports?limit=-1', /Limit must be an integer 0 or greater and not '-1'\.$/],
];

test('what a list of Neutron’s cannot be asked for is a bad request', async () => {
  const services = await withPorts();
  for (const [path, words] of refused) {
    const answer = await ask(services, 'owner', path);
    assert.equal(answer.status, 400, `${path} ${answer.text}`);
    assert.match(String(at(answer.body, 'NeutronError', 'message')), words);
  }
});

const bodies: readonly (readonly [person: string, port: object, status: number, words: RegExp])[] = [
  ['operator', { allowed_address_pairs: [{ ip_address: '1.2.3.4' }] }, 501, /play ports with allowed_address_pairs$/],
  ['operator', { port_security_enabled: false }, 501, /play ports with port_security_enabled off$/],
  ['owner', { extra_dhcp_opts: [{ opt_name: 'a', opt_value: 'b' }] }, 501, /play ports with extra_dhcp_opts$/],
  ['owner', { tags: ['a'] }, 501, /play ports with tags$/],
  ['owner', { device_profile: 'x' }, 501, /play ports with device_profile$/],
  ['owner', { numa_affinity_policy: 'required' }, 501, /play ports with numa_affinity_policy$/],
  ['owner', { 'binding:vnic_type': 'direct' }, 501, /play ports with binding:vnic_type direct$/],
  ['owner', { allowed_address_pairs: [] }, 403, /create_port:allowed_address_pairs/],
  ['owner', { port_security_enabled: true }, 403, /create_port:port_security_enabled/],
  ['owner', { mac_address: 'fa:16:3e:00:00:01' }, 403, /create_port:mac_address/],
  ['owner', { device_owner: 'network:dhcp' }, 403, /create_port:device_owner/],
  ['owner', { project_id: 'x' }, 400, /requires admin or advsvc privileges$/],
  ['owner', { security_groups: [privateNetworkId] }, 404, /^Security group .* does not exist$/],
  ['owner', { fixed_ips: [{}] }, 400, /IP allocation requires subnet_id or ip_address\.$/],
  ['owner', { fixed_ips: [{ ip_address: 'x' }] }, 400, /^Invalid input for fixed_ips\./],
  ['owner', { status: 'ACTIVE' }, 400, /^Attribute 'status' not allowed in POST$/],
  ['owner', { admin_state_up: 'x' }, 400, /^Invalid input for admin_state_up\./],
  ['owner', { qos_policy_id: null }, 400, /^Unrecognized attribute\(s\) 'qos_policy_id'$/],
];

test('what a port cannot be is refused, after what Neutron itself refuses', async () => {
  const services = await withPorts();
  for (const [person, port, status, words] of bodies) {
    const token = await signIn(services, person);
    const body = { port: { network_id: networkId, ...port } };
    const answer = await send(services.network.application, '/v2.0/ports', { method: 'POST', token, body });
    assert.equal(answer.status, status, `${JSON.stringify(port)} ${answer.text}`);
    assert.match(String(at(answer.body, 'NeutronError', 'message')), words);
  }
});

test('booleans may come as text, and several ports at once do not', async () => {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  const post = (body: object) => send(services.network.application, '/v2.0/ports', { method: 'POST', token, body });
  const made = await post({ port: { network_id: networkId, admin_state_up: 'false', security_groups: null } });
  assert.equal(at(made.body, 'port', 'admin_state_up'), false);
  const several = await post({ ports: [{ network_id: networkId }] });
  assert.equal(several.status, 501);
  assert.match(
    several.text,
    /"type":"HTTPNotImplemented","message":"the embedded cloud does not play making several ports at once"/,
  );
});
