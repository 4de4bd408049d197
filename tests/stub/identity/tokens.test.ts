import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, byPassword, every, makeServices, password, send, type Services, signIn } from '../http/services';

const unauthorized = {
  error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
};
const domain = { id: 'default' };
const tokens = '/v3/auth/tokens';

function post(services: Services, body: unknown, path = tokens) {
  return send(services.identity.application, path, { method: 'POST', body });
}

function look(services: Services, token: string, subject: string, method = 'GET') {
  return send(services.identity.application, tokens, { method, token, headers: { 'x-subject-token': subject } });
}

test('a password gives a token for the project, with catalog and implied roles', async () => {
  const services = makeServices();
  const answer = await post(services, byPassword('operator'));
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('vary'), 'X-Auth-Token');
  assert.ok((answer.headers.get('x-subject-token') ?? '').length > 30);
  const token = at(answer.body, 'token');
  assert.deepEqual(at(token, 'methods'), ['password']);
  assert.deepEqual(at(token, 'user'), {
    domain: { id: 'default', name: 'Default' },
    id: services.identity.userId('operator'),
    name: 'operator',
    password_expires_at: null,
  });
  assert.deepEqual(at(token, 'project'), {
    domain: { id: 'default', name: 'Default' },
    id: services.identity.projectId('admin'),
    name: 'admin',
  });
  assert.deepEqual(every(at(token, 'roles'), 'name'), ['admin', 'manager', 'member', 'reader']);
  assert.equal(at(token, 'is_domain'), false);
  assert.equal(at(token, 'issued_at'), '2026-11-20T10:00:00.000000Z');
  assert.equal(at(token, 'expires_at'), '2026-11-20T11:00:00.000000Z');
  assert.equal(at(token, 'application_credential'), undefined);
});

test('the catalog has three endpoints for each service and fills in the project', async () => {
  const services = makeServices();
  const { body } = await post(services, byPassword('owner'));
  const catalog = at(body, 'token', 'catalog');
  assert.deepEqual(every(catalog, 'type'), ['compute', 'identity', 'volumev3']);
  assert.deepEqual(every(at(catalog, 1, 'endpoints'), 'interface'), ['admin', 'internal', 'public']);
  assert.equal(at(catalog, 1, 'endpoints', 0, 'region_id'), 'RegionOne');
  const volume = at(catalog, 2, 'endpoints', 0, 'url');
  assert.equal(volume, `http://127.0.0.1:8774/volume/v3/${services.identity.projectId('demo')}`);
  const without = await post(services, byPassword('owner'), `${tokens}?nocatalog`);
  assert.equal(at(without.body, 'token', 'catalog'), undefined);
});

test('an application credential gives a token for its project, by id or by name', async () => {
  const services = makeServices();
  const credential = { id: 'a0'.repeat(16), secret: 'hush' };
  const byName = { name: 'suite', user: { name: 'owner', domain }, secret: 'hush' };
  for (const application_credential of [credential, byName]) {
    const auth = { identity: { methods: ['application_credential'], application_credential } };
    const { status, body } = await post(services, { auth });
    assert.equal(status, 201);
    assert.equal(at(body, 'token', 'project', 'name'), 'demo');
    assert.deepEqual(at(body, 'token', 'application_credential'), {
      id: credential.id,
      name: 'suite',
      restricted: true,
    });
  }
});

test('an application credential with a scope of its own, or a wrong secret, is refused', async () => {
  const services = makeServices();
  const identity = (secret: string) => ({
    methods: ['application_credential'],
    application_credential: { id: 'a0'.repeat(16), secret },
  });
  const wrong = await post(services, { auth: { identity: identity('loud') } });
  assert.equal(wrong.status, 401);
  const scope = { project: { name: 'demo', domain } };
  assert.equal((await post(services, { auth: { identity: identity('hush'), scope } })).status, 401);
});

test('a token gives another token', async () => {
  const services = makeServices();
  const id = await signIn(services, 'owner');
  const auth = { identity: { methods: ['token'], token: { id } }, scope: { project: { name: 'demo', domain } } };
  const answer = await post(services, { auth });
  assert.equal(answer.status, 201);
  assert.notEqual(answer.headers.get('x-subject-token'), id);
});

test('a token that another one gave ends when that does, and tells where it comes from', async () => {
  const services = makeServices();
  const first = await post(services, byPassword('owner'));
  services.clock.after(600, 'later', () => undefined);
  services.clock.advance();
  const scope = { project: { name: 'demo', domain } };
  const reissue = async (former: typeof first) => {
    const id = former.headers.get('x-subject-token') ?? '';
    return post(services, { auth: { identity: { methods: ['token'], token: { id } }, scope } });
  };
  const second = await reissue(first);
  const third = await reissue(second);
  for (const { body } of [second, third]) {
    assert.equal(at(body, 'token', 'issued_at'), '2026-11-20T10:10:00.000000Z');
    assert.equal(at(body, 'token', 'expires_at'), '2026-11-20T11:00:00.000000Z');
    assert.deepEqual(at(body, 'token', 'methods'), ['token', 'password']);
    assert.equal(at(body, 'token', 'audit_ids', 1), at(first.body, 'token', 'audit_ids', 0));
  }
  assert.notEqual(at(third.body, 'token', 'audit_ids', 0), at(second.body, 'token', 'audit_ids', 0));
});

test('a token of an application credential gives no other one, and makes and takes away no credential', async () => {
  const services = makeServices();
  const credential = { id: 'a0'.repeat(16), secret: 'hush' };
  const identity = { methods: ['application_credential'], application_credential: credential };
  const answer = await post(services, { auth: { identity } });
  const id = answer.headers.get('x-subject-token') ?? '';
  for (const scope of [{}, { scope: { project: { name: 'demo', domain } } }, { scope: { unscoped: {} } }]) {
    const refused = await post(services, { auth: { identity: { methods: ['token'], token: { id } }, ...scope } });
    assert.equal(refused.status, 403);
    assert.match(refused.text, /Using a delegated token to create another token is not allowed/);
  }
  const path = `/v3/users/${services.identity.userId('owner')}/application_credentials/${credential.id}`;
  const removed = await send(services.identity.application, path, { method: 'DELETE', token: id });
  assert.equal(removed.status, 403);
});

test('a token of the system gives none of a project', async () => {
  const services = makeServices();
  const scope = { system: { all: true } };
  const answer = await post(services, { auth: { identity: user(password), scope } });
  const id = answer.headers.get('x-subject-token') ?? '';
  const project = { project: { name: 'admin', domain } };
  const refused = await post(services, { auth: { identity: { methods: ['token'], token: { id } }, scope: project } });
  assert.equal(refused.status, 403);
});

const user = (secret: string) => ({
  methods: ['password'],
  password: { user: { name: 'operator', domain, password: secret } },
});

test('unscoped and system-scoped tokens', async () => {
  const services = makeServices();
  const unscoped = await post(services, { auth: { identity: user(password), scope: { unscoped: {} } } });
  assert.equal(unscoped.status, 201);
  for (const key of ['project', 'roles', 'catalog']) assert.equal(at(unscoped.body, 'token', key), undefined);
  const system = await post(services, { auth: { identity: user(password), scope: { system: { all: true } } } });
  assert.deepEqual(at(system.body, 'token', 'system'), { all: true });
  assert.equal(at(system.body, 'token', 'project'), undefined);
  const implicit = await post(services, { auth: { identity: user(password) } });
  assert.equal(at(implicit.body, 'token', 'project', 'name'), 'admin');
});

const identity = user(password);
const refused: readonly (readonly [string, unknown])[] = [
  ['a wrong password', byPassword('owner', 'wrong')],
  [
    'an unknown user',
    { auth: { identity: { methods: ['password'], password: { user: { name: 'x', domain, password } } } } },
  ],
  [
    'no password at all',
    { auth: { identity: { methods: ['password'], password: { user: { name: 'owner', domain } } } } },
  ],
  ['an unknown user id', { auth: { identity: { methods: ['password'], password: { user: { id: 'x', password } } } } }],
  ['an unknown project', { auth: { identity, scope: { project: { name: 'x', domain } } } }],
  ['an unknown domain', { auth: { identity, scope: { project: { name: 'demo', domain: { id: 'x' } } } } }],
  ['a project without a role', { auth: { identity, scope: { project: { name: 'other', domain } } } }],
  ['a domain without a role', { auth: { identity, scope: { domain } } }],
  ['a forged token', { auth: { identity: { methods: ['token'], token: { id: 'x' } } } }],
  [
    'an unknown application credential',
    { auth: { identity: { methods: ['application_credential'], application_credential: { id: 'x', secret: 'x' } } } },
  ],
];

for (const [what, body] of refused) {
  test(`${what} is refused in the same words as everything else`, async () => {
    const answer = await post(makeServices(), body);
    assert.equal(answer.status, 401, answer.text);
    assert.deepEqual(answer.body, unauthorized);
    assert.equal(answer.headers.get('www-authenticate'), 'Keystone uri="http://127.0.0.1:8774/identity"');
  });
}

const malformed: readonly (readonly [string, unknown, RegExp])[] = [
  ['no auth', {}, /^Expecting to find auth in request body\./],
  ['no identity', { auth: {} }, /^Invalid input for field 'auth': 'identity' is a required property$/],
  ['no methods', { auth: { identity: {} } }, /'methods' is a required property/],
  ['methods that are no list', { auth: { identity: { methods: 'password' } } }, /'password' is not of type 'array'/],
  [
    'a method without its part',
    { auth: { identity: { methods: ['password'] } } },
    /^Expecting to find password in identity\./,
  ],
  [
    'a user without name and id',
    { auth: { identity: { methods: ['password'], password: { user: {} } } } },
    /identity\/password\/user: id or name must be present\.$/,
  ],
  [
    'a project without name and id',
    { auth: { identity, scope: { project: {} } } },
    /scope\/project: id or name must be present\.$/,
  ],
  [
    'a user name without a domain',
    { auth: { identity: { methods: ['password'], password: { user: { name: 'owner', password } } } } },
    /^Expecting to find domain in user\./,
  ],
  [
    'two scopes',
    { auth: { identity, scope: { project: { id: 'x' }, system: { all: true } } } },
    /^Expecting to find system, project/,
  ],
  ['a list', [], /^Expecting to find valid JSON in request body\./],
];

for (const [what, body, message] of malformed) {
  test(`${what} is a bad request`, async () => {
    const answer = await post(makeServices(), body);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(at(answer.body, 'error', 'code'), 400);
    assert.equal(at(answer.body, 'error', 'title'), 'Bad Request');
    assert.match(String(at(answer.body, 'error', 'message')), message);
  });
}

test('malformed JSON and a wrong content type are bad requests', async () => {
  const { application } = makeServices().identity;
  const text = await send(application, tokens, { method: 'POST', text: '{"auth":' });
  assert.equal(text.status, 400);
  const typed = await send(application, tokens, {
    method: 'POST',
    text: '{}',
    headers: { 'content-type': 'text/plain' },
  });
  assert.equal(typed.status, 400);
  assert.match(typed.text, /application\/json in Content-Type header/);
});

test('an unsupported method is refused with those that are supported', async () => {
  const answer = await post(makeServices(), { auth: { identity: { methods: ['magic'], magic: {} } } });
  assert.equal(answer.status, 401);
  assert.deepEqual(at(answer.body, 'error', 'identity', 'methods'), ['password', 'token', 'application_credential']);
});

test('a token is shown to its owner, administrators and services, to nobody else', async () => {
  const services = makeServices();
  const owner = await signIn(services, 'owner');
  const shown = await look(services, owner, owner);
  assert.equal(shown.status, 200);
  assert.equal(shown.headers.get('x-subject-token'), owner);
  assert.equal(at(shown.body, 'token', 'user', 'name'), 'owner');
  for (const person of ['operator', 'nova'])
    assert.equal((await look(services, await signIn(services, person), owner)).status, 200);
  const stranger = await look(services, await signIn(services, 'stranger'), owner);
  assert.equal(stranger.status, 403);
  assert.match(stranger.text, /identity:validate_token/);
  const head = await look(services, owner, owner, 'HEAD');
  assert.equal(head.status, 200);
  assert.equal(head.text, '');
});

test('an unknown subject is not found, a bad token of the caller is refused', async () => {
  const services = makeServices();
  const owner = await signIn(services, 'owner');
  const unknown = await look(services, owner, 'nothing');
  assert.equal(unknown.status, 404);
  assert.deepEqual(unknown.body, {
    error: { code: 404, message: 'Could not find token: nothing.', title: 'Not Found' },
  });
  assert.equal((await look(services, 'forged', owner)).status, 401);
});

test('a revoked token is gone', async () => {
  const services = makeServices();
  const [operator, owner] = [await signIn(services, 'operator'), await signIn(services, 'owner')];
  const revoked = await look(services, owner, owner, 'DELETE');
  assert.equal(revoked.status, 204);
  assert.equal(revoked.text, '');
  assert.equal((await look(services, operator, owner)).status, 404);
});

test('a token expires with the time of the cloud', async () => {
  const services = makeServices();
  const [operator, owner] = [await signIn(services, 'operator'), await signIn(services, 'owner')];
  services.clock.after(3599, 'almost', () => undefined);
  services.clock.advance();
  assert.equal((await look(services, operator, owner)).status, 200);
  services.clock.after(1, 'now', () => undefined);
  services.clock.advance();
  const operatorAgain = await signIn(services, 'operator');
  assert.equal((await look(services, operatorAgain, owner)).status, 404);
  assert.equal((await look(services, operator, owner)).status, 401);
});
