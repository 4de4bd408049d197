import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at } from '../http/services';
import { Client, consumer, provider, wish } from './client';

const path = `/resource_providers/${provider}`;

async function withProvider(): Promise<Client> {
  const client = await Client.of();
  await client.addProvider();
  return client;
}

const refusals: readonly (readonly [string, object, RegExp])[] = [
  ['more than the capacity', { VCPU: 5 }, /The requested amount would exceed the capacity\./],
  ['a class without inventory', { VGPU: 1 }, /Inventory for 'VGPU' on resource provider '.*' invalid\./],
];

for (const [what, resources, text] of refusals) {
  test(`${what} is a conflict without a code of its own`, async () => {
    const client = await withProvider();
    const answer = await client.put(`/allocations/${consumer}`, wish({ [provider]: { resources } }, null));
    assert.equal(answer.status, 409);
    assert.equal(at(answer.body, 'errors', 0, 'code'), 'placement.undefined_code');
    assert.match(answer.text, /Unable to allocate inventory: /);
    assert.match(answer.text, text);
    assert.equal(at((await client.get(path)).body, 'generation'), 1);
  });
}

test('smallest unit, largest unit and step of an inventory are kept', async () => {
  const client = await withProvider();
  const inventories = { VCPU: { total: 99, min_unit: 2, max_unit: 8, step_size: 2 } };
  await client.put(`${path}/inventories`, { resource_provider_generation: 1, inventories });
  for (const amount of [1, 3, 10]) {
    assert.match((await client.allocate(consumer, amount, null)).text, /would violate inventory constraints\./);
  }
  assert.equal((await client.allocate(consumer, 4, null)).status, 204);
});

const badWrites: readonly (readonly [string, unknown, RegExp])[] = [
  ['an unknown class', wish({ [provider]: { resources: { CUSTOM_X: 1 } } }, null), /No such resource class CUSTOM_X\./],
  ['an amount of 0', wish({ [provider]: { resources: { VCPU: 0 } } }, null), /0 is less than the minimum of 1/],
  ['no resources', wish({ [provider]: { resources: {} } }, null), /\{\} does not have enough properties/],
  ['a bad provider', wish({ x: { resources: { VCPU: 1 } } }, null), /'x' does not match any of the regexes/],
  ['a class in lower case', wish({ [provider]: { resources: { vcpu: 1 } } }, null), /'vcpu' does not match/],
  ['a type in lower case', wish({}, null, 'instance'), /'instance' does not match '\^\[A-Z0-9_\]\+\$'/],
  [
    'no project',
    { allocations: {}, user_id: 'u', consumer_generation: null, consumer_type: 'X' },
    /'project_id' is a required/,
  ],
  [
    'no generation',
    { allocations: {}, project_id: 'p', user_id: 'u', consumer_type: 'X' },
    /'consumer_generation' is a required/,
  ],
  [
    'no type',
    { allocations: {}, project_id: 'p', user_id: 'u', consumer_generation: null },
    /'consumer_type' is a required/,
  ],
  ['an unknown key', { ...wish({}, null), colour: 'red' }, /'colour' was unexpected/],
];

for (const [what, body, text] of badWrites) {
  test(`a write with ${what} is a bad request`, async () => {
    const client = await withProvider();
    const answer = await client.put(`/allocations/${consumer}`, body);
    assert.equal(answer.status, 400, answer.text);
    assert.match(String(at(answer.body, 'errors', 0, 'detail')), text);
  });
}
