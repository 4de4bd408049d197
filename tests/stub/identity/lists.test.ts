import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, byPassword, makeServices, send, type Services, signIn } from '../http/services';

async function ask(services: Services, path: string, person = 'operator') {
  return send(services.identity.application, `/v3${path}`, { token: await signIn(services, person) });
}

async function names(services: Services, path: string): Promise<string> {
  const answer = await ask(services, path);
  assert.equal(answer.status, 200, `${path} ${answer.text}`);
  const list = Object.values(Object(answer.body) as Record<string, unknown>).find(Array.isArray);
  assert.ok(Array.isArray(list));
  return list.map((item: unknown) => String(at(item, 'name'))).join(' ');
}

/** As the Keystone of 2025.1 was seen to choose. */
const cases: readonly (readonly [path: string, found: string])[] = [
  ['/users?name=owner', 'owner'],
  ['/users?name__contains=er', 'operator owner reader stranger'],
  ['/users?name__icontains=OWN', 'owner'],
  ['/users?name__startswith=re', 'reader'],
  ['/users?name__iendswith=ER', 'owner reader stranger'],
  ['/users?name__nothing=x&name=owner', 'owner'],
  ['/users?domain_id=x', ''],
  ['/users?enabled=false', ''],
  ['/users?enabled&name=owner', 'owner'],
  ['/users?idp_id=x', ''],
  ['/users?foo=bar&name=owner', 'owner'],
  ['/users?__proto__=x&name=owner', 'owner'],
  ['/projects?name__contains=dem', 'demo'],
  ['/projects?enabled=0', ''],
  ['/projects?is_domain=false&name=demo', 'demo'],
  ['/roles?name=admin', 'admin'],
  ['/roles?domain_id=x', ''],
  ['/domains?name=Default', 'Default'],
  ['/domains?enabled=false', ''],
  ['/services?type=compute', 'nova'],
  ['/services?name=x', ''],
  ['/endpoints?service_id=x', ''],
  ['/regions?parent_region_id=x', ''],
  ['/role_assignments?group.id=x', ''],
  ['/role_assignments?scope.domain.id=x', ''],
];

test('a list of Keystone’s is filtered as it is asked for', async () => {
  const services = makeServices();
  for (const [path, found] of cases) {
    const seen = await names(services, path);
    assert.equal(seen.split(' ').sort().join(' '), found, path);
  }
  const first = await ask(services, '/users?limit=1');
  assert.equal(at(first.body, 'truncated'), true);
  const rest = await names(services, `/users?marker=${String(at(first.body, 'users', 0, 'id'))}`);
  assert.equal(rest.split(' ').length, 4);
});

const refused: readonly (readonly [path: string, status: number, words: RegExp])[] = [
  ['/users?enabled=x', 400, /attribute enabled\. Value: x/],
  ['/users?marker=x', 404, /^Marker x could not be found\.$/],
  ['/projects?parent_id=x', 400, /'x' is not a 'uuid'$/],
  ['/projects?tags=a', 501, /does not play projects filtered by tags$/],
  ['/projects?is_domain=true', 501, /does not play projects that are domains$/],
  ['/roles?foo=bar', 400, /'foo' was unexpected/],
  ['/roles?toString=bar', 400, /'toString' was unexpected/],
  ['/endpoints?interface=x', 400, /'x' is not one of \['admin', 'internal', 'public'\]$/],
  ['/role_assignments?foo=bar', 400, /'foo' was unexpected/],
  ['/role_assignments?include_subtree=true', 400, /is a dependency of 'include_subtree'$/],
  ['/role_assignments?effective&group.id=x', 400, /will always result in an empty list/],
  ['/role_assignments?scope.system=all&scope.project.id=x', 400, /^Specify system or project, not both$/],
];

test('what a list of Keystone’s cannot be asked for is refused', async () => {
  const services = makeServices();
  for (const [path, status, words] of refused) {
    const answer = await ask(services, path);
    assert.equal(answer.status, status, `${path} ${answer.text}`);
    assert.match(String(at(answer.body, 'error', 'message')), words);
  }
});

const credentials: readonly (readonly [credential: object, status: number, words: RegExp])[] = [
  [{ foo: 1 }, 400, /'foo' was unexpected/],
  [{ expires_at: 'x' }, 400, /^Timestamp not in expected format/],
  [{ expires_at: '2030-01-01T00:00:00' }, 501, /does not play application credentials with expires_at$/],
  [{ access_rules: [{ path: '/x' }] }, 501, /does not play application credentials with access_rules$/],
  [{ roles: [{}] }, 400, /does not have enough properties/],
  [{ roles: [{ name: 'nope' }] }, 404, /^Role nope is not defined$/],
  [{ roles: [{ id: 'x' }] }, 400, /unassigned role$/],
];

test('an application credential that cannot be is refused', async () => {
  const services = makeServices();
  const path = `/v3/users/${services.identity.userId('owner')}/application_credentials`;
  const token = await signIn(services, 'owner');
  for (const [credential, status, words] of credentials) {
    const body = { application_credential: { name: 'a', ...credential } };
    const answer = await send(services.identity.application, path, { method: 'POST', token, body });
    assert.equal(answer.status, status, answer.text);
    assert.match(String(at(answer.body, 'error', 'message')), words);
  }
  const nulls = { name: 'a', expires_at: null, access_rules: [], unrestricted: null, description: null };
  const body = { application_credential: nulls };
  assert.equal((await send(services.identity.application, path, { method: 'POST', token, body })).status, 201);
});

test('a method is looked for in the request first, and a trust is nobody’s', async () => {
  const services = makeServices();
  const post = (auth: object) =>
    send(services.identity.application, '/v3/auth/tokens', { method: 'POST', body: { auth } });
  assert.equal((await post({ identity: { methods: ['toString'] } })).status, 400);
  assert.equal((await post({ identity: { methods: ['constructor'], constructor: {} } })).status, 401);
  const { identity } = byPassword('owner').auth;
  assert.equal((await post({ identity, scope: { 'OS-TRUST:trust': { id: 'x' } } })).status, 401);
  assert.equal((await post({ identity, scope: 'x' })).status, 400);
});
