import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { UnexpectedAnswer, WriteRefused } from '../../support/api/api-errors';
import { Secret } from '../../support/api/secret';
import type { Reply } from './loopback';
import { json, password, startLoopback, tokenReply } from './loopback';

const noServers = json(200, { servers: [] });
const unauthorized = json(401, {
  error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' },
});

test('a password signs in to its project when the session is first needed', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session();
  assert.equal(cloud.signIns.length, 0);
  assert.deepEqual(await session.project(), { id: 'project-1', name: 'demo' });
  assert.deepEqual(await session.user(), { id: 'user-1', name: 'owner' });
  assert.deepEqual(await session.roles(), ['member', 'reader']);
  assert.equal((await session.token()).reveal(), 'token-canary-1');
  assert.deepEqual(
    cloud.signIns.map(({ body }) => JSON.parse(body) as unknown),
    [
      {
        auth: {
          identity: {
            methods: ['password'],
            password: { user: { name: 'owner', domain: { name: 'Default' }, password } },
          },
          scope: { project: { name: 'demo', domain: { name: 'Default' } } },
        },
      },
    ],
  );
});

test('an application credential signs in without a scope', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  await cloud
    .session({ credentials: { kind: 'application credential', id: 'ac-1', secret: new Secret('canary') } })
    .token();
  assert.deepEqual(JSON.parse(cloud.signIns.at(0)?.body ?? ''), {
    auth: {
      identity: { methods: ['application_credential'], application_credential: { id: 'ac-1', secret: 'canary' } },
    },
  });
});

test('requests that start together share one sign-in', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const { servers } = new CloudClients(cloud.session()).compute;
  await Promise.all([servers.list(), servers.list(), servers.list()]);
  assert.equal(cloud.signIns.length, 1);
});

test('a 401 is followed by one new sign-in and the same request with the new token', async (t) => {
  const cloud = await startLoopback(t, ({ headers }) =>
    headers['x-auth-token'] === 'token-canary-1' ? unauthorized : { status: 204 },
  );
  await new CloudClients(cloud.session()).compute.servers.delete('s1');
  assert.deepEqual(
    cloud.requests.map(({ method, headers }) => [method, headers['x-auth-token']]),
    [
      ['DELETE', 'token-canary-1'],
      ['DELETE', 'token-canary-2'],
    ],
  );
});

test('a second 401 is an error and no third sign-in follows', async (t) => {
  const cloud = await startLoopback(t, () => unauthorized);
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.delete('s1'), {
    name: 'UnexpectedAnswer',
    message:
      "embedded: owner's DELETE compute /servers/s1 (req-1) should answer 204, but answered 401: " +
      'The request you have made requires authentication.',
  });
  assert.equal(cloud.signIns.length, 2);
  assert.equal(cloud.requests.length, 2);
});

test('requests that meet 401 together sign in once more together', async (t) => {
  const cloud = await startLoopback(t, ({ headers }) =>
    headers['x-auth-token'] === 'token-canary-1' ? unauthorized : noServers,
  );
  const { servers } = new CloudClients(cloud.session()).compute;
  await Promise.all([servers.list(), servers.list(), servers.list()]);
  assert.equal(cloud.signIns.length, 2);
});

test('a sign-in that fails says so, is not repeated, and does not spoil the next one', async (t) => {
  const cloud = await startLoopback(
    t,
    () => noServers,
    (count, url): Reply => (count === 1 ? unauthorized : tokenReply(count, url)),
  );
  const session = cloud.session();
  await assert.rejects(session.token(), {
    message:
      "embedded: owner's POST identity /auth/tokens (req-1) should answer 201, but answered 401: " +
      'The request you have made requires authentication.',
  });
  assert.equal(cloud.signIns.length, 1);
  assert.equal((await session.token()).reveal(), 'token-canary-2');
});

test('a sign-in without a token is malformed', async (t) => {
  const cloud = await startLoopback(
    t,
    () => noServers,
    (count, url) => {
      const reply = tokenReply(count, url);
      return typeof reply === 'string' ? reply : { ...reply, headers: {} };
    },
  );
  await assert.rejects(cloud.session().token(), {
    name: 'MalformedAnswer',
    message:
      "embedded: owner's POST identity /auth/tokens answered 201, but " +
      'the header X-Subject-Token should be a string, but is missing',
  });
});

test('after renew() the next request signs in anew', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session();
  await session.token();
  session.renew();
  assert.equal((await session.token()).reveal(), 'token-canary-2');
});

test('whoever presents another token sends it as it is, and a 401 is the answer', async (t) => {
  const cloud = await startLoopback(t, () => unauthorized);
  const session = await cloud.session().presenting(new Secret('stale-canary'));
  await assert.rejects(new CloudClients(session).compute.servers.delete('s1'), { name: 'UnexpectedAnswer' });
  session.close();
  assert.deepEqual(
    cloud.requests.map(({ headers }) => headers['x-auth-token']),
    ['stale-canary'],
  );
  assert.equal(cloud.signIns.length, 1);
  assert.doesNotMatch(JSON.stringify(cloud.exchanges), /stale-canary/);
});

test('whoever presents no token sends none', async (t) => {
  const cloud = await startLoopback(t, () => unauthorized);
  const session = await cloud.session().presenting('no token');
  await assert.rejects(new CloudClients(session).compute.servers.delete('s1'), { name: 'UnexpectedAnswer' });
  session.close();
  assert.deepEqual(
    cloud.requests.map(({ headers }) => headers['x-auth-token']),
    [undefined],
  );
});

test('endpoints come from the catalog, without slashes and versions that clients add', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session();
  assert.equal(await session.endpoint('compute'), `${cloud.url}/compute/v2.1`);
  assert.equal(await session.endpoint('placement'), `${cloud.url}/placement`);
  assert.equal(await session.endpoint('image'), `${cloud.url}/image`);
  assert.equal(await session.endpoint('network'), `${cloud.url}/network`);
  assert.equal(await session.endpoint('volumev3'), `${cloud.url}/volume/v3/p1`);
  assert.equal(await session.endpoint('identity'), `${cloud.url}/identity/v3`);
});

test('whoever observes may sign in and read, and every write is refused before it is sent', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session({ access: 'observes', person: 'auditor' });
  const { compute, placement, image } = new CloudClients(session);
  assert.deepEqual(await compute.servers.list(), []);
  await assert.rejects(compute.servers.delete('s1'), (error) => {
    assert(error instanceof WriteRefused);
    assert.equal(
      error.message,
      'embedded: auditor only observes, so DELETE compute /servers/s1 was not sent; ' +
        'whoever is to change something needs a session that acts',
    );
    return true;
  });
  await assert.rejects(compute.services.update('x', { forcedDown: true }), WriteRefused);
  await assert.rejects(placement.allocations.delete('x'), WriteRefused);
  await assert.rejects(image.create({ name: 'x', visibility: 'private' }), WriteRefused);
  assert.deepEqual(
    cloud.requests.map(({ method }) => method),
    ['GET'],
  );
});

test('proxies of the environment are not asked', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const before = { ...process.env };
  t.after(() => (process.env = before));
  process.env = { ...before, http_proxy: 'http://127.0.0.1:1', no_proxy: '', NO_PROXY: '' };
  assert.deepEqual(await new CloudClients(cloud.session()).compute.servers.list(), []);
});

test('a redirect is an answer and is not followed', async (t) => {
  const elsewhere = createServer((_, response) => response.end('{}'));
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  t.after(() => elsewhere.close());
  let visits = 0;
  elsewhere.on('request', () => (visits += 1));
  const address = elsewhere.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cloud = await startLoopback(t, () => ({ status: 302, headers: { Location: `http://127.0.0.1:${port}/` } }));
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.list(), (error) => {
    assert(error instanceof UnexpectedAnswer);
    assert.equal(error.status, 302);
    return true;
  });
  assert.equal(visits, 0);
});

test('a connection is kept for the next request, until the session is closed', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session();
  const { servers } = new CloudClients(session).compute;
  await servers.list();
  await servers.list();
  session.close();
  await servers.list();
  const [first, second, afterClosing] = cloud.requests.map(({ fromPort }) => fromPort);
  assert.equal(second, first);
  assert.notEqual(afterClosing, first);
});
