import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { isRecord } from '../../support/api/decode';
import type { Answering, Reply } from './loopback';
import { json, startLoopback, tokenReply } from './loopback';

const noServers = json(200, { servers: [] });

const endpoint = (region: unknown, url: unknown, kind: unknown = 'public') => ({
  interface: kind,
  region_id: region,
  url,
});

/** A cloud whose catalog has these services, besides what the tests' own has. */
function withCatalog(t: TestContext, catalog: (url: string) => unknown, answering: Answering = () => noServers) {
  return startLoopback(t, answering, (count, url) => {
    const reply = tokenReply(count, url);
    if (typeof reply === 'string' || !isRecord(reply.body)) return reply;
    return { ...reply, body: { token: { ...asRecord(reply.body['token']), catalog: catalog(url) } } };
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  assert.ok(isRecord(value));
  return value;
}

test('a wrong region is told with the regions that there are, alike for every service', async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session({ region: 'RegionTwo' });
  const message =
    'embedded: the catalog has no region "RegionTwo"; its regions are RegionOne: one of them should be region_name';
  await assert.rejects(session.endpoint('volumev3'), { name: 'NoEndpoint', message });
  await assert.rejects(session.endpoint('compute'), { name: 'NoEndpoint', message });
  const many = await withCatalog(t, (url) => [
    { type: 'compute', endpoints: Array.from({ length: 300 }, (_, index) => endpoint(`R${100 + index}`, url)) },
  ]);
  await assert.rejects(many.session().endpoint('compute'), {
    message: /its regions are R100, R101, [R\d, ]*R119 and 280 more: one of them/,
  });
});

test('a service that the catalog lacks is told with what it has of that service, or else with the services', async (t) => {
  const cloud = await withCatalog(t, (url) => [
    { type: 'compute', endpoints: [endpoint('RegionOne', url, 'internal'), endpoint(null, url)] },
    { type: 'dns', endpoints: [] },
  ]);
  await assert.rejects(cloud.session().endpoint('compute'), {
    message:
      'embedded: the catalog has no public endpoint of compute in region RegionOne; it offers ' +
      'compute (internal, RegionOne), compute (public, no region)',
  });
  await assert.rejects(cloud.session().endpoint('image'), {
    message:
      'embedded: the catalog has no public endpoint of image in region RegionOne, nor any other of image; it offers compute, dns',
  });
});

test('odd entries of the catalog are no matter while nobody needs them', async (t) => {
  const odd = [null, 7, [], 'compute', {}, { type: null, endpoints: [{}] }, { type: 'compute', endpoints: 'none' }];
  const cloud = await withCatalog(t, (url) => [
    ...odd,
    { type: 'compute', endpoints: [null, endpoint(null, url), endpoint('RegionOne', 7), endpoint('RegionOne', 'x:y')] },
    {
      type: 'compute',
      endpoints: [{ interface: {} }, endpoint('RegionOne', `${url}/compute/v2.1`), endpoint([], url)],
    },
    { type: 'image', endpoints: [endpoint('RegionOne', null)] },
  ]);
  const session = cloud.session();
  assert.equal(await session.endpoint('compute'), `${cloud.url}/compute/v2.1`);
  await assert.rejects(session.endpoint('image'), {
    message:
      'embedded: the public endpoint of image in region RegionOne should be an http or https address, but is no text',
  });
  const none = await withCatalog(t, () => ({ compute: [] }));
  await assert.rejects(none.session().endpoint('compute'), {
    problem: 'token.catalog should be an array, but is an object',
  });
});

test('an endpoint without a version is completed by the document that stands there, without a token', async (t) => {
  const links = (href: string) => [{ rel: 'self', href }];
  const compute = (href: string) => ({ versions: [{ id: 'v2.0' }, { id: 'v2.1', links: links(href) }] });
  const volume = { versions: [{ id: 'v3.0', links: links('http://127.0.0.1:1/v3/') }] };
  const cloud = await withCatalog(
    t,
    (url) => [
      { type: 'compute', endpoints: [endpoint('RegionOne', `${url}/nova/`)] },
      { type: 'block-storage', endpoints: [endpoint('RegionOne', `${url}/cinder`)] },
    ],
    ({ url }) =>
      url === '/nova/' ? json(200, compute('/nova/v2.1/')) : url === '/cinder/' ? json(300, volume) : noServers,
  );
  const session = cloud.session();
  await new CloudClients(session).compute.servers.list();
  await new CloudClients(session).compute.servers.list();
  assert.equal(await session.endpoint('volumev3'), `${cloud.url}/cinder/v3`);
  assert.deepEqual(
    cloud.requests.map(({ url, headers }) => [url, headers['x-auth-token']]),
    [
      ['/nova/', undefined],
      ['/nova/v2.1/servers', 'token-canary-1'],
      ['/nova/v2.1/servers', 'token-canary-1'],
      ['/cinder/', undefined],
    ],
  );
});

test('an endpoint whose version cannot be found, or is another one, is told with its address', async (t) => {
  const replies: [Reply, RegExp][] = [
    [
      json(200, { versions: [{ id: 'v2.0' }] }),
      /^embedded: the endpoint of compute, http:.*\/nova, names no version, and offers v2\.0, but the suite needs v2\.1$/,
    ],
    [
      json(404),
      /\/nova, names no version, and has no document that would tell them \(it answered 404\); the suite needs v2\.1: an endpoint that ends with \/v2\.1$/,
    ],
    [
      json(200, '<html>'),
      /no document that would tell them \(http:.*\/nova sent text\/html in place of JSON: <html>\)/,
    ],
  ];
  for (const [reply, message] of replies) {
    const cloud = await withCatalog(
      t,
      (url) => [{ type: 'compute', endpoints: [endpoint('RegionOne', `${url}/nova`)] }],
      () => reply,
    );
    await assert.rejects(cloud.session().endpoint('compute'), { name: 'NoEndpoint', message });
  }
  for (const path of ['/v2', '/v2/p1', '/v3']) {
    const cloud = await withCatalog(t, (url) => [
      { type: 'compute', endpoints: [endpoint('RegionOne', `${url}/nova${path}`)] },
    ]);
    await assert.rejects(cloud.session().endpoint('compute'), {
      message: new RegExp(`/nova${path}, is of its API ${path.slice(1, 3)}, but the suite needs v2\\.1$`),
    });
  }
});

test("Keystone's address is completed by its version, also where an override gives it", async (t) => {
  const cloud = await startLoopback(t, () => noServers);
  const session = cloud.session({ authUrl: `${cloud.url}/identity/` });
  assert.equal((await session.token()).reveal(), 'token-canary-1');
  assert.equal(await session.endpoint('identity'), `${cloud.url}/identity/v3`);
});

test('an endpoint that is no web address is an error', async (t) => {
  const cloud = await startLoopback(
    t,
    () => noServers,
    (count) => tokenReply(count, 'ftp://cloud'),
  );
  await assert.rejects(cloud.session().endpoint('compute'), {
    message:
      'embedded: the public endpoint of compute in region RegionOne should be an http or https address, ' +
      'but is "ftp://cloud/compute/v2.1"',
  });
});
