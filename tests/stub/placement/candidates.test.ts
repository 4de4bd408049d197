import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, every } from '../http/services';
import { Client, consumer, other, provider } from './client';

async function withTwo(): Promise<Client> {
  const client = await Client.of();
  await client.addProvider();
  await client.addProvider(other, 'host-2');
  return client;
}

async function ask(client: Client, query: string, version = '1.36') {
  const answer = await client.get(`/allocation_candidates?${query}`, { version: `placement ${version}` });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

async function found(client: Client, query: string): Promise<readonly string[]> {
  const mappings = every(at(await ask(client, query), 'allocation_requests'), 'mappings');
  return mappings.map((mapping) => String(at(mapping, '', 0)));
}

test('a candidate says what to allocate where, and what the providers are like', async () => {
  const client = await withTwo();
  await client.allocate(consumer, 2, null);
  const body = await ask(client, 'resources=VCPU:1,MEMORY_MB:512&limit=1');
  assert.deepEqual(at(body, 'allocation_requests'), [
    { allocations: { [provider]: { resources: { VCPU: 1, MEMORY_MB: 512 } } }, mappings: { '': [provider] } },
  ]);
  assert.deepEqual(at(body, 'provider_summaries'), {
    [provider]: {
      resources: {
        VCPU: { capacity: 4, used: 2 },
        MEMORY_MB: { capacity: 2048, used: 0 },
        DISK_GB: { capacity: 10, used: 0 },
      },
      traits: [],
      parent_provider_uuid: null,
      root_provider_uuid: provider,
    },
  });
});

test('older microversions show less', async () => {
  const client = await withTwo();
  const query = 'resources=VCPU:1';
  const first = await ask(client, query, '1.10');
  assert.deepEqual(at(first, 'allocation_requests', 0), {
    allocations: [{ resource_provider: { uuid: provider }, resources: { VCPU: 1 } }],
  });
  assert.deepEqual(at(first, 'provider_summaries', provider), { resources: { VCPU: { capacity: 4, used: 0 } } });
  const later = await ask(client, query, '1.33');
  assert.equal(at(later, 'allocation_requests', 0, 'mappings'), undefined);
  assert.deepEqual(at(later, 'provider_summaries', provider, 'traits'), []);
  assert.equal((await client.get(`/allocation_candidates?${query}`, { version: 'placement 1.9' })).status, 404);
});

test('without a provider that fits both parts are empty', async () => {
  const client = await withTwo();
  const body = await ask(client, 'resources=VCPU:100');
  assert.deepEqual(body, { allocation_requests: [], provider_summaries: {} });
});

test('what is full, lacks a trait, is forbidden one, or lies in another aggregate or tree is left out', async () => {
  const client = await withTwo();
  const aggregate = 'bbbbbbbb-0000-4000-8000-000000000001';
  await client.put(`/resource_providers/${provider}/traits`, {
    resource_provider_generation: 1,
    traits: ['COMPUTE_STATUS_DISABLED'],
  });
  await client.put(`/resource_providers/${other}/aggregates`, {
    resource_provider_generation: 1,
    aggregates: [aggregate],
  });
  const one = 'resources=VCPU:1';
  assert.deepEqual(await found(client, one), [provider, other]);
  assert.deepEqual(await found(client, `${one}&required=COMPUTE_STATUS_DISABLED`), [provider]);
  assert.deepEqual(await found(client, `${one}&required=!COMPUTE_STATUS_DISABLED`), [other]);
  assert.deepEqual(await found(client, `${one}&root_required=!COMPUTE_STATUS_DISABLED`), [other]);
  assert.deepEqual(await found(client, `${one}&member_of=${aggregate}`), [other]);
  assert.deepEqual(await found(client, `${one}&member_of=!${aggregate}`), [provider]);
  assert.deepEqual(await found(client, `${one}&in_tree=${provider}`), [provider]);
  assert.deepEqual(await found(client, `${one}&limit=1`), [provider]);
  await client.allocate(consumer, 4, null, other);
  assert.deepEqual(await found(client, one), [provider]);
});

test('granular groups are satisfied together and mapped', async () => {
  const client = await withTwo();
  const query = 'resources=VCPU:1&resources_DISK=DISK_GB:2&resources_MORE=VCPU:2&group_policy=none&limit=1';
  assert.deepEqual(at(await ask(client, query), 'allocation_requests', 0), {
    allocations: { [provider]: { resources: { VCPU: 3, DISK_GB: 2 } } },
    mappings: { '': [provider], _DISK: [provider], _MORE: [provider] },
  });
});

test('a request without resources lacks a value', async () => {
  const client = await withTwo();
  const answer = await client.get('/allocation_candidates');
  assert.equal(answer.status, 400);
  assert.equal(at(answer.body, 'errors', 0, 'code'), 'placement.query.missing_value');
});

test('a tree serves a request together: each class from a provider that has it, each other group from one', async () => {
  const client = await withTwo();
  const child = 'cccccccc-0000-4000-8000-000000000001';
  await client.post('/resource_providers', { uuid: child, name: 'host-1-cards', parent_provider_uuid: provider });
  await client.put('/resource_classes/CUSTOM_CARD', undefined);
  await client.put('/traits/CUSTOM_FAST', undefined);
  await client.put(`/resource_providers/${child}/inventories`, {
    resource_provider_generation: 0,
    inventories: { CUSTOM_CARD: { total: 1 } },
  });
  await client.put(`/resource_providers/${child}/traits`, { resource_provider_generation: 1, traits: ['CUSTOM_FAST'] });
  const loose = await ask(client, 'resources=VCPU:1,CUSTOM_CARD:1&required=CUSTOM_FAST');
  const expected = { [provider]: { resources: { VCPU: 1 } }, [child]: { resources: { CUSTOM_CARD: 1 } } };
  assert.deepEqual(at(loose, 'allocation_requests'), [{ allocations: expected, mappings: { '': [provider, child] } }]);
  for (const uuid of [provider, child]) assert.notEqual(at(loose, 'provider_summaries', uuid), undefined);
  const granular = await ask(client, 'resources=VCPU:1&resources_CARD=CUSTOM_CARD:1');
  assert.deepEqual(at(granular, 'allocation_requests', 0, 'mappings'), { '': [provider], _CARD: [child] });
  const none = { allocation_requests: [], provider_summaries: {} };
  assert.deepEqual(await ask(client, 'resources_BOTH=VCPU:1,CUSTOM_CARD:1'), none, 'one group, one provider');
  assert.deepEqual(await ask(client, 'resources=VCPU:1&required=CUSTOM_FAST'), none, 'the child gives nothing');
  assert.deepEqual(await ask(client, 'resources=VCPU:1,CUSTOM_CARD:2'), none, 'only one card');
  assert.deepEqual(await ask(client, 'resources=VCPU:1,CUSTOM_CARD:1', '1.28'), none, 'trees since 1.29');
});
