import assert from 'node:assert/strict';

import type { JsonObject } from '../../../support/stub/compute/neighbours/read-json';
import { buildServer, dig, message, newServer, type Reply, type Rig, show, testOnRig, text } from './rig';

async function create(rig: Rig, changes: JsonObject, version = '2.93'): Promise<Reply> {
  const { server } = await newServer(rig, changes);
  const body = version === '2.93' ? { server } : { server: withoutNetworks(server) };
  return rig.owner('POST', '/compute/v2.1/servers', body, version);
}

/** Below 2.37 there are lists of networks alone. */
function withoutNetworks(server: unknown): JsonObject {
  assert.ok(typeof server === 'object' && server !== null);
  return Object.fromEntries(Object.entries(server).filter(([key]) => key !== 'networks'));
}

testOnRig('what a create request says of addresses and disks is kept and shown', async (rig) => {
  const uuid = await buildServer(rig, {
    accessIPv4: '192.0.2.7',
    accessIPv6: '2001:db8::7',
    'OS-DCF:diskConfig': 'AUTO',
    tags: ['a', 'a', 'b'],
    security_groups: [{ name: 'default' }],
  });
  const { body } = await show(rig, uuid);
  assert.equal(dig(body, 'server', 'accessIPv4'), '192.0.2.7');
  assert.equal(dig(body, 'server', 'accessIPv6'), '2001:db8::7');
  assert.equal(dig(body, 'server', 'OS-DCF:diskConfig'), 'AUTO');
  assert.deepEqual(dig(body, 'server', 'tags'), ['a', 'b']);
  assert.deepEqual(dig(body, 'server', 'security_groups'), [{ name: 'default' }]);
});

testOnRig('a security group is found by its name or its ID among those of the project', async (rig) => {
  const groups = await rig.owner('GET', '/networking/v2.0/security-groups');
  const own = text(groups.body, 'security_groups', 0, 'id');
  assert.equal((await create(rig, { security_groups: [{ name: own }] })).status, 202);
  const others = await rig.stranger('GET', '/networking/v2.0/security-groups');
  for (const name of ['nogroup', text(others.body, 'security_groups', 0, 'id')]) {
    const reply = await create(rig, { security_groups: [{ name: 'default' }, { name }] });
    assert.equal(reply.status, 400);
    assert.equal(message(reply), `Unable to find security_group with name or id '${name}'`);
  }
});

testOnRig('what cannot be is refused in Nova’s words', async (rig) => {
  const cases: readonly (readonly [changes: JsonObject, words: RegExp])[] = [
    [{ key_name: 'nokey' }, /^Invalid key_name provided\.$/],
    [{ accessIPv4: 'x' }, /'x' is not a 'ipv4'$/],
    [{ accessIPv6: '192.0.2.7' }, /'192\.0\.2\.7' is not a 'ipv6'$/],
    [{ user_data: 'not base64!' }, /is not a 'base64'$/],
    [{ tags: ['a,b'] }, /'a,b' does not match '\^\[\^,\/\]\*\$'$/],
    [{ trusted_image_certificates: [] }, /is too short$/],
    [{ networks: [{}] }, /^Bad network format: missing 'uuid'$/],
    [{ networks: [{ uuid: '6a1a2b3c-0000-4000-8000-000000000000', fixed_ip: 'x' }] }, /networks/],
  ];
  for (const [changes, words] of cases) {
    const reply = await create(rig, changes);
    assert.equal(reply.status, 400, `${JSON.stringify(changes)} ${reply.text}`);
    assert.match(message(reply), words);
  }
});

testOnRig('what is not played is refused as that', async (rig) => {
  const cases: readonly (readonly [changes: JsonObject, version: string, what: string])[] = [
    [{ trusted_image_certificates: ['x'] }, '2.93', 'servers with trusted_image_certificates'],
    [{ block_device_mapping: [{ device_name: 'vda' }] }, '2.93', 'servers with block_device_mapping'],
    [{ personality: [{ path: '/x', contents: 'eA==' }] }, '2.1', 'servers with personality'],
  ];
  for (const [changes, version, what] of cases) {
    const reply = await create(rig, changes, version);
    assert.equal(reply.status, 501, reply.text);
    assert.equal(message(reply), `the embedded cloud does not play ${what}`);
  }
  for (const [changes, version] of [
    [{ block_device_mapping: [] }, '2.93'] as const,
    [{ personality: [] }, '2.1'] as const,
  ]) {
    assert.equal((await create(rig, changes, version)).status, 202, 'nothing asked for');
  }
});

testOnRig('an unknown rescue image is refused', async (rig) => {
  const uuid = await buildServer(rig);
  const rescue = (rescue_image_ref: string) =>
    rig.owner('POST', `/compute/v2.1/servers/${uuid}/action`, { rescue: { rescue_image_ref } });
  const unknown = await rescue('6a1a2b3c-0000-4000-8000-000000000000');
  assert.equal(unknown.status, 400);
  assert.match(message(unknown), /^Requested rescue image '.*' is not supported$/);
  const images = await rig.owner('GET', '/image/v2/images');
  assert.equal((await rescue(text(images.body, 'images', 0, 'id'))).status, 200);
});
