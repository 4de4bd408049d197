import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { JsonObject } from '../../../support/stub/compute/neighbours/read-json';
import {
  allocations,
  buildServer,
  changeService,
  dig,
  finish,
  hostOf,
  makeRig,
  message,
  oneSmall,
  providerOf,
  remove,
  type Rig,
  serviceOf,
  show,
  takeDown,
  testOnChangedRig,
  testOnRig,
  text,
  usages,
} from './rig';

const servers = '/compute/v2.1/servers';
const tokens = '/identity/v3/auth/tokens';

const credentials = {
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'owner', domain: { name: 'Default' }, password: 'a password' } },
    },
    scope: { project: { name: 'blue', domain: { name: 'Default' } } },
  },
};

/** Sends a request with a token of one's own. */
async function withToken(rig: Rig, token: string | undefined, method: string, path: string): Promise<Response> {
  const headers: Record<string, string> =
    token === undefined ? {} : { 'x-auth-token': token, 'x-subject-token': token };
  return rig.cloud.fetch(new Request(`http://127.0.0.1:1${path}`, { method, headers }));
}

async function tokenOf(rig: Rig): Promise<string> {
  return (await rig.nobody('POST', tokens, credentials)).headers.get('x-subject-token') ?? '';
}

/** The server as it is for the operator, but for what a look at it changes. */
async function stateOfServer(rig: Rig, uuid: string): Promise<unknown> {
  return [(await show(rig, uuid)).body, await allocations(rig, uuid)];
}

/** So slow that an hour is soon over. */
const timing = { serviceDownTime: 7200, reportInterval: 600, updateResourcesInterval: 1800, rpcResponseTimeout: 30 };

testOnChangedRig(
  'LD-106: no token, a bad one, one that was revoked and one that has expired are 401 alike',
  { timing },
  async (rig) => {
    const uuid = await buildServer(rig);
    const before = await stateOfServer(rig, uuid);
    const revoked = await tokenOf(rig);
    assert.equal((await withToken(rig, revoked, 'DELETE', tokens)).status, 204);
    const error = { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' };
    for (const token of [undefined, 'gAAAAA-nonsense', revoked]) {
      for (const method of ['DELETE', 'GET', 'HEAD']) {
        const reply = await withToken(rig, token, method, `${servers}/${uuid}`);
        assert.equal(reply.status, 401);
        assert.equal(reply.headers.get('www-authenticate'), 'Keystone uri="http://127.0.0.1:1/identity"');
        const body = await reply.text();
        if (method === 'HEAD') assert.equal(body, '');
        else assert.deepEqual(JSON.parse(body), { error });
      }
    }
    assert.deepEqual(await stateOfServer(rig, uuid), before);
    const token = await tokenOf(rig);
    assert.equal((await withToken(rig, token, 'GET', `${servers}/${uuid}`)).status, 200);
    const issued = rig.cloud.now();
    while (rig.cloud.now() < issued + 3_600_000) await rig.cloud.letTimePass();
    assert.equal((await withToken(rig, token, 'DELETE', `${servers}/${uuid}`)).status, 401);
    assert.equal((await withToken(rig, await tokenOf(rig), 'GET', `${servers}/${uuid}`)).status, 200);
  },
);

test("LD-109: an operator deletes anybody's server", async () => {
  const people = ['owner', 'reader', 'stranger', 'operator'].map((name) => ({
    name,
    password: 'a password',
    project: name === 'stranger' ? 'red' : 'blue',
    roles: [{ owner: 'member', reader: 'reader', stranger: 'admin', operator: 'admin' }[name] ?? ''],
  }));
  const rig = await makeRig({ people });
  const uuid = await buildServer(rig);
  assert.equal((await rig.stranger('DELETE', `${servers}/${uuid}`)).status, 204, 'an admin of another project');
  await rig.cloud.letTimePass();
  assert.equal((await show(rig, uuid)).status, 404);
  assert.deepEqual(await allocations(rig, uuid), {});
  finish(rig);
});

testOnRig('LD-113: a member may not look at services, force down, evacuate, or read providers', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const service = `/compute/v2.1/os-services/${text(await serviceOf(rig, host), 'id')}`;
  const provider = `/placement/resource_providers/${await providerOf(rig, host)}`;
  const before = await stateOfServer(rig, uuid);
  const compute: readonly (readonly [string, string, JsonObject | undefined, string])[] = [
    ['GET', '/compute/v2.1/os-services', undefined, 'os-services:list'],
    ['PUT', service, { forced_down: true }, 'os-services:update'],
    ['POST', `${servers}/${uuid}/action`, { evacuate: {} }, 'os-evacuate'],
  ];
  for (const [method, path, body, policy] of compute) {
    const reply = await rig.owner(method, path, body);
    assert.equal(reply.status, 403, reply.text);
    assert.equal(message(reply), `Policy doesn't allow os_compute_api:${policy} to be performed.`);
  }
  const reply = await rig.owner('GET', provider);
  assert.equal(reply.status, 403);
  assert.match(
    text(reply.body, 'errors', 0, 'detail'),
    /Policy does not allow placement:resource_providers:show to be performed\./,
  );
  assert.deepEqual(await stateOfServer(rig, uuid), before);
});

testOnRig('an operator evacuates no server of a host that is up, and asks in the right form', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const evacuate = (body: unknown, version?: string) =>
    rig.operator('POST', `${servers}/${uuid}/action`, { evacuate: body }, version);
  assert.equal(message(await evacuate({})), `Compute service of ${host} is still in use.`);
  for (const [body, version] of [
    [{ force: true }, '2.68'],
    [{ onSharedStorage: false }, '2.14'],
    [{}, '2.13'],
    [null, '2.93'],
  ] as const) {
    assert.equal((await evacuate(body, version)).status, 400, version);
    assert.doesNotMatch(message(await evacuate(body, version)), /still in use/);
  }
  assert.equal((await rig.stranger('POST', `${servers}/${uuid}/action`, { evacuate: {} })).status, 404);
});

testOnRig(
  "LD-114, LD-33: a project's usage is for its own members, and counts a leak that the quota does not",
  async (rig) => {
    const uuid = await buildServer(rig);
    const project = text((await show(rig, uuid)).body, 'server', 'tenant_id');
    const usage = async (person = rig.owner) => person('GET', `/placement/usages?project_id=${project}`);
    const quota = async () => {
      const absolute = dig((await rig.owner('GET', '/compute/v2.1/limits')).body, 'limits', 'absolute');
      return ['totalInstancesUsed', 'totalCoresUsed', 'totalRAMUsed'].map((name) => dig(absolute, name));
    };
    assert.deepEqual((await usage()).body, { usages: oneSmall });
    assert.deepEqual(await quota(), [1, 1, 512]);
    assert.equal((await usage(rig.reader)).status, 200);
    const refused = await usage(rig.stranger);
    assert.equal(refused.status, 403);
    assert.match(text(refused.body, 'errors', 0, 'detail'), /Policy does not allow placement:usages to be performed\./);
    const typed = await rig.owner('GET', `/placement/usages?project_id=${project}`, undefined, '1.38');
    assert.deepEqual(typed.body, { usages: { unknown: { ...oneSmall, consumer_count: 1 } } });
    await takeDown(rig, await hostOf(rig, uuid));
    rig.cloud.control.setPath('Placement', { kind: 'refuse' });
    assert.equal((await remove(rig, uuid)).status, 204);
    assert.deepEqual((await usage()).body, { usages: oneSmall });
    assert.deepEqual(await quota(), [0, 0, 0]);
  },
);

testOnRig('LD-18: the words of a host are for the operator, and disabled hides that it is silent', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const word = async () => dig((await show(rig, uuid)).body, 'server', 'host_status');
  assert.equal(await word(), 'UP');
  await changeService(rig, host, { status: 'disabled' });
  assert.equal(await word(), 'MAINTENANCE');
  await changeService(rig, host, { forced_down: true });
  assert.equal(await word(), 'DOWN');
  await changeService(rig, host, { forced_down: false });
  await takeDown(rig, host);
  assert.equal(await word(), 'MAINTENANCE');
  await changeService(rig, host, { status: 'enabled' });
  assert.equal(await word(), 'UNKNOWN');
  assert.deepEqual(await usages(rig, host), oneSmall);
});
