import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, makeServices, send, type Services, signIn } from '../http/services';

async function ask(services: Services, person: string, query: string) {
  const token = await signIn(services, person);
  return send(services.image.application, `/v2/images${query}`, { token });
}

async function names(services: Services, person: string, query: string): Promise<string> {
  const answer = await ask(services, person, query);
  assert.equal(answer.status, 200, `${query} ${answer.text}`);
  const images = at(answer.body, 'images');
  assert.ok(Array.isArray(images));
  return images.map((image: unknown) => String(at(image, 'name'))).join(' ');
}

/** Beside the public `cirros` of 1024 bytes three of the owner's, a minute apart: apple, berry and a community one. */
async function withImages(): Promise<Services> {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  const images = [
    {
      name: 'apple',
      tags: ['fruit', 'red'],
      min_ram: 512,
      disk_format: 'qcow2',
      container_format: 'bare',
      colour: 'red',
    },
    { name: 'berry', tags: ['fruit'], protected: true },
    { name: 'cherry', visibility: 'community' },
    { name: 'date', os_hidden: true },
  ];
  for (const body of images) {
    services.clock.after(60, 'a minute', () => undefined);
    services.clock.advance();
    const made = await send(services.image.application, '/v2/images', { method: 'POST', token, body });
    assert.equal(made.status, 201, made.text);
  }
  return services;
}

/** As the Glance of 2025.1 was seen to choose and to sort. */
const cases: readonly (readonly [query: string, found: string])[] = [
  ['', 'cherry berry apple cirros'],
  ['?sort=name:asc', 'apple berry cherry cirros'],
  ['?sort_key=name&sort_dir=desc', 'cirros cherry berry apple'],
  ['?sort_key=status&sort_key=name&sort_dir=asc', 'cirros apple berry cherry'],
  ['?sort=size:asc,name:desc', 'cherry berry apple cirros'],
  ['?limit=0', ''],
  ['?size_min=1', 'cirros'],
  ['?size_min=1025', ''],
  ['?size_max=1024', 'cirros'],
  ['?size=1024', 'cirros'],
  ['?min_ram_min=1', 'apple'],
  ['?tag=fruit', 'berry apple'],
  ['?tag=fruit&tag=red', 'apple'],
  ['?protected=true', 'berry'],
  ['?os_hidden=true', 'date'],
  ['?visibility=community', 'cherry'],
  ['?status=in:active,queued', 'cherry berry apple cirros'],
  ['?name=in:"apple",cirros', 'apple cirros'],
  ['?name=apple&name=cirros', 'cirros'],
  ['?colour=red', 'apple'],
  ['?min_ram=512', 'apple'],
  ['?nothing=x', ''],
  ['?__proto__=x', ''],
  ['?toString=x', ''],
  ['?created_at=gt:2026-11-20T10:01:30Z', 'cherry berry'],
  ['?created_at=lte:2026-11-20T10:01:00Z', 'apple cirros'],
  ['?updated_at=2026-11-20T10:02:00Z', 'berry'],
  ['?member_status=all', 'cherry berry apple cirros'],
];

test('a list of images is filtered and sorted as it is asked for', async () => {
  const services = await withImages();
  for (const [query, found] of cases) assert.equal(await names(services, 'owner', query), found, query);
});

test('another project’s community image is shown to who asks for it', async () => {
  const services = await withImages();
  assert.equal(await names(services, 'stranger', ''), 'cirros');
  assert.equal(await names(services, 'stranger', '?visibility=community'), 'cherry');
  assert.equal(await names(services, 'stranger', '?visibility=all'), 'cherry cirros');
});

const refused: readonly (readonly [query: string, words: RegExp])[] = [
  ['?limit=-1', /limit param must be positive/],
  ['?limit=', /limit param must be an integer/],
  ['?marker=x', /No image found with ID x/],
  ['?sort_key=__proto__', /Invalid sort key: __proto__\. It must be one of/],
  ['?sort_key=name&sort_dir=up', /Invalid sort direction: up/],
  ['?sort=name:up', /Invalid sort direction: up/],
  ['?sort=name&sort_key=name', /Old and new sorting syntax cannot be combined/],
  ['?sort_key=name&sort_dir=asc&sort_dir=desc', /Number of sort dirs does not match/],
  ['?size_min=x', /Unable to filter on a range with a non-numeric value/],
  ['?protected=True', /Invalid value 'True' for 'protected' filter/],
  ['?os_hidden=x', /for 'os_hidden' filter/],
  ['?visibility=x', /Invalid visibility value: x/],
  ['?member_status=x', /Invalid status: x/],
  ['?created_at=x', /Bad "created_at" query filter format/],
  ['?created_at=zz:2020', /Unable to filter on a unknown operator/],
  ['?created_at=constructor:2020', /Unable to filter on a unknown operator/],
  ['?changes-since=x', /no longer available on v2/],
];

test('what a list of images cannot be asked for is a bad request', async () => {
  const services = await withImages();
  for (const [query, words] of refused) {
    const answer = await ask(services, 'owner', query);
    assert.equal(answer.status, 400, `${query} ${answer.text}`);
    assert.match(String(at(answer.body, 'message')), words);
  }
});

test('an image keeps no keys that are Glance’s own', async () => {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  const post = (body: object) => send(services.image.application, '/v2/images', { method: 'POST', token, body });
  assert.equal((await post({ locations: [] })).status, 403);
  assert.equal((await post({ ['a'.repeat(256)]: 'b' })).status, 400);
  assert.equal((await post({ id: '{11111111222243338444555555555556}' })).status, 400);
});
