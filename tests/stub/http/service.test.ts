import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Clock } from '../../../support/stub/clock';
import { osloLimit } from '../../../support/stub/http/body-limit';
import type { Route, ServiceBasics } from '../../../support/stub/http/call';
import { defineService, noAuthentication } from '../../../support/stub/http/define-service';
import { glanceDialect } from '../../../support/stub/http/dialects/glance-dialect';
import { keystoneDialect } from '../../../support/stub/http/dialects/keystone-dialect';
import { neutronDialect } from '../../../support/stub/http/dialects/neutron-dialect';
import { novaDialect, novaErrors } from '../../../support/stub/http/dialects/nova-dialect';
import { placementDialect } from '../../../support/stub/http/dialects/placement-dialect';
import { type ApiError, type Dialect, jsonResponse } from '../../../support/stub/http/errors';
import { mount } from '../../../support/stub/http/mount';
import { IdSource } from '../../../support/stub/id-source';
import { send } from './services';

const routes: readonly Route<ServiceBasics>[] = [
  { method: 'GET', path: '/things', handle: () => jsonResponse(200, { things: [] }) },
  { method: 'POST', path: '/things', since: '2.5', handle: () => jsonResponse(201, { thing: 'new' }) },
  { method: 'POST', path: '/things', until: '2.4', handle: () => jsonResponse(200, { thing: 'old' }) },
  {
    method: 'GET',
    path: '/things/:id',
    since: '2.3',
    handle: (call) => jsonResponse(200, { id: call.req.param('id') }),
  },
  {
    method: 'GET',
    path: '/taken',
    handle: () => {
      throw novaErrors.conflict('It is taken.');
    },
  },
  {
    method: 'GET',
    path: '/broken',
    handle: () => {
      throw new TypeError('a mistake in the stub');
    },
  },
];

const nova = novaDialect('Ask somebody.');

function makeService(dialect: Dialect = nova) {
  const breakdowns: unknown[] = [];
  const define = defineService<ServiceBasics>(
    () => ({
      dialect,
      bodyLimit: osloLimit,
      microversions: { serviceType: 'compute', minimum: '2.1', maximum: '2.9' },
      head: 'as GET',
      isPublic: () => true,
      requestIdHeaders: ['x-compute-request-id'],
      versionHeaders: (version) => [
        ['openstack-api-version', `compute ${version.toString()}`],
        ['vary', 'OpenStack-API-Version'],
        ['vary', 'X-OpenStack-Nova-API-Version'],
      ],
    }),
    routes,
  );
  const application = define({
    clock: new Clock(0),
    ids: new IdSource(1),
    publicUrl: 'http://127.0.0.1/compute',
    onBreakdown: (error) => {
      breakdowns.push(error);
    },
    authenticate: noAuthentication,
  });
  return { application, breakdowns };
}

test('every reply carries its request id and the microversion agreed upon, errors included', async () => {
  const { application } = makeService();
  for (const path of ['/things', '/taken', '/nowhere', '/broken']) {
    const answer = await send(application, path, { version: 'compute 2.5' });
    assert.match(answer.headers.get('x-openstack-request-id') ?? '', /^req-/);
    assert.equal(answer.headers.get('x-compute-request-id'), answer.headers.get('x-openstack-request-id'));
    assert.equal(answer.headers.get('openstack-api-version'), 'compute 2.5');
    assert.equal(answer.headers.get('vary'), 'OpenStack-API-Version, X-OpenStack-Nova-API-Version');
  }
});

test('a service is found below its public address, and by its neighbours without the prefix', async () => {
  const { application } = makeService();
  for (const path of ['/things/7', '/compute/things/7']) {
    assert.deepEqual((await send(application, path, { version: 'compute 2.5' })).body, { id: '7' });
  }
  for (const path of ['/computer/things/7', '/compute', '/compute/compute/things/7']) {
    assert.equal((await send(application, path, { version: 'compute 2.5' })).status, 404);
  }
});

test('a route counts for its microversions alone', async () => {
  const { application } = makeService();
  const create = (version: string) => send(application, '/things', { method: 'POST', version: `compute ${version}` });
  assert.deepEqual((await create('2.4')).body, { thing: 'old' });
  assert.deepEqual((await create('2.5')).body, { thing: 'new' });
  assert.equal((await send(application, '/things/7', { version: 'compute 2.2' })).status, 404);
  assert.deepEqual((await send(application, '/things/7', { version: 'compute 2.3' })).body, { id: '7' });
});

test('a microversion that cannot be had is refused before anything happens', async () => {
  const { application } = makeService();
  const out = await send(application, '/things', { version: 'compute 2.999' });
  assert.equal(out.status, 406);
  assert.deepEqual(out.body, {
    computeFault: {
      code: 406,
      message: 'Version 2.999 is not supported by the API. Minimum is 2.1 and maximum is 2.9.',
    },
  });
  const malformed = await send(application, '/things', { version: 'compute new' });
  assert.equal(malformed.status, 400);
  assert.match(malformed.text, /^\{"badRequest"/);
});

test('a HEAD is answered like a GET, without a body', async () => {
  const answer = await send(makeService().application, '/things', { method: 'HEAD' });
  assert.equal(answer.status, 200);
  assert.equal(answer.text, '');
});

test('what breaks inside a route is told as a fault and answered as the service answers', async () => {
  const { application, breakdowns } = makeService();
  const answer = await send(application, '/broken');
  assert.equal(answer.status, 500);
  assert.match(answer.text, /^\{"computeFault":\{"code":500,"message":"Unexpected API Error/);
  assert.equal(breakdowns.length, 1);
  assert.ok(breakdowns[0] instanceof TypeError);
});

test('what a service refuses is no fault', async () => {
  const { application, breakdowns } = makeService();
  await send(application, '/taken');
  await send(application, '/nowhere');
  await send(application, '/things', { method: 'PATCH' });
  assert.deepEqual(breakdowns, []);
});

const dialects: readonly (readonly [string, Dialect, (error: ApiError) => unknown])[] = [
  [
    'nova',
    nova,
    ({ status, message }) => ({ [status === 404 ? 'itemNotFound' : 'badMethod']: { code: status, message } }),
  ],
  [
    'keystone',
    keystoneDialect,
    ({ status, message }) => ({
      error: { code: status, message, title: status === 404 ? 'Not Found' : 'Method Not Allowed' },
    }),
  ],
  [
    'neutron',
    neutronDialect,
    ({ message, details }) => ({ NeutronError: { type: details.name, message, detail: '' } }),
  ],
];

for (const [name, dialect, document] of dialects) {
  test(`${name} words an unknown route and a wrong method in its own way`, async () => {
    const { application } = makeService(dialect);
    const unknown = await send(application, '/nowhere');
    assert.equal(unknown.status, 404);
    assert.deepEqual(unknown.body, document(dialect.unknownRoute()));
    const wrong = await send(application, '/things', { method: 'DELETE' });
    assert.equal(wrong.status, 405);
    assert.deepEqual(wrong.body, document(dialect.wrongMethod('DELETE', [])));
    assert.equal(wrong.headers.get('allow'), 'GET, POST');
  });
}

const forms: readonly (readonly [accept: string, glance: string, placement: string])[] = [
  ['application/json', 'application/json', 'application/json'],
  ['*/*', 'text/html', 'application/json'],
  ['', 'text/plain', 'application/json'],
  ['*/*;q=0.5, text/html', 'text/html', 'text/html'],
  ['application/*', 'application/json', 'application/json'],
  ['text/html', 'text/html', 'text/html'],
  ['image/png', 'text/plain', 'text/plain'],
  ['application/json, text/plain, */*;q=0.1', 'application/json', 'application/json'],
];

test('glance and placement answer an error in the form that Accept prefers; to anything placement answers JSON', async () => {
  for (const [accept, ofGlance, ofPlacement] of forms) {
    for (const [dialect, form] of [[glanceDialect, ofGlance] as const, [placementDialect, ofPlacement] as const]) {
      const answer = await send(makeService(dialect).application, '/nowhere', { headers: { accept } });
      assert.equal(answer.status, 404);
      assert.equal(answer.headers.get('content-type')?.split(';')[0], form, `Accept: ${accept}`);
    }
  }
});

test('services are found by the first segment of the path', async () => {
  const seen: string[] = [];
  const application = mount({
    '/one': (request) => {
      const { pathname, search } = new URL(request.url);
      seen.push(`${request.method} ${pathname}${search}`);
      return new Response('one');
    },
  });
  await send(application, '/one/a/b?c=d', { method: 'POST', body: {} });
  await send(application, '/one');
  await send(application, '/one/');
  assert.deepEqual(seen, ['POST /one/a/b?c=d', 'GET /one', 'GET /one/']);
  assert.equal((await send(application, '/two/a')).status, 404);
  assert.equal((await send(application, '/')).status, 404);
});
