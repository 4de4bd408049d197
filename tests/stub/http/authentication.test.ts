import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConnectionRefused } from '../../../support/stub/barrier';
import { createAuthenticator } from '../../../support/stub/http/authentication';
import { makeServices, send, type Services, signIn } from './services';

const refusal = {
  error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' },
};

const doors = [
  ['placement', '/resource_providers'],
  ['image', '/v2/images'],
  ['network', '/v2.0/networks'],
] as const;

for (const [name, path] of doors) {
  test(`${name} refuses whoever has no token or a bad one`, async () => {
    const services = makeServices();
    for (const token of [{}, { token: '' }, { token: 'forged' }]) {
      const answer = await send(services[name].application, path, token);
      assert.equal(answer.status, 401);
      assert.deepEqual(answer.body, refusal);
      assert.equal(answer.headers.get('www-authenticate'), 'Keystone uri="http://127.0.0.1:8774/identity"');
      assert.match(answer.headers.get('x-openstack-request-id') ?? '', /^req-[0-9a-f-]{36}$/);
    }
  });

  test(`${name} answers 503 when Keystone cannot be reached`, async () => {
    const services = makeServices({
      keystoneDoor: () => () => Promise.reject(new ConnectionRefused('anybody to keystone')),
    });
    const answer = await send(services[name].application, path, { token: 'whatever' });
    assert.equal(answer.status, 503);
    assert.deepEqual(services.breakdowns, []);
  });

  test(`${name} answers 503 when Keystone is broken`, async () => {
    const services = makeServices({ keystoneDoor: () => () => new Response('oops', { status: 500 }) });
    assert.equal((await send(services[name].application, path, { token: 'whatever' })).status, 503);
  });

  test(`${name} shows its versions to anybody`, async () => {
    const answer = await send(makeServices()[name].application, '/');
    assert.ok([200, 300].includes(answer.status));
    assert.match(answer.text, /"versions"/);
  });
}

async function callerOf(services: Services, headers: Record<string, string>) {
  return services.authenticate(new Request('http://cloud/', { headers }));
}

test('the caller is known with project and implied roles', async () => {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  const caller = await callerOf(services, { 'x-auth-token': token });
  assert.equal(caller.userName, 'owner');
  assert.equal(caller.projectName, 'demo');
  assert.equal(caller.projectId, services.identity.projectId('demo'));
  assert.deepEqual([...caller.roles].sort(), ['member', 'reader']);
  assert.equal(caller.isAdmin, false);
  assert.equal(caller.scope, 'project');
  assert.deepEqual(caller.serviceRoles, []);
});

test('a service token adds the roles of the service', async () => {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  const service = await signIn(services, 'nova');
  const caller = await callerOf(services, { 'x-auth-token': token, 'x-service-token': service });
  assert.equal(caller.userName, 'owner');
  assert.ok(caller.serviceRoles.includes('service'));
  await assert.rejects(callerOf(services, { 'x-auth-token': token, 'x-service-token': 'forged' }), { status: 401 });
});

test('a token that has expired or was revoked is refused by every service at once', async () => {
  const services = makeServices({ tokenSeconds: 60 });
  const [first, second] = [await signIn(services, 'operator'), await signIn(services, 'operator')];
  const list = (token: string) => send(services.placement.application, '/resource_providers', { token });
  assert.equal((await list(first)).status, 200);
  const headers = { 'x-subject-token': first };
  await send(services.identity.application, '/v3/auth/tokens', { method: 'DELETE', token: second, headers });
  assert.equal((await list(first)).status, 401);
  assert.equal((await list(second)).status, 200);
  services.clock.after(60, 'a minute', () => undefined);
  services.clock.advance();
  assert.equal((await list(second)).status, 401);
});

test('Keystone is asked again for a token when something changed there, when it has expired and when it was refused', async () => {
  const services = makeServices({ tokenSeconds: 60 });
  const [owner, operator] = [await signIn(services, 'owner'), await signIn(services, 'operator')];
  let asked = 0;
  let changes = 1;
  let now = services.clock.now();
  const authenticate = createAuthenticator({
    identity: (request) => {
      asked++;
      return services.identity.application(request);
    },
    identityUrl: 'http://127.0.0.1:8774/identity',
    memory: { changes: () => changes, now: () => now },
  });
  const ask = (token: string) => authenticate(new Request('http://cloud/', { headers: { 'x-auth-token': token } }));
  assert.equal((await ask(owner)).userName, 'owner');
  assert.equal((await ask(operator)).userName, 'operator');
  assert.equal((await ask(owner)).userName, 'owner');
  assert.equal(asked, 2);
  for (let times = 0; times < 2; times++) await assert.rejects(ask('forged'), { status: 401 });
  assert.equal(asked, 4);
  await send(services.identity.application, '/v3/auth/tokens', {
    method: 'DELETE',
    token: owner,
    headers: { 'x-subject-token': owner },
  });
  assert.equal((await ask(owner)).userName, 'owner');
  changes = 2;
  await assert.rejects(ask(owner), { status: 401 });
  assert.equal((await ask(operator)).userName, 'operator');
  assert.equal(asked, 6);
  now += 60_000;
  await ask(operator);
  assert.equal(asked, 7);
});
