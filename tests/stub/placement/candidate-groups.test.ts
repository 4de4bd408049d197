import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, every } from '../http/services';
import { Client } from './client';

const uuids = {
  root: 'aaaaaaaa-0000-4000-8000-00000000000a',
  c1: 'aaaaaaaa-0000-4000-8000-0000000000c1',
  c2: 'aaaaaaaa-0000-4000-8000-0000000000c2',
  g1: 'aaaaaaaa-0000-4000-8000-0000000000f1',
} as const;

type Name = keyof typeof uuids;

const parents: Readonly<Record<Name, Name | undefined>> = { root: undefined, c1: 'root', c2: 'root', g1: 'c1' };
const names: readonly Name[] = ['root', 'c1', 'c2', 'g1'];

/** A root with the children c1 and c2, g1 below c1; all but the root have CUSTOM_PROBE, and c1 has CUSTOM_FIRST. */
async function withTree(): Promise<Client> {
  const client = await Client.of();
  await client.put('/resource_classes/CUSTOM_PROBE', undefined);
  await client.put('/traits/CUSTOM_FIRST', undefined);
  for (const name of names) {
    const parent = parents[name];
    const above = parent === undefined ? {} : { parent_provider_uuid: uuids[parent] };
    await client.post('/resource_providers', { name, uuid: uuids[name], ...above });
    if (parent === undefined) continue;
    const inventories = { CUSTOM_PROBE: { total: 4 } };
    const set = { resource_provider_generation: 0, inventories };
    await client.put(`/resource_providers/${uuids[name]}/inventories`, set);
  }
  const traits = { traits: ['CUSTOM_FIRST'], resource_provider_generation: 1 };
  assert.equal((await client.put(`/resource_providers/${uuids.c1}/traits`, traits)).status, 200);
  return client;
}

function nameOf(uuid: unknown): string {
  return names.find((name) => uuids[name] === uuid) ?? String(uuid);
}

/** Like `1:c1 2:g1 = c1,g1`: which provider serves which group, and from whom something is taken. */
async function ask(client: Client, query: string): Promise<readonly string[]> {
  const answer = await client.get(`/allocation_candidates?${query}`, { version: 'placement 1.36' });
  assert.equal(answer.status, 200, answer.text);
  const requests = at(answer.body, 'allocation_requests');
  const mappings = every(requests, 'mappings').map((mapping) =>
    Object.entries(Object(mapping) as object).map(([suffix, providers]) => `${suffix}:${nameOf(at(providers, 0))}`),
  );
  assert.ok(Array.isArray(requests));
  return requests
    .map((request: unknown, index) => {
      const from = Object.keys(Object(at(request, 'allocations')) as object).map(nameOf);
      return `${(mappings[index] ?? []).sort().join(' ')} = ${from.sort().join(',')}`;
    })
    .sort();
}

const two = 'resources1=CUSTOM_PROBE:1&resources2=CUSTOM_PROBE:1';
const beside = 'resources1=CUSTOM_PROBE:1&required_A=CUSTOM_FIRST&same_subtree=1,_A';

/** As the Placement of 2025.1 answered for the same tree. */
const answers: readonly (readonly [query: string, candidates: readonly string[]])[] = [
  [
    `${two}&group_policy=isolate`,
    [
      '1:c1 2:c2 = c1,c2',
      '1:c1 2:g1 = c1,g1',
      '1:c2 2:c1 = c1,c2',
      '1:c2 2:g1 = c2,g1',
      '1:g1 2:c1 = c1,g1',
      '1:g1 2:c2 = c2,g1',
    ],
  ],
  [
    `${two}&group_policy=none&same_subtree=1,2`,
    ['1:c1 2:c1 = c1', '1:c1 2:g1 = c1,g1', '1:c2 2:c2 = c2', '1:g1 2:c1 = c1,g1', '1:g1 2:g1 = g1'],
  ],
  [`${beside}&group_policy=none`, ['1:c1 _A:c1 = c1', '1:g1 _A:c1 = g1']],
  [`${beside}&group_policy=isolate`, ['1:g1 _A:c1 = g1']],
  [
    'resources=CUSTOM_PROBE:1&required_A=CUSTOM_FIRST&same_subtree=_A',
    [':c1 _A:c1 = c1', ':c2 _A:c1 = c2', ':g1 _A:c1 = g1'],
  ],
];

test('groups share a provider or not, and stay within a subtree, as they are asked to', async () => {
  const client = await withTree();
  for (const [query, candidates] of answers) assert.deepEqual(await ask(client, query), candidates, query);
  assert.equal((await ask(client, `${two}&group_policy=none`)).length, 9);
});

const badValue = 'placement.query.bad_value';

/** As the Placement of 2025.1 refused them. */
const refusals: readonly (readonly [version: string, query: string, words: RegExp, code?: string])[] = [
  [
    '1.36',
    'resources1=VCPU:1&required_A=CUSTOM_FIRST',
    /same_subtree` query param: bad group\(s\) - \['_A'\]\./,
    badValue,
  ],
  ['1.36', 'resources=VCPU:1&in_tree1=aaaaaaaa-0000-4000-8000-00000000000a', /bad group\(s\) - \['1'\]/, badValue],
  ['1.36', 'resources1=VCPU:1&same_subtree=1,_B', /\['_B'\] not found in \['1'\]/, badValue],
  ['1.36', 'resources1=VCPU:1&same_subtree=,1', /Empty string \(unsuffixed group\) can not be specified/, badValue],
  [
    '1.36',
    'required_A=CUSTOM_FIRST&same_subtree=_A',
    /must be at least one resources/,
    'placement.query.missing_value',
  ],
  [
    '1.36',
    'root_required=CUSTOM_FIRST&root_required=CUSTOM_FIRST&resources=VCPU:1',
    /may be specified only once/,
    'placement.query.duplicate_key',
  ],
  ['1.35', 'resources1=VCPU:1&required2=CUSTOM_FIRST', /orphaned traits keys: required2/],
  ['1.35', 'resources=VCPU:1&member_of2=aaaaaaaa-0000-4000-8000-00000000000a', /orphaned member_of keys: member_of2/],
  ['1.35', 'in_tree=aaaaaaaa-0000-4000-8000-00000000000a', /All request groups must specify resources\./],
  ['1.35', 'limit=1', /At least one request group/],
];

test('groups that nothing can be made of are refused', async () => {
  const client = await withTree();
  for (const [version, query, words, code = 'placement.undefined_code'] of refusals) {
    const answer = await client.get(`/allocation_candidates?${query}`, { version: `placement ${version}` });
    assert.equal(answer.status, 400, `${query} ${answer.text}`);
    assert.match(answer.text, words);
    assert.equal(at(answer.body, 'errors', 0, 'code'), code, query);
  }
});
