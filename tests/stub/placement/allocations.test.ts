import assert from 'node:assert/strict';
import { test } from 'node:test';

import { healthyPlacement } from '../../../support/stub/placement/healthy-placement';
import { at } from '../http/services';
import { Client, consumer, other, provider, second, untypedWish, wish } from './client';

const path = `/resource_providers/${provider}`;

async function withProvider(): Promise<Client> {
  const client = await Client.of();
  await client.addProvider();
  return client;
}

async function used(client: Client): Promise<unknown> {
  return at((await client.get(`${path}/usages`)).body, 'usages', 'VCPU');
}

async function generation(client: Client): Promise<unknown> {
  return at((await client.get(path)).body, 'generation');
}

test('an unknown consumer has no allocations, and nothing else is told', async () => {
  const client = await withProvider();
  const answer = await client.get(`/allocations/${consumer}`);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, { allocations: {} });
});

test('what a consumer holds is shown by microversion', async () => {
  const client = await withProvider();
  assert.equal((await client.allocate(consumer, 1, null)).status, 204);
  const allocations = { [provider]: { resources: { VCPU: 1 }, generation: 2 } };
  const show = async (version: string) =>
    (await client.get(`/allocations/${consumer}`, { version: `placement ${version}` })).body;
  assert.deepEqual(await show('1.11'), { allocations });
  assert.deepEqual(await show('1.12'), { allocations, project_id: 'p', user_id: 'u' });
  assert.deepEqual(await show('1.28'), { allocations, project_id: 'p', user_id: 'u', consumer_generation: 1 });
  assert.deepEqual(await show('1.38'), {
    allocations,
    project_id: 'p',
    user_id: 'u',
    consumer_generation: 1,
    consumer_type: 'INSTANCE',
  });
});

test('what is held on a provider is shown by microversion', async () => {
  const client = await withProvider();
  await client.allocate(consumer, 2, null);
  const show = async (version: string) =>
    (await client.get(`${path}/allocations`, { version: `placement ${version}` })).body;
  assert.deepEqual(await show('1.27'), {
    allocations: { [consumer]: { resources: { VCPU: 2 } } },
    resource_provider_generation: 2,
  });
  assert.deepEqual(await show('1.28'), {
    allocations: { [consumer]: { resources: { VCPU: 2 }, consumer_generation: 1 } },
    resource_provider_generation: 2,
  });
  const unknown = await client.get(`/resource_providers/${other}/allocations`);
  assert.equal(unknown.status, 404);
  assert.match(unknown.text, /Resource provider '.*' not found: No resource provider with uuid .* found/);
});

test('usages show every class with an inventory, 0 where nothing is used', async () => {
  const client = await withProvider();
  await client.allocate(consumer, 2, null);
  assert.deepEqual((await client.get(`${path}/usages`)).body, {
    resource_provider_generation: 2,
    usages: { VCPU: 2, MEMORY_MB: 0, DISK_GB: 0 },
  });
});

test('a write replaces all that the consumer held', async () => {
  const client = await withProvider();
  await client.addProvider(other, 'host-2');
  await client.allocate(consumer, 2, null);
  assert.equal((await client.allocate(consumer, 1, 1, other)).status, 204);
  const body = (await client.get(`/allocations/${consumer}`)).body;
  assert.deepEqual(at(body, 'allocations'), { [other]: { resources: { VCPU: 1 }, generation: 2 } });
  assert.equal(await used(client), 0);
});

test('PUT raises the generations of provider and consumer, DELETE that of nobody', async () => {
  const client = await withProvider();
  assert.equal(await generation(client), 1);
  await client.allocate(consumer, 1, null);
  assert.equal(await generation(client), 2);
  await client.allocate(consumer, 2, 1);
  assert.equal(await generation(client), 3);
  assert.equal(at((await client.get(`/allocations/${consumer}`)).body, 'consumer_generation'), 2);
  assert.equal((await client.delete(`/allocations/${consumer}`)).status, 204);
  assert.equal(await generation(client), 3);
  assert.equal(await used(client), 0);
});

test('deleting what is not there is not found', async () => {
  const client = await withProvider();
  const answer = await client.delete(`/allocations/${consumer}`);
  assert.equal(answer.status, 404);
  assert.ok(String(at(answer.body, 'errors', 0, 'detail')).includes(`No allocations for consumer '${consumer}'`));
});

test('once the last allocation is gone the consumer is new again', async () => {
  const client = await withProvider();
  for (const end of [() => client.delete(`/allocations/${consumer}`), () => client.allocate(consumer, 0, 1)]) {
    assert.equal((await client.allocate(consumer, 1, null)).status, 204);
    assert.equal((await end()).status, 204);
    const stale = await client.allocate(consumer, 1, 1);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /consumer generation conflict - expected null but got 1/);
  }
});

test('a wrong consumer generation is a conflict', async () => {
  const client = await withProvider();
  await client.allocate(consumer, 1, null);
  const answer = await client.allocate(consumer, 1, null);
  assert.equal(answer.status, 409);
  assert.equal(at(answer.body, 'errors', 0, 'code'), 'placement.concurrent_update');
  assert.equal(
    at(answer.body, 'errors', 0, 'detail'),
    'There was a conflict when trying to complete your request.\n\n' +
      ' consumer generation conflict - expected 1 but got None  ',
  );
});

test('an empty write for an unknown consumer leaves its record behind (bug 1778576)', async () => {
  const client = await withProvider();
  assert.equal((await client.allocate(consumer, 0, null)).status, 204);
  const first = await client.allocate(consumer, 1, null);
  assert.equal(first.status, 409);
  assert.match(first.text, /expected 0 but got None/);
  assert.equal((await client.allocate(consumer, 1, 0)).status, 204);
});

test('a write that names an unknown provider leaves the consumer behind (bug 1778576)', async () => {
  const client = await withProvider();
  const refused = await client.allocate(consumer, 1, null, other);
  assert.equal(refused.status, 400);
  assert.match(refused.text, new RegExp(`Allocation for resource provider '${other}' that does not exist\\.`));
  assert.match((await client.allocate(consumer, 1, null)).text, /expected 0 but got None/);
});

test('any other failed write leaves no consumer behind', async () => {
  const client = await withProvider();
  assert.equal((await client.allocate(consumer, 5, null)).status, 409);
  assert.equal((await client.allocate(consumer, 1, null)).status, 204);
});

test('a consumer is named by a UUID', async () => {
  const client = await withProvider();
  const answer = await client.put('/allocations/server-1', wish({}, null));
  assert.equal(answer.status, 400);
  assert.match(answer.text, /Malformed consumer_uuid: server-1/);
});

test('from 1.12 to 1.27 a write needs an allocation, and knows no generations', async () => {
  const client = await withProvider();
  client.version = '1.27';
  const body = (allocations: object) => ({ allocations, project_id: 'p', user_id: 'u' });
  assert.equal((await client.put(`/allocations/${consumer}`, body({}))).status, 400);
  const wanted = { [provider]: { resources: { VCPU: 1 } } };
  for (let round = 0; round < 2; round++) {
    assert.equal((await client.put(`/allocations/${consumer}`, body(wanted))).status, 204);
  }
});

test('below 1.12 allocations are a list, below 1.8 without a project', async () => {
  const client = await withProvider();
  const allocations = [{ resource_provider: { uuid: provider }, resources: { VCPU: 1 } }];
  client.version = '1.7';
  assert.equal((await client.put(`/allocations/${consumer}`, { allocations })).status, 204);
  client.version = '1.12';
  const none = '00000000-0000-0000-0000-000000000000';
  assert.equal(at((await client.get(`/allocations/${consumer}`)).body, 'project_id'), none);
  client.version = '1.8';
  assert.equal((await client.put(`/allocations/${consumer}`, { allocations })).status, 400);
});

test('mappings are accepted from 1.34 on', async () => {
  const client = await withProvider();
  const body = untypedWish({ [provider]: { resources: { VCPU: 1 } } }, null);
  const mapped = { ...body, mappings: { '': [provider] } };
  const put = (version: string) => client.put(`/allocations/${consumer}`, mapped, { version: `placement ${version}` });
  assert.equal((await put('1.33')).status, 400);
  assert.equal((await put('1.36')).status, 204);
  assert.equal(at((await client.get(`/allocations/${consumer}`)).body, 'consumer_type'), 'unknown');
});

test('POST moves an allocation from one consumer to another, all or nothing', async () => {
  const client = await withProvider();
  await client.allocate(consumer, 4, null);
  const held = { [provider]: { resources: { VCPU: 4 } } };
  const moved = await client.post('/allocations', { [consumer]: wish({}, 1), [second]: wish(held, null, 'MIGRATION') });
  assert.equal(moved.status, 204, moved.text);
  assert.deepEqual(at((await client.get(`/allocations/${consumer}`)).body, 'allocations'), {});
  assert.equal(await used(client), 4);
  const both = { [consumer]: wish({ [provider]: { resources: { VCPU: 1 } } }, null), [second]: wish(held, 1) };
  assert.equal((await client.post('/allocations', both)).status, 409);
  assert.deepEqual((await client.get(`/allocations/${consumer}`)).body, { allocations: {} });
  assert.equal(await used(client), 4);
  assert.equal((await client.post('/allocations', {}, { version: 'placement 1.12' })).status, 404);
});

test('POST with one stale generation makes no consumer', async () => {
  const client = await withProvider();
  const held = { [provider]: { resources: { VCPU: 1 } } };
  const stale = { [consumer]: wish(held, null), [second]: wish(held, 7) };
  assert.equal((await client.post('/allocations', stale)).status, 409);
  assert.equal((await client.allocate(consumer, 1, null)).status, 204);
});

test('capacity is summed over all consumers of one POST (bug 1778743)', async () => {
  const client = await withProvider();
  const held = { [provider]: { resources: { VCPU: 3 } } };
  const answer = await client.post('/allocations', { [consumer]: wish(held, null), [second]: wish(held, null) });
  assert.equal(answer.status, 409);
  assert.equal(await used(client), 0);
});

test('an over-committed provider takes no write, or since 2025.2 one that does not add to it', async () => {
  for (const [overCommitted, reduced, grown] of [
    ['no write', 409, 409],
    ['no growth', 204, 409],
  ] as const) {
    const client = await Client.of('operator', { traits: { overCommitted } });
    await client.addProvider();
    await client.allocate(consumer, 4, null);
    await client.put(`${path}/inventories`, { resource_provider_generation: 2, inventories: { VCPU: { total: 1 } } });
    assert.equal((await client.allocate(consumer, 5, 1)).status, grown);
    assert.equal((await client.allocate(second, 1, null)).status, 409);
    assert.equal((await client.allocate(consumer, 3, 1)).status, reduced);
    assert.equal((await client.delete(`/allocations/${consumer}`)).status, 204);
  }
});

test('the usages of a project, by consumer type from 1.38 on', async () => {
  const client = await withProvider();
  await client.allocate(consumer, 1, null);
  const memory = { [provider]: { resources: { VCPU: 1, MEMORY_MB: 512 } } };
  await client.put(`/allocations/${second}`, untypedWish(memory, null), { version: 'placement 1.36' });
  const read = async (query: string, version = '1.39') =>
    at((await client.get(`/usages?${query}`, { version: `placement ${version}` })).body, 'usages');
  assert.deepEqual(await read('project_id=p', '1.37'), { VCPU: 2, MEMORY_MB: 512 });
  assert.deepEqual(await read('project_id=p'), {
    INSTANCE: { VCPU: 1, consumer_count: 1 },
    unknown: { VCPU: 1, MEMORY_MB: 512, consumer_count: 1 },
  });
  assert.deepEqual(await read('project_id=p&consumer_type=unknown'), {
    unknown: { VCPU: 1, MEMORY_MB: 512, consumer_count: 1 },
  });
  assert.deepEqual(await read('project_id=p&consumer_type=all'), {
    all: { VCPU: 2, MEMORY_MB: 512, consumer_count: 2 },
  });
  assert.deepEqual(await read('project_id=p&user_id=somebody'), {});
  assert.deepEqual(await read('project_id=nobody'), {});
  assert.equal((await client.get('/usages?project_id=p', { version: 'placement 1.8' })).status, 404);
});

test('a step can be replaced from outside', async () => {
  const { deleteAllocations } = healthyPlacement.operations;
  const forgetful = { ...deleteAllocations, removeAllocations: () => 'stop' as const };
  const placementSeams = {
    ...healthyPlacement,
    operations: { ...healthyPlacement.operations, deleteAllocations: forgetful },
  };
  const client = await Client.of('operator', { placementSeams });
  await client.addProvider();
  await client.allocate(consumer, 1, null);
  assert.equal((await client.delete(`/allocations/${consumer}`)).status, 204);
  assert.equal(await used(client), 1);
});
