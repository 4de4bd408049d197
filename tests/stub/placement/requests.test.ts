import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, send } from '../http/services';
import { Client, provider } from './client';

test('the version document needs no token', async () => {
  const client = await Client.of();
  const answer = await send(client.services.placement.application, '/');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, {
    versions: [
      { id: 'v1.0', max_version: '1.39', min_version: '1.0', status: 'CURRENT', links: [{ rel: 'self', href: '' }] },
    ],
  });
});

test('every reply tells the microversion and the request id', async () => {
  const client = await Client.of();
  for (const [asked, got] of [
    ['placement 1.20', '1.20'],
    ['placement latest', '1.39'],
    ['compute 2.1', '1.0'],
  ] as const) {
    const answer = await client.get('/resource_providers', { version: asked });
    assert.equal(answer.headers.get('openstack-api-version'), `placement ${got}`);
    assert.equal(answer.headers.get('vary'), 'openstack-api-version');
    assert.match(answer.headers.get('x-openstack-request-id') ?? '', /^req-/);
  }
});

test('from 1.15 on a GET tells how fresh it is', async () => {
  const client = await Client.of();
  await client.addProvider();
  const paths = ['', '/inventories', '/usages', '/allocations', '/traits', '/aggregates'];
  for (const path of ['/', '/usages?project_id=p', ...paths.map((part) => `/resource_providers/${provider}${part}`)]) {
    const fresh = await client.get(path, { version: 'placement 1.15' });
    assert.equal(fresh.headers.get('cache-control'), 'no-cache', path);
    assert.equal(fresh.headers.get('last-modified'), 'Fri, 20 Nov 2026 10:00:00 GMT', path);
    const old = await client.get(path, { version: 'placement 1.14' });
    assert.equal(old.headers.get('last-modified'), null, path);
  }
});

test('microversions that cannot be had', async () => {
  const client = await Client.of();
  const out = await client.get('/resource_providers', { version: 'placement 1.99' });
  assert.equal(out.status, 406);
  assert.equal(at(out.body, 'errors', 0, 'min_version'), '1.0');
  assert.equal(at(out.body, 'errors', 0, 'max_version'), '1.39');
  assert.equal(at(out.body, 'errors', 0, 'code'), undefined);
  assert.match(String(at(out.body, 'errors', 0, 'detail')), /Unacceptable version header: 1\.99/);
  const malformed = await client.get('/resource_providers', { version: 'placement one' });
  assert.equal(malformed.status, 400);
  assert.match(String(at(malformed.body, 'errors', 0, 'detail')), /invalid version string: one/);
});

test('an error has the shape and text of Placement', async () => {
  const client = await Client.of();
  const answer = await client.get(`/resource_providers/${provider}`);
  assert.equal(answer.status, 404);
  assert.deepEqual(answer.body, {
    errors: [
      {
        status: 404,
        title: 'Not Found',
        detail: `The resource could not be found.\n\n No resource provider with uuid ${provider} found  `,
        code: 'placement.undefined_code',
        request_id: answer.headers.get('x-openstack-request-id'),
      },
    ],
  });
  const old = await client.get(`/resource_providers/${provider}`, { version: 'placement 1.22' });
  assert.equal(at(old.body, 'errors', 0, 'code'), undefined);
});

test('unknown URLs, wrong methods, wrong types', async () => {
  const client = await Client.of();
  assert.equal((await client.get('/nothing')).status, 404);
  assert.equal((await client.get('/resource_providers/')).status, 404);
  const wrong = await client.put('/resource_providers', {});
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get('allow'), 'GET, POST');
  assert.equal((await client.get('/resource_providers', { method: 'HEAD' })).status, 405);
  const html = await client.get('/resource_providers', { headers: { accept: 'text/html' } });
  assert.equal(html.status, 406);
  assert.match(html.text, /Only application\/json is provided/);
  assert.equal((await client.get('/resource_providers', { headers: { accept: '*/*' } })).status, 200);
  assert.deepEqual(client.services.breakdowns, []);
});

test('a body without a content type, or with another one', async () => {
  const client = await Client.of();
  const text = '{"name": "x"}';
  const typed = await client.post('/resource_providers', undefined, {
    text,
    headers: { 'content-type': 'text/plain' },
  });
  assert.equal(typed.status, 415);
  assert.match(typed.text, /The media type text\/plain is not supported, use application\/json/);
  const headers = { 'content-type': '', 'content-length': '13' };
  const untyped = await client.post('/resource_providers', undefined, { text, headers });
  assert.equal(untyped.status, 400);
  assert.match(untyped.text, /content-type header required when content-length &gt; 0|content-length > 0/);
});

const badBodies: readonly (readonly [string, string, RegExp])[] = [
  ['malformed JSON', '{"name":', /Malformed JSON: /],
  ['no name', '{}', /JSON does not validate: 'name' is a required property/],
  ['a name that is no text', '{"name": 1}', /1 is not of type 'string'/],
  ['an unknown key', '{"name": "x", "colour": 1}', /Additional properties are not allowed \('colour' was unexpected\)/],
  ['a bad UUID', '{"name": "x", "uuid": "y"}', /'y' is not a 'uuid'/],
  ['a list', '[]', /\[\] is not of type 'object'/],
];

for (const [what, text, reason] of badBodies) {
  test(`${what} is a bad request`, async () => {
    const client = await Client.of();
    const answer = await client.post('/resource_providers', undefined, { text });
    assert.equal(answer.status, 400);
    assert.match(String(at(answer.body, 'errors', 0, 'detail')), reason);
    assert.deepEqual(client.services.breakdowns, []);
  });
}

const badQueries: readonly (readonly [string, RegExp])[] = [
  ['/resource_providers?colour=red', /Invalid query string parameters: Additional properties/],
  ['/resource_providers?uuid=x', /'x' is not a 'uuid'/],
  ['/resource_providers?resources=VCPU', /Badly formed resources parameter\..*Got: VCPU\./],
  ['/resource_providers?resources=', /Got: empty string\./],
  ['/resource_providers?resources=VCPU:x', /expected positive integer amount\. Got: x\./],
  ['/resource_providers?resources=VCPU:0', /requires amount >= 1\. Got: 0\./],
  ['/resource_providers?resources=CUSTOM_X:1', /No such resource class CUSTOM_X\./],
  ['/resource_providers?required=CUSTOM_X', /No such trait\(s\): CUSTOM_X\./],
  ['/resource_providers?required=', /Got an empty trait in: /],
  ['/resource_providers?member_of=x', /to contain valid UUID\(s\)\. Got: x/],
  ['/resource_providers?member_of=a,b', /must be prefixed with the 'in:' or '!in:' keyword/],
  ['/usages', /'project_id' is a required property/],
  ['/usages?project_id=', /'' is too short/],
  ['/usages?project_id=p&consumer_type=lower', /'lower' does not match/],
  ['/traits?name=x', /Badly formatted name parameter/],
  ['/traits?associated=x', /only accepts "true" or "false"/],
  ['/allocation_candidates?resources=CUSTOM_X:1', /No such resource class CUSTOM_X\./],
  ['/allocation_candidates?resources=VCPU:1&limit=0', /'0' does not match/],
  ['/allocation_candidates?resources=VCPU:1&colour=red', /'colour' does not match any of the regexes/],
  [
    '/allocation_candidates?resources=VCPU:1&required=HW_NUMA_ROOT,!HW_NUMA_ROOT',
    /Conflicting required and forbidden traits/,
  ],
  ['/allocation_candidates?resources1=VCPU:1&resources2=VCPU:1', /The "group_policy" parameter is required/],
  ['/allocation_candidates?resources=VCPU:1&in_tree=x', /'in_tree' parameter to be a format of uuid/],
];

for (const [path, reason] of badQueries) {
  test(`GET ${path} is a bad request`, async () => {
    const answer = await (await Client.of()).get(path);
    assert.equal(answer.status, 400, answer.text);
    assert.match(String(at(answer.body, 'errors', 0, 'detail')), reason);
  });
}

const forbiddenPolicies: readonly (readonly [string, string])[] = [
  ['/resource_providers', 'placement:resource_providers:list'],
  [`/resource_providers/${provider}`, 'placement:resource_providers:show'],
  [`/resource_providers/${provider}/inventories`, 'placement:resource_providers:inventories:list'],
  [`/resource_providers/${provider}/usages`, 'placement:resource_providers:usages'],
  [`/resource_providers/${provider}/allocations`, 'placement:resource_providers:allocations:list'],
  [`/allocations/${provider}`, 'placement:allocations:list'],
  ['/allocation_candidates?resources=VCPU:1', 'placement:allocation_candidates:list'],
  ['/traits', 'placement:traits:list'],
];

for (const [path, policy] of forbiddenPolicies) {
  test(`GET ${path.replace(provider, '{uuid}')} is for administrators and services`, async () => {
    const client = await Client.of('owner');
    const refused = await client.get(path);
    assert.equal(refused.status, 403);
    const detail = `Access was denied to this resource.\n\n Policy does not allow ${policy} to be performed.  `;
    assert.equal(at(refused.body, 'errors', 0, 'detail'), detail);
    assert.notEqual((await (await client.as('nova')).get(path)).status, 403);
  });
}

test('with the new defaults a project reader sees the usages of that project alone', async () => {
  const reader = await Client.of('reader');
  const own = reader.services.identity.projectId('demo');
  const foreign = reader.services.identity.projectId('other');
  assert.equal((await reader.get(`/usages?project_id=${own}`)).status, 200);
  assert.equal((await reader.get(`/usages?project_id=${foreign}`)).status, 403);
  assert.equal((await (await reader.as('operator')).get(`/usages?project_id=${foreign}`)).status, 200);
});
