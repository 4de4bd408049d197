import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, every, imageId, makeServices, send, type Sent, type Services, signIn } from '../http/services';

async function as(services: Services, person: string, path: string, sent: Sent = {}) {
  return send(services.image.application, path, { ...sent, token: await signIn(services, person) });
}

const snapshot = { name: 'snapshot', disk_format: 'raw', container_format: 'bare', image_type: 'snapshot' };
const bytes = { text: 'content', headers: { 'content-type': 'application/octet-stream' } };

async function makeImage(services: Services, person = 'owner', image: object = snapshot): Promise<string> {
  const answer = await as(services, person, '/v2/images', { method: 'POST', body: image });
  assert.equal(answer.status, 201, answer.text);
  return String(at(answer.body, 'id'));
}

test('the seeded image is public and active', async () => {
  const services = makeServices();
  const shown = await as(services, 'reader', `/v2/images/${imageId}`);
  assert.equal(shown.status, 200);
  for (const [key, value] of Object.entries({
    id: imageId,
    name: 'cirros',
    status: 'active',
    visibility: 'public',
    size: 1024,
    min_disk: 0,
    protected: false,
    created_at: '2026-11-20T10:00:00Z',
    self: `/v2/images/${imageId}`,
    file: `/v2/images/${imageId}/file`,
  })) {
    assert.deepEqual(at(shown.body, key), value, key);
  }
});

test('an image is made, filled once, read and deleted', async () => {
  const services = makeServices();
  const made = await as(services, 'owner', '/v2/images', { method: 'POST', body: snapshot });
  assert.equal(made.status, 201);
  const id = String(at(made.body, 'id'));
  assert.equal(made.headers.get('location'), `http://127.0.0.1:8774/image/v2/images/${id}`);
  assert.equal(at(made.body, 'status'), 'queued');
  assert.equal(at(made.body, 'owner'), services.identity.projectId('demo'));
  assert.equal(at(made.body, 'image_type'), 'snapshot');
  const file = `/v2/images/${id}/file`;
  assert.equal((await as(services, 'owner', file)).status, 204);
  assert.equal((await as(services, 'owner', file, { method: 'PUT', ...bytes })).status, 204);
  const filled = await as(services, 'owner', `/v2/images/${id}`);
  assert.equal(at(filled.body, 'status'), 'active');
  assert.equal(at(filled.body, 'size'), 7);
  assert.equal(at(filled.body, 'checksum'), '9a0364b9e99bb480dd25e1f0284c8555');
  assert.equal((await as(services, 'owner', file)).text, 'content');
  assert.equal((await as(services, 'owner', file, { method: 'PUT', ...bytes })).status, 409);
  assert.equal((await as(services, 'owner', `/v2/images/${id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await as(services, 'owner', `/v2/images/${id}`)).status, 404);
});

test('images are listed by name, paged, and only as far as one sees them', async () => {
  const services = makeServices();
  await makeImage(services);
  const names = async (person: string, query = '') =>
    every(at((await as(services, person, `/v2/images${query}`)).body, 'images'), 'name');
  assert.deepEqual(await names('owner'), ['cirros', 'snapshot']);
  assert.deepEqual(await names('stranger'), ['cirros']);
  assert.deepEqual(await names('owner', '?name=snapshot'), ['snapshot']);
  assert.deepEqual(await names('owner', '?status=queued'), ['snapshot']);
  assert.deepEqual(await names('owner', '?visibility=public'), ['cirros']);
  const first = (await as(services, 'owner', '/v2/images?limit=1&sort=name:asc')).body;
  assert.equal(at(first, 'first'), '/v2/images?limit=1&sort=name%3Aasc');
  const next = String(at(first, 'next'));
  assert.equal(next, `/v2/images?limit=1&sort=name%3Aasc&marker=${imageId}`);
  assert.deepEqual(every(at((await as(services, 'owner', next)).body, 'images'), 'name'), ['snapshot']);
  assert.equal((await as(services, 'owner', '/v2/images?marker=x')).status, 400);
  assert.equal((await as(services, 'owner', '/v2/images?limit=x')).status, 400);
});

test('what one may not', async () => {
  const services = makeServices();
  const id = await makeImage(services, 'owner', { ...snapshot, protected: true });
  assert.equal((await as(services, 'owner', `/v2/images/${id}`, { method: 'DELETE' })).status, 403);
  assert.equal((await as(services, 'owner', `/v2/images/${imageId}`, { method: 'DELETE' })).status, 403);
  assert.equal((await as(services, 'stranger', `/v2/images/${id}`, { method: 'DELETE' })).status, 404);
  assert.equal((await as(services, 'reader', '/v2/images', { method: 'POST', body: snapshot })).status, 403);
  const body = { ...snapshot, visibility: 'public' };
  assert.equal((await as(services, 'owner', '/v2/images', { method: 'POST', body })).status, 403);
  assert.equal((await as(services, 'operator', '/v2/images', { method: 'POST', body })).status, 201);
  assert.equal((await as(services, 'owner', '/v2/images', { method: 'POST', body: { status: 'active' } })).status, 403);
});

const bad: readonly (readonly [string, Sent])[] = [
  ['malformed JSON', { text: '{"name":' }],
  ['no body', { text: '' }],
  ['a list', { body: [] }],
  ['a name that is no text', { body: { name: 1 } }],
  ['an unknown disk format', { body: { disk_format: 'floppy' } }],
  ['a custom property that is no text', { body: { colour: 1 } }],
];

for (const [what, sent] of bad) {
  test(`${what} is a bad request`, async () => {
    const services = makeServices();
    const answer = await as(services, 'owner', '/v2/images', { method: 'POST', ...sent });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(at(answer.body, 'code'), '400 Bad Request');
    assert.deepEqual(services.breakdowns, []);
  });
}

test('data comes as octets, into an image that has its formats', async () => {
  const services = makeServices();
  const id = await makeImage(services);
  const file = `/v2/images/${id}/file`;
  assert.equal((await as(services, 'owner', file, { method: 'PUT', body: {} })).status, 415);
  const bare = await makeImage(services, 'owner', { name: 'no formats' });
  assert.equal((await as(services, 'owner', `/v2/images/${bare}/file`, { method: 'PUT', ...bytes })).status, 400);
});

test('the schemas allow what an image shows, for clients that read it by them', async () => {
  const services = makeServices();
  const image = await as(services, 'owner', `/v2/images/${await makeImage(services)}`);
  const schema = await as(services, 'owner', '/v2/schemas/image');
  const known = at(schema.body, 'properties');
  const custom = Object.entries(image.body ?? {}).filter(([name]) => at(known, name) === undefined);
  assert.deepEqual(
    custom.map(([, value]) => typeof value).filter((type) => type !== 'string'),
    [],
  );
  assert.equal(at(known, 'checksum', 'readOnly'), true);
  const list = await as(services, 'owner', '/v2/schemas/images');
  assert.deepEqual(at(list.body, 'properties', 'images', 'items', 'properties'), known);
});

test('versions, unknown URLs, wrong methods', async () => {
  const services = makeServices();
  assert.equal((await send(services.image.application, '/')).status, 300);
  assert.equal((await send(services.image.application, '/versions')).status, 200);
  assert.equal((await as(services, 'owner', '/v2/nothing')).status, 404);
  assert.equal((await as(services, 'owner', '/v2/images', { method: 'DELETE' })).status, 405);
  assert.deepEqual(services.breakdowns, []);
});
