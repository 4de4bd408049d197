import assert from 'node:assert/strict';
import test from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { pathOf } from '../../support/api/route';
import { json, startLoopback } from './loopback';

test('odd names are encoded in the path and in the query', async (t) => {
  const cloud = await startLoopback(t, ({ url }) =>
    url.startsWith('/image') ? json(200, { images: [] }) : { status: 204 },
  );
  const { compute, image } = new CloudClients(cloud.session());
  await compute.servers.delete('a/b ?%#');
  await image.list({ name: 'a/b ?%#&x=y' });
  assert.deepEqual(
    cloud.requests.map(({ url }) => url),
    ['/compute/v2.1/servers/a%2Fb%20%3F%25%23', '/image/v2/images?name=a%2Fb%20%3F%25%23%26x%3Dy'],
  );
});

test('a route refuses variables that are missing, empty, unknown, or would leave it', () => {
  assert.equal(
    pathOf('/a/{b}', { b: 'c' }, { d: undefined, e: false, f: ['1', '2'], g: 0 }),
    '/a/c?e=false&f=1&f=2&g=0',
  );
  const refusals: [Record<string, string>, string][] = [
    [{}, 'The route /servers/{server} needs a value for {server}, but it is missing.'],
    [{ server: '' }, 'The route /servers/{server} needs a value for {server}, but it is empty.'],
    [{ server: '..' }, 'The route /servers/{server} cannot carry ".." as {server}.'],
    [{ server: '.' }, 'The route /servers/{server} cannot carry "." as {server}.'],
    [{ server: '\ud800' }, 'The route /servers/{server} cannot carry "\\ud800" as {server}.'],
    [{ server: 'x', host: 'y' }, 'The route /servers/{server} has no variable {host}.'],
  ];
  for (const [params, message] of refusals) {
    assert.throws(() => pathOf('/servers/{server}', params, {}), { name: 'TypeError', message });
  }
});

test('nothing is sent for a variable without a value', async (t) => {
  const cloud = await startLoopback(t, () => ({ status: 204 }));
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.delete(''), TypeError);
  assert.equal(cloud.requests.length, 0);
});

test('each service is asked for its pinned microversion, and for another one by at()', async (t) => {
  const cloud = await startLoopback(t, ({ url }) => {
    if (url.startsWith('/compute')) return json(200, { servers: [] });
    if (url.startsWith('/placement')) return json(200, { resource_providers: [] });
    return json(200, { images: [], ports: [], projects: [] });
  });
  const { identity, compute, placement, image, network } = new CloudClients(cloud.session());
  await compute.servers.list();
  await compute.at('2.10').servers.list();
  await placement.providers.list();
  await placement.at('1.14').providers.list();
  await image.list();
  await network.ports.list();
  await identity.projects.list();
  const expected = [
    'compute 2.80',
    'compute 2.10',
    'placement 1.36',
    'placement 1.14',
    undefined,
    undefined,
    undefined,
  ];
  assert.deepEqual(
    cloud.requests.map(({ headers }) => headers['openstack-api-version']),
    expected,
  );
  assert.deepEqual(
    cloud.exchanges.slice(1).map(({ microversion }) => microversion),
    ['2.80', '2.10', '1.36', '1.14', undefined, undefined, undefined],
  );
});

test('a GET that meets 502 to 504 is sent once more', async (t) => {
  for (const status of [502, 503, 504]) {
    const cloud = await startLoopback(t, (_, count) => (count === 1 ? { status } : json(200, { servers: [] })));
    assert.deepEqual(await new CloudClients(cloud.session()).compute.servers.list(), []);
    assert.equal(cloud.requests.length, 2);
    assert.equal(cloud.exchanges.length, 3);
  }
});

test('a GET is not sent a third time, and not again after a 500', async (t) => {
  for (const [status, times] of [
    [503, 2],
    [500, 1],
  ]) {
    const cloud = await startLoopback(t, () => ({ status: status ?? 0 }));
    await assert.rejects(new CloudClients(cloud.session()).compute.servers.list(), { status });
    assert.equal(cloud.requests.length, times);
  }
});

test('POST, PUT and DELETE are never sent again', async (t) => {
  const cloud = await startLoopback(t, () => ({ status: 503 }));
  const { compute, placement } = new CloudClients(cloud.session());
  await assert.rejects(compute.aggregates.create('x'), { status: 503 });
  await assert.rejects(compute.services.update('x', { forcedDown: true }), { status: 503 });
  await assert.rejects(placement.allocations.delete('x'), { status: 503 });
  assert.deepEqual(
    cloud.requests.map(({ method }) => method),
    ['POST', 'PUT', 'DELETE'],
  );
});

test('a list is read page by page, by the marker and never by the link', async (t) => {
  const elsewhere = { rel: 'next', href: 'http://127.0.0.1:1/elsewhere' };
  const cloud = await startLoopback(t, ({ url }) =>
    url.includes('marker=')
      ? json(200, { servers: [{ id: 'c', name: 'three' }] })
      : json(200, { servers: [{ id: 'a' }, { id: 'b&', name: 'two' }], servers_links: [elsewhere] }),
  );
  const servers = await new CloudClients(cloud.session()).compute.servers.list({ projects: 'all', limit: 2 });
  assert.deepEqual(servers, [
    { id: 'a', name: '' },
    { id: 'b&', name: 'two' },
    { id: 'c', name: 'three' },
  ]);
  assert.deepEqual(
    cloud.requests.map(({ url }) => url),
    ['/compute/v2.1/servers?all_tenants=true&limit=2', '/compute/v2.1/servers?all_tenants=true&limit=2&marker=b%26'],
  );
});

test('a service that repeats a page is an error, not an endless list', async (t) => {
  const page = { servers: [{ id: 'a' }], servers_links: [{ rel: 'next', href: '' }] };
  const cloud = await startLoopback(t, () => json(200, page));
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.list(), {
    message: 'embedded: compute should go on after the marker a, but repeats a page',
  });
});

test('a list that has no end is an error, by its length or by the time that it takes', async (t) => {
  const page = (id: number, name: string) => ({
    servers: [{ id: String(id), name }],
    servers_links: [{ rel: 'next' }],
  });
  const long = await startLoopback(t, (_, count) => json(200, page(count, 'x'.repeat(3_000_000))));
  await assert.rejects(new CloudClients(long.session()).compute.servers.list(), {
    name: 'EndlessList',
    message: 'embedded: compute should go on after the marker 3, but has not come to an end after 3 items',
  });
  const endless = await startLoopback(t, (_, count) => json(200, page(count, 'x')));
  await assert.rejects(new CloudClients(endless.session({ deadlineSeconds: 0.5 })).compute.servers.list(), {
    name: 'EndlessList',
    message: /after the marker \d+, but has not come to an end in the time of one answer, after \d+ items$/,
  });
});

test('find() takes a 404 for undefined, get() for an error', async (t) => {
  const cloud = await startLoopback(t, () =>
    json(404, { itemNotFound: { code: 404, message: 'Instance x could not be found.' } }),
  );
  const { servers } = new CloudClients(cloud.session()).compute;
  assert.equal(await servers.find('x'), undefined);
  await assert.rejects(servers.get('x'), { status: 404, faultMessage: 'Instance x could not be found.' });
});

test('a write without a body has no content type, octets have theirs', async (t) => {
  const cloud = await startLoopback(t, () => ({ status: 204 }));
  const { identity, image } = new CloudClients(cloud.session());
  await identity.roles.assign({ project: 'p', user: 'u', role: 'r' });
  await image.upload('i', new TextEncoder().encode('octets'));
  assert.deepEqual(
    cloud.requests.map(({ method, url, headers, body }) => [method, url, headers['content-type'], body]),
    [
      ['PUT', '/identity/v3/projects/p/users/u/roles/r', undefined, ''],
      ['PUT', '/image/v2/images/i/file', 'application/octet-stream', 'octets'],
    ],
  );
});
