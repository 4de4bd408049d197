import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { inspect } from 'node:util';
import { ApiClient } from '../../support/api/api-client';
import { CloudClients } from '../../support/api/cloud-clients';
import { nothing } from '../../support/api/decode';
import { Redactor } from '../../support/api/redaction';
import { Secret } from '../../support/api/secret';
import { json, ownerCredentials, password, startLoopback, tokenReply } from './loopback';

test('no secret is in any exchange or error, wherever a service repeats it', async (t) => {
  const spill = (headers: string) =>
    JSON.stringify({ said: password, escaped: encodeURIComponent(password), token: headers, [password]: [password] });
  const cloud = await startLoopback(t, ({ headers }, count) => {
    const token = String(headers['x-auth-token']);
    if (count === 1) {
      return { status: 201, body: { user: { id: 7, name: password, password: 'canary-of-another', token } } };
    }
    return {
      status: 500,
      headers: { 'Set-Cookie': 'canary=1', 'X-Subject-Token': 'token-canary-9', 'x-openstack-request-id': token },
      body: {
        computeFault: { message: spill(token) },
        server: { adminPass: 'canary', user_data: 'canary' },
        [password]: 1,
        list: [password],
      },
    };
  });
  const { identity, image } = new CloudClients(cloud.session());
  const errors: unknown[] = [];
  const keep = (error: unknown) => errors.push(error);
  await identity.users.create({ name: 'u', domainId: 'd', password: new Secret('canary-of-another') }).catch(keep);
  await image.list({ name: password }).catch(keep);
  await image.upload(password, new TextEncoder().encode('canary')).catch(keep);
  assert.equal(errors.length, 3);
  assert.equal(cloud.exchanges.length, 4);
  const told = inspect([errors, cloud.exchanges], { depth: null, showHidden: true, maxStringLength: null });
  assert.doesNotMatch(told, /canary/);
  assert.match(told, /secret:[0-9a-f]{8}/);
});

test('tokens can be told apart, passwords cannot', async (t) => {
  const cloud = await startLoopback(t, () => json(200, { servers: [] }));
  const session = cloud.session();
  const { servers } = new CloudClients(session).compute;
  await servers.list();
  session.renew();
  await servers.list();
  const digests = [new Secret('token-canary-1').toString(), new Secret('token-canary-2').toString()];
  const [signIn, first, again, second] = cloud.exchanges;
  assert.deepEqual(
    [first, second].map((one) => one?.requestHeaders['X-Auth-Token']),
    digests,
  );
  assert.deepEqual(
    [signIn, again].map((one) => one?.outcome.kind === 'answer' && one.outcome.headers['x-subject-token']),
    digests,
  );
  assert.deepEqual(signIn?.requestBody, {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'owner', domain: { name: 'Default' }, password: '[hidden]' } },
      },
      scope: { project: { name: 'demo', domain: { name: 'Default' } } },
    },
  });
});

test('an exchange tells the request and its answer', async (t) => {
  const cloud = await startLoopback(t, () => json(200, { service: { binary: 'b', host: 'h', status: 'enabled' } }));
  const session = cloud.session({ person: 'operator' });
  await session.token();
  const before = Date.now();
  await new CloudClients(session).compute.services.update('u/1', { forcedDown: true });
  const exchange = cloud.exchanges.at(-1);
  assert(exchange?.outcome.kind === 'answer');
  const { startedAt, seconds, outcome, ...rest } = exchange;
  assert(startedAt >= before && startedAt <= Date.now());
  assert(seconds > 0 && seconds < 5);
  assert.equal(outcome.status, 200);
  assert.deepEqual(outcome.body, { service: { binary: 'b', host: 'h', status: 'enabled' } });
  assert.deepEqual(rest, {
    cloud: 'embedded',
    person: 'operator',
    service: 'compute',
    method: 'PUT',
    path: '/os-services/u%2F1',
    route: '/os-services/{service}',
    microversion: '2.80',
    requestHeaders: {
      Accept: 'application/json',
      'User-Agent': 'local-delete-acceptance',
      'OpenStack-API-Version': 'compute 2.80',
      'Content-Type': 'application/json',
      'X-Auth-Token': new Secret('token-canary-1').toString(),
    },
    requestBody: { forced_down: true },
    requestId: 'req-1',
  });
});

test('a secret that holds another one is not left half readable', () => {
  const redactor = new Redactor();
  redactor.knowPassword(new Secret('a.b'));
  redactor.knowPassword(new Secret('a.bcd'));
  assert.equal(redactor.text('a.bcd a.b aXb'), '[hidden] [hidden] aXb');
});

test('a body is shown as it is unless its text has something to hide, be it in escapes', () => {
  const redactor = new Redactor();
  redactor.knowPassword(new Secret('pässwort'));
  const received = (text: string) => redactor.received(JSON.parse(text), text);
  assert.deepEqual(received('{"a": {"b": ["c", 1, null]}}'), { a: { b: ['c', 1, null] } });
  assert.deepEqual(received('{"said": "p\\u00e4sswort"}'), { said: '[hidden]' });
  assert.deepEqual(received('{"said": "pässwort"}'), { said: '[hidden]' });
  assert.deepEqual(received('{"adminPass" : "abc"}'), { adminPass: '[hidden]' });
});

test('tokens that nobody knew before are hidden in headers', () => {
  const redactor = new Redactor();
  const digest = new Secret('canary').toString();
  assert.deepEqual(
    redactor.headers({ 'X-Service-Token': 'canary', authorization: 'canary', cookie: 'canary', a: 'b' }),
    {
      'X-Service-Token': digest,
      authorization: digest,
      cookie: '[hidden]',
      a: 'b',
    },
  );
});

test('what was sent under a hidden key is hidden where the reply repeats it', async (t) => {
  class Scripts extends ApiClient {
    send(script: string): Promise<undefined> {
      const body = { server: { user_data: script, name: 'blue' } };
      return this.request({ method: 'POST', route: '/servers', body, expected: [202], reply: nothing });
    }
  }
  const message = 'Invalid input for field/attribute user_data. Value: Y2FuYXJ5. Too long for blue';
  const cloud = await startLoopback(t, () => json(400, { badRequest: { code: 400, message } }));
  await assert.rejects(new Scripts(cloud.session(), 'compute').send('Y2FuYXJ5'), {
    faultMessage: 'Invalid input for field/attribute user_data. Value: [hidden]. Too long for blue',
  });
  assert.doesNotMatch(JSON.stringify(cloud.exchanges), /Y2FuYXJ5/);
});

test('the shortest password is hidden too', async (t) => {
  const cloud = await startLoopback(
    t,
    () => json(200),
    () => json(401, { error: { message: 'wrong: §' } }),
  );
  const credentials = { ...ownerCredentials, password: new Secret('§') };
  await assert.rejects(cloud.session({ credentials }).token(), { faultMessage: 'wrong: [hidden]' });
});

test('a password in the middle of a long malformed body is hidden before the message is shortened', async (t) => {
  const cloud = await startLoopback(
    t,
    () => json(200, `${'x'.repeat(340)}${password}`),
    (count, url) => tokenReply(count, url),
  );
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.get('s'), (error) => {
    assert(error instanceof Error);
    assert.doesNotMatch(error.message, /pa\$\$/);
    return true;
  });
});

test('a digest tells secrets apart in this process, and lets nobody try passwords', () => {
  const digest = String(new Secret('hunter2'));
  assert.equal(String(new Secret('hunter2')), digest);
  assert.notEqual(String(new Secret('hunter3')), digest);
  const unsalted = createHash('sha256').update('hunter2').digest('hex');
  assert.ok(!unsalted.startsWith(digest.replace('secret:', '')));
});
