import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, every, makeServices, send, type Sent, type Services, signIn } from '../http/services';

async function as(services: Services, person: string, path: string, sent: Sent = {}) {
  return send(services.identity.application, path, { ...sent, token: await signIn(services, person) });
}

test('the versions are shown to anybody', async () => {
  const { application } = makeServices().identity;
  const root = await send(application, '/');
  assert.equal(root.status, 300);
  assert.equal(root.headers.get('location'), 'http://127.0.0.1:8774/identity/v3/');
  assert.equal(at(root.body, 'versions', 'values', 0, 'id'), 'v3.14');
  for (const path of ['/v3', '/v3/']) {
    const v3 = await send(application, path);
    assert.equal(v3.status, 200);
    assert.equal(at(v3.body, 'version', 'status'), 'stable');
  }
});

const lists = [
  ['projects', 'name', ['admin', 'demo', 'other', 'service']],
  ['users', 'name', ['nova', 'operator', 'owner', 'reader', 'stranger']],
  ['roles', 'name', ['admin', 'manager', 'member', 'reader', 'service']],
  ['services', 'type', ['compute', 'identity', 'volumev3']],
  ['domains', 'id', ['default']],
] as const;

for (const [collection, key, expected] of lists) {
  test(`${collection} are for administrators`, async () => {
    const services = makeServices();
    const listed = await as(services, 'operator', `/v3/${collection}`);
    assert.equal(listed.status, 200);
    assert.deepEqual(every(at(listed.body, collection), key), expected);
    assert.equal(at(listed.body, 'links', 'next'), null);
    const refused = await as(services, 'owner', `/v3/${collection}`);
    assert.equal(refused.status, 403);
    assert.equal(
      at(refused.body, 'error', 'message'),
      `You are not authorized to perform the requested action: identity:list_${collection}.`,
    );
    assert.equal((await send(services.identity.application, `/v3/${collection}`)).status, 401);
  });
}

test('role assignments: direct ones, with names, and the effective ones', async () => {
  const services = makeServices();
  const user = services.identity.userId('owner');
  const path = `/v3/role_assignments?user.id=${user}&include_names`;
  const direct = await as(services, 'operator', path);
  assert.equal(at(direct.body, 'role_assignments', 'length'), 1);
  assert.equal(at(direct.body, 'role_assignments', 0, 'role', 'name'), 'member');
  assert.equal(at(direct.body, 'role_assignments', 0, 'scope', 'project', 'name'), 'demo');
  const effective = await as(services, 'operator', `${path}&effective`);
  assert.equal(at(effective.body, 'role_assignments', 'length'), 2);
  const system = await as(services, 'operator', '/v3/role_assignments?scope.system=all');
  assert.deepEqual(at(system.body, 'role_assignments', 0, 'scope'), { system: { all: true } });
  assert.equal((await as(services, 'reader', path)).status, 403);
});

test('one sees oneself, one project and the projects in which one has roles', async () => {
  const services = makeServices();
  const [user, project] = [services.identity.userId('owner'), services.identity.projectId('demo')];
  assert.equal(at((await as(services, 'owner', `/v3/users/${user}`)).body, 'user', 'name'), 'owner');
  assert.equal((await as(services, 'stranger', `/v3/users/${user}`)).status, 403);
  assert.equal(at((await as(services, 'owner', `/v3/projects/${project}`)).body, 'project', 'name'), 'demo');
  assert.equal((await as(services, 'stranger', `/v3/projects/${project}`)).status, 403);
  const own = await as(services, 'owner', '/v3/auth/projects');
  assert.deepEqual(every(at(own.body, 'projects'), 'name'), ['demo']);
  const unknown = await as(services, 'operator', '/v3/users/nobody');
  assert.equal(unknown.status, 404);
  assert.equal(at(unknown.body, 'error', 'message'), 'Could not find user: nobody.');
});

test('the catalog of a token', async () => {
  const services = makeServices();
  const catalog = await as(services, 'owner', '/v3/auth/catalog');
  assert.deepEqual(every(at(catalog.body, 'catalog'), 'name'), ['cinder', 'keystone', 'nova']);
});

test('application credentials are made, used, listed and deleted by their user', async () => {
  const services = makeServices();
  const path = `/v3/users/${services.identity.userId('owner')}/application_credentials`;
  const body = { application_credential: { name: 'ci', roles: [{ name: 'reader' }] } };
  const made = await as(services, 'owner', path, { method: 'POST', body });
  assert.equal(made.status, 201, made.text);
  const id = String(at(made.body, 'application_credential', 'id'));
  const secret = String(at(made.body, 'application_credential', 'secret'));
  const auth = { identity: { methods: ['application_credential'], application_credential: { id, secret } } };
  const signedIn = await send(services.identity.application, '/v3/auth/tokens', { method: 'POST', body: { auth } });
  assert.equal(signedIn.status, 201);
  assert.deepEqual(every(at(signedIn.body, 'token', 'roles'), 'name'), ['reader']);
  const listed = await as(services, 'owner', path);
  assert.deepEqual(every(at(listed.body, 'application_credentials'), 'name'), ['ci', 'suite']);
  assert.equal(at(listed.body, 'application_credentials', 1, 'secret'), undefined);
  assert.equal((await as(services, 'owner', path, { method: 'POST', body })).status, 409);
  assert.equal((await as(services, 'stranger', path)).status, 403);
  assert.equal((await as(services, 'owner', `${path}/${id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await as(services, 'owner', `${path}/${id}`)).status, 404);
  const again = await send(services.identity.application, '/v3/auth/tokens', { method: 'POST', body: { auth } });
  assert.equal(again.status, 401);
  const token = signedIn.headers.get('x-subject-token') ?? '';
  assert.equal((await send(services.identity.application, '/v3/auth/catalog', { token })).status, 401);
});

test('an application credential gives no role that one does not have, and none to others', async () => {
  const services = makeServices();
  const path = (person: string) => `/v3/users/${services.identity.userId(person)}/application_credentials`;
  const body = { application_credential: { name: 'x', roles: [{ name: 'admin' }] } };
  assert.equal((await as(services, 'owner', path('owner'), { method: 'POST', body })).status, 400);
  assert.equal((await as(services, 'operator', path('owner'), { method: 'POST', body })).status, 403);
  assert.equal((await as(services, 'owner', path('owner'), { method: 'POST', body: {} })).status, 400);
});

test('the domain links to itself, alone and in the list', async () => {
  const services = makeServices();
  const alone = await as(services, 'operator', '/v3/domains/default');
  assert.match(String(at(alone.body, 'domain', 'links', 'self')), /\/identity\/v3\/domains\/default$/);
  const list = await as(services, 'operator', '/v3/domains');
  assert.deepEqual(at(list.body, 'domains', 0), at(alone.body, 'domain'));
});

test('unknown URLs and wrong methods', async () => {
  const services = makeServices();
  const unknown = await send(services.identity.application, '/v3/nothing');
  assert.equal(unknown.status, 404);
  assert.equal(at(unknown.body, 'error', 'title'), 'Not Found');
  const wrong = await send(services.identity.application, '/v3/auth/tokens', { method: 'PUT', body: {} });
  assert.equal(wrong.status, 405);
  assert.deepEqual(services.breakdowns, []);
});

test('who asks for somebody that does not exist in the seed is told so', () => {
  assert.throws(() => makeServices().identity.userId('ghost'), /no user named "ghost"/);
});
