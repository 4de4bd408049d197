import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, every } from '../http/services';
import { Client, consumer, other, provider } from './client';

const path = `/resource_providers/${provider}`;

test('a provider is made of generation 0; from 1.20 on it is shown at once', async () => {
  const client = await Client.of();
  const shown = await client.post('/resource_providers', { uuid: provider, name: 'host-1' });
  assert.equal(shown.status, 200);
  assert.equal(at(shown.body, 'generation'), 0);
  assert.equal(at(shown.body, 'root_provider_uuid'), provider);
  assert.equal(at(shown.body, 'parent_provider_uuid'), null);
  assert.ok(shown.headers.get('location')?.endsWith(`/placement${path}`));
  const silent = await client.post('/resource_providers', { name: 'host-2' }, { version: 'placement 1.19' });
  assert.equal(silent.status, 201);
  assert.equal(silent.text, '');
  assert.match(silent.headers.get('location') ?? '', /\/resource_providers\/[0-9a-f-]{36}$/);
});

test('what a provider shows grows with the microversion', async () => {
  const client = await Client.of();
  await client.addProvider();
  const old = await client.get(path, { version: 'placement 1.0' });
  assert.deepEqual(old.body, {
    uuid: provider,
    name: 'host-1',
    generation: 1,
    links: [
      { rel: 'self', href: `/placement${path}` },
      { rel: 'inventories', href: `/placement${path}/inventories` },
      { rel: 'usages', href: `/placement${path}/usages` },
    ],
  });
  const now = await client.get(path);
  const rels = ['aggregates', 'allocations', 'inventories', 'self', 'traits', 'usages'];
  assert.deepEqual(every(at(now.body, 'links'), 'rel'), rels);
});

test('a name or UUID is given once', async () => {
  const client = await Client.of();
  await client.addProvider();
  const same = await client.post('/resource_providers', { uuid: provider, name: 'host-1' });
  assert.equal(same.status, 409);
  assert.equal(at(same.body, 'errors', 0, 'code'), 'placement.duplicate_name');
  const detail = String(at(same.body, 'errors', 0, 'detail'));
  assert.ok(detail.includes(`Conflicting resource provider uuid: ${provider}, name: host-1 already exists.`));
});

test('providers are found by name, UUID, tree, resources, traits and aggregates', async () => {
  const client = await Client.of();
  await client.addProvider();
  await client.addProvider(other, 'host-2');
  const child = 'aaaaaaaa-0000-4000-8000-000000000003';
  await client.post('/resource_providers', { uuid: child, name: 'numa', parent_provider_uuid: provider });
  await client.put(`/resource_providers/${other}/traits`, {
    resource_provider_generation: 1,
    traits: ['HW_NUMA_ROOT'],
  });
  const aggregate = 'bbbbbbbb-0000-4000-8000-000000000001';
  const aggregates = { resource_provider_generation: 1, aggregates: [aggregate] };
  assert.equal((await client.put(`${path}/aggregates`, aggregates)).status, 200);
  const find = async (query: string) => {
    const answer = await client.get(`/resource_providers?${query}`);
    assert.equal(answer.status, 200, answer.text);
    return every(at(answer.body, 'resource_providers'), 'name');
  };
  assert.deepEqual(await find(''), ['host-1', 'host-2', 'numa']);
  assert.deepEqual(await find('name=host-2'), ['host-2']);
  assert.deepEqual(await find(`uuid=${provider}`), ['host-1']);
  assert.deepEqual(await find(`in_tree=${child}`), ['host-1', 'numa']);
  assert.deepEqual(await find(`in_tree=${consumer}`), []);
  assert.deepEqual(await find('resources=VCPU:4'), ['host-1', 'host-2']);
  assert.deepEqual(await find('resources=VCPU:5'), []);
  assert.deepEqual(await find('required=HW_NUMA_ROOT'), ['host-2']);
  assert.deepEqual(await find('required=!HW_NUMA_ROOT'), ['host-1', 'numa']);
  assert.deepEqual(await find('required=in:HW_NUMA_ROOT,OWNER_NOVA'), ['host-2']);
  assert.deepEqual(await find(`member_of=${aggregate}`), ['host-1']);
  assert.deepEqual(await find(`member_of=!${aggregate}`), ['host-2', 'numa']);
  assert.deepEqual(await find(`member_of=in:${aggregate},${consumer}`), ['host-1']);
  await client.allocate(consumer, 2, null);
  assert.deepEqual(await find('resources=VCPU:3'), ['host-2']);
});

test('a provider is renamed and gets a parent, once below 1.37', async () => {
  const client = await Client.of();
  await client.addProvider();
  await client.addProvider(other, 'host-2');
  const renamed = await client.put(path, { name: 'host-9', parent_provider_uuid: other });
  assert.equal(renamed.status, 200);
  assert.equal(at(renamed.body, 'name'), 'host-9');
  assert.equal(at(renamed.body, 'root_provider_uuid'), other);
  assert.equal(at(renamed.body, 'generation'), 1);
  const old = await client.put(path, { name: 'host-9', parent_provider_uuid: null }, { version: 'placement 1.36' });
  assert.equal(old.status, 400);
  assert.match(old.text, /un-parenting a provider is not currently allowed/);
  const loop = await client.put(`/resource_providers/${other}`, { name: 'host-2', parent_provider_uuid: provider });
  assert.equal(loop.status, 400);
  assert.match(loop.text, /creating loop/);
  assert.equal((await client.put(path, { name: 'host-9', parent_provider_uuid: null })).status, 200);
  assert.equal((await client.put(path, { name: 'host-2' })).status, 409);
});

test('a provider is deleted unless it is in use or has children', async () => {
  const client = await Client.of();
  await client.addProvider();
  await client.allocate(consumer, 1, null);
  const used = await client.delete(path);
  assert.equal(used.status, 409);
  assert.equal(at(used.body, 'errors', 0, 'code'), 'placement.resource_provider.inuse');
  assert.match(
    used.text,
    new RegExp(`Unable to delete resource provider ${provider}: Resource provider has allocations\\.`),
  );
  await client.delete(`/allocations/${consumer}`);
  await client.post('/resource_providers', { uuid: other, name: 'child', parent_provider_uuid: provider });
  const parent = await client.delete(path);
  assert.equal(parent.status, 409);
  assert.equal(at(parent.body, 'errors', 0, 'code'), 'placement.resource_provider.cannot_delete_parent');
  assert.equal((await client.delete(`/resource_providers/${other}`)).status, 204);
  assert.equal((await client.delete(path)).status, 204);
  const gone = await client.delete(path);
  assert.equal(gone.status, 404);
  assert.match(gone.text, /No resource provider with uuid .* found for delete/);
});

test('inventories: defaults, generations, conflicts', async () => {
  const client = await Client.of();
  await client.post('/resource_providers', { uuid: provider, name: 'host-1' });
  const inventories = { VCPU: { total: 4, allocation_ratio: 16 } };
  const set = await client.put(`${path}/inventories`, { resource_provider_generation: 0, inventories });
  const full = { total: 4, reserved: 0, min_unit: 1, max_unit: 2147483647, step_size: 1, allocation_ratio: 16 };
  assert.deepEqual(set.body, { resource_provider_generation: 1, inventories: { VCPU: full } });
  assert.deepEqual((await client.get(`${path}/inventories`)).body, set.body);
  const stale = await client.put(`${path}/inventories`, { resource_provider_generation: 0, inventories });
  assert.equal(stale.status, 409);
  assert.equal(at(stale.body, 'errors', 0, 'code'), 'placement.concurrent_update');
  assert.match(stale.text, /resource provider generation conflict/);
  const unknown = await client.put(`${path}/inventories`, {
    resource_provider_generation: 1,
    inventories: { CUSTOM_X: { total: 1 } },
  });
  assert.equal(unknown.status, 400);
  assert.match(unknown.text, /Unknown resource class in inventory .*: No such resource class CUSTOM_X\./);
});

test('whatever stands under a name that no class can have, there is no such class', async () => {
  const client = await Client.of();
  await client.post('/resource_providers', { uuid: provider, name: 'host-1' });
  for (const wanted of [null, {}, [], 1, 'a', { total: 'x' }, { total: 1 }]) {
    const inventories = { a: wanted };
    const reply = await client.put(`${path}/inventories`, { resource_provider_generation: 0, inventories });
    assert.equal(reply.status, 400, JSON.stringify(wanted));
    assert.match(reply.text, /No such resource class a\./);
  }
});

test('a class in use cannot be taken away, but shrunk below its use', async () => {
  const client = await Client.of();
  await client.addProvider();
  await client.allocate(consumer, 3, null);
  const without = { resource_provider_generation: 2, inventories: { DISK_GB: { total: 10 } } };
  const refused = await client.put(`${path}/inventories`, without);
  assert.equal(refused.status, 409);
  assert.equal(at(refused.body, 'errors', 0, 'code'), 'placement.inventory.inuse');
  assert.match(refused.text, /update conflict: Inventory for 'VCPU' on resource provider '.*' in use\./);
  const all = await client.delete(`${path}/inventories`);
  assert.equal(all.status, 409);
  assert.equal(at(all.body, 'errors', 0, 'code'), 'placement.inventory.inuse');
  const one = await client.delete(`${path}/inventories/VCPU`);
  assert.equal(one.status, 409);
  assert.equal(at(one.body, 'errors', 0, 'code'), 'placement.concurrent_update');
  const shrunk = { resource_provider_generation: 2, inventories: { VCPU: { total: 1 } } };
  assert.equal((await client.put(`${path}/inventories`, shrunk)).status, 200);
  assert.deepEqual(at((await client.get(`${path}/usages`)).body, 'usages'), { VCPU: 3 });
});

test('reserved may equal the total from 1.26 on, and never exceed it', async () => {
  const client = await Client.of();
  await client.addProvider();
  const write = (reserved: number, version: string) =>
    client.put(
      `${path}/inventories/VCPU`,
      { resource_provider_generation: 1, total: 4, reserved },
      { version: `placement ${version}` },
    );
  const old = await write(4, '1.25');
  assert.equal(old.status, 400);
  assert.match(old.text, /The reserved value is greater than or equal to total\./);
  assert.match((await write(5, '1.39')).text, /The reserved value is greater than total\./);
  assert.equal((await write(4, '1.26')).status, 200);
});

test('one inventory is made, shown, changed and removed; each write raises the generation', async () => {
  const client = await Client.of();
  await client.addProvider();
  await client.put('/resource_classes/CUSTOM_GPU', undefined);
  const made = await client.post(`${path}/inventories`, { resource_class: 'CUSTOM_GPU', total: 2 });
  assert.equal(made.status, 201);
  assert.equal(at(made.body, 'resource_provider_generation'), 2);
  assert.equal((await client.post(`${path}/inventories`, { resource_class: 'CUSTOM_GPU', total: 2 })).status, 409);
  const changed = await client.put(`${path}/inventories/CUSTOM_GPU`, { resource_provider_generation: 2, total: 3 });
  assert.equal(at(changed.body, 'total'), 3);
  assert.equal(
    (await client.put(`${path}/inventories/VGPU`, { resource_provider_generation: 3, total: 3 })).status,
    400,
  );
  assert.equal((await client.delete(`${path}/inventories/CUSTOM_GPU`)).status, 204);
  assert.equal((await client.get(`${path}/inventories/CUSTOM_GPU`)).status, 404);
  assert.equal((await client.delete(`${path}/inventories/CUSTOM_GPU`)).status, 404);
  assert.equal(at((await client.get(path)).body, 'generation'), 4);
  assert.equal((await client.delete(`${path}/inventories`, { version: 'placement 1.4' })).status, 405);
  assert.equal((await client.delete(`${path}/inventories`)).status, 204);
  assert.deepEqual(at((await client.get(`${path}/inventories`)).body, 'inventories'), {});
});

test('traits of a provider: generation guarded, raised only by a change', async () => {
  const client = await Client.of();
  await client.addProvider();
  const put = (traits: string[], generation: number) =>
    client.put(`${path}/traits`, { resource_provider_generation: generation, traits });
  const set = await put(['COMPUTE_STATUS_DISABLED'], 1);
  assert.deepEqual(set.body, { traits: ['COMPUTE_STATUS_DISABLED'], resource_provider_generation: 2 });
  assert.equal(at((await put(['COMPUTE_STATUS_DISABLED'], 2)).body, 'resource_provider_generation'), 2);
  const stale = await put([], 1);
  assert.equal(stale.status, 409);
  assert.match(stale.text, /Resource provider's generation already changed\./);
  assert.match((await put(['CUSTOM_NEW'], 2)).text, /No such trait CUSTOM_NEW/);
  assert.equal((await client.put('/traits/CUSTOM_NEW', undefined)).status, 201);
  assert.equal((await client.put('/traits/CUSTOM_NEW', undefined)).status, 204);
  assert.equal((await put(['CUSTOM_NEW'], 2)).status, 200);
  assert.equal((await client.delete('/traits/CUSTOM_NEW')).status, 409);
  assert.equal((await client.delete(`${path}/traits`)).status, 204);
  assert.equal((await client.delete('/traits/CUSTOM_NEW')).status, 204);
  assert.equal((await client.get('/traits/CUSTOM_NEW')).status, 404);
  assert.equal((await client.get('/traits/HW_NUMA_ROOT')).status, 204);
  assert.equal((await client.delete('/traits/HW_NUMA_ROOT')).status, 400);
  assert.equal((await client.put('/traits/NEW', undefined)).status, 400);
  assert.equal((await client.get('/traits', { version: 'placement 1.5' })).status, 404);
  const disabled = await client.get('/traits?name=startswith:COMPUTE_STATUS');
  assert.deepEqual(disabled.body, { traits: ['COMPUTE_STATUS_DISABLED'] });
  assert.deepEqual((await client.get('/traits?associated=true')).body, { traits: [] });
});

test('aggregates of a provider: the generation counts from 1.19 on', async () => {
  const client = await Client.of();
  await client.addProvider();
  const aggregate = 'bbbbbbbb-0000-4000-8000-000000000001';
  const old = await client.put(`${path}/aggregates`, [aggregate], { version: 'placement 1.18' });
  assert.deepEqual(old.body, { aggregates: [aggregate] });
  assert.equal(at((await client.get(path)).body, 'generation'), 1);
  const body = { aggregates: [], resource_provider_generation: 1 };
  assert.deepEqual((await client.put(`${path}/aggregates`, body)).body, {
    aggregates: [],
    resource_provider_generation: 2,
  });
  assert.equal((await client.put(`${path}/aggregates`, body)).status, 409);
});

test('resource classes: standard ones stay, custom ones come and go', async () => {
  const client = await Client.of();
  assert.equal((await client.put('/resource_classes/CUSTOM_A', undefined)).status, 201);
  assert.equal((await client.put('/resource_classes/CUSTOM_A', undefined)).status, 204);
  assert.equal((await client.post('/resource_classes', { name: 'CUSTOM_A' })).status, 409);
  assert.equal((await client.put('/resource_classes/lower', undefined)).status, 400);
  assert.equal(at((await client.get('/resource_classes/CUSTOM_A')).body, 'name'), 'CUSTOM_A');
  assert.equal((await client.delete('/resource_classes/VCPU')).status, 400);
  assert.equal((await client.delete('/resource_classes/CUSTOM_A')).status, 204);
  assert.equal((await client.get('/resource_classes/CUSTOM_A')).status, 404);
  const listed = await client.get('/resource_classes');
  assert.ok(every(at(listed.body, 'resource_classes'), 'name').includes('VCPU'));
});
