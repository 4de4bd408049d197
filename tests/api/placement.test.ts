import assert from 'node:assert/strict';
import test from 'node:test';
import { ask } from './ask';

test('placement: providers', async (t) => {
  const provider = { uuid: 'r1', name: 'c 1', generation: 3, parent_provider_uuid: null, root_provider_uuid: 'r1' };
  const read = { uuid: 'r1', name: 'c 1', generation: 3, parentUuid: null, rootUuid: 'r1' };
  const found = await ask(t, 200, { resource_providers: [provider] }, ({ placement }) =>
    placement.providers.findByName('c 1'),
  );
  assert.deepEqual(found.result, read);
  assert.deepEqual(found.sent, ['GET /placement/resource_providers?name=c%201']);
  const none = await ask(t, 200, { resource_providers: [] }, ({ placement }) => placement.providers.findByName('c'));
  assert.equal(none.result, undefined);
  const gone = await ask(t, 404, { errors: [] }, ({ placement }) => placement.providers.find('r1'));
  assert.equal(gone.result, undefined);
  const one = await ask(t, 200, provider, ({ placement }) => placement.providers.find('r1'));
  assert.deepEqual(one.result, read);
});

test('placement: what a provider has and who holds it', async (t) => {
  const vcpu = { total: 4, reserved: 0, min_unit: 1, max_unit: 4, step_size: 1, allocation_ratio: 4.0 };
  const reply = {
    resource_provider_generation: 3,
    inventories: { VCPU: vcpu },
    usages: { VCPU: 1 },
    allocations: { s1: { resources: { VCPU: 1 }, consumer_generation: 1 } },
    traits: ['T'],
    aggregates: ['a1'],
  };
  const { result, sent } = await ask(t, 200, reply, async ({ placement: { providers } }) => [
    await providers.inventories('r1'),
    await providers.usages('r1'),
    await providers.allocations('r1'),
    await providers.traits('r1'),
    await providers.aggregates('r1'),
  ]);
  assert.deepEqual(result, [
    {
      generation: 3,
      inventories: { VCPU: { total: 4, reserved: 0, allocationRatio: 4, minUnit: 1, maxUnit: 4, stepSize: 1 } },
    },
    { generation: 3, usages: { VCPU: 1 } },
    { generation: 3, allocations: { s1: { resources: { VCPU: 1 } } } },
    { generation: 3, traits: ['T'] },
    { generation: 3, aggregates: ['a1'] },
  ]);
  assert.deepEqual(
    sent,
    ['inventories', 'usages', 'allocations', 'traits', 'aggregates'].map(
      (part) => `GET /placement/resource_providers/r1/${part}`,
    ),
  );
});

test('placement: allocations of a consumer', async (t) => {
  const unknown = await ask(t, 200, { allocations: {} }, ({ placement }) => placement.allocations.get('s1'));
  assert.deepEqual(unknown.result, {
    allocations: {},
    consumerGeneration: undefined,
    projectId: undefined,
    userId: undefined,
  });
  const body = {
    allocations: { r1: { resources: { VCPU: 1 }, generation: 3 } },
    project_id: 'p1',
    user_id: 'u1',
    consumer_generation: 1,
  };
  const known = await ask(t, 200, body, ({ placement }) => placement.allocations.get('s1'));
  assert.deepEqual(known.result, {
    allocations: { r1: { resources: { VCPU: 1 }, generation: 3 } },
    consumerGeneration: 1,
    projectId: 'p1',
    userId: 'u1',
  });
  const written = await ask(t, 204, undefined, ({ placement }) =>
    placement.allocations.replace('s1', {
      allocations: { r1: { resources: { VCPU: 1 } } },
      projectId: 'p1',
      userId: 'u1',
      consumerGeneration: null,
    }),
  );
  assert.deepEqual(written.sent, [
    'PUT /placement/allocations/s1 {"allocations":{"r1":{"resources":{"VCPU":1}}},' +
      '"project_id":"p1","user_id":"u1","consumer_generation":null}',
  ]);
  const removal = await ask(t, 204, undefined, ({ placement }) => placement.allocations.delete('s1'));
  assert.deepEqual(removal.sent, ['DELETE /placement/allocations/s1']);
});

test("placement: a project's usage and candidates", async (t) => {
  const usage = await ask(t, 200, { usages: { VCPU: 1 } }, ({ placement }) => placement.usages.ofProject('p1'));
  assert.deepEqual(usage.result, { VCPU: 1 });
  assert.deepEqual(usage.sent, ['GET /placement/usages?project_id=p1']);
  const request = { allocations: { r1: { resources: { VCPU: 1 } } }, mappings: { '': ['r1'] } };
  const candidates = await ask(t, 200, { allocation_requests: [request], provider_summaries: {} }, ({ placement }) =>
    placement.candidates.list({ resources: { VCPU: 1, DISK_GB: 2 }, required: ['T', '!U'], limit: 5 }),
  );
  assert.deepEqual(candidates.result, [{ allocations: { r1: { resources: { VCPU: 1 } } } }]);
  assert.deepEqual(candidates.sent, [
    'GET /placement/allocation_candidates?resources=VCPU%3A1%2CDISK_GB%3A2&required=T%2C!U&limit=5',
  ]);
});
