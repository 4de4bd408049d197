import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import type { Amounts } from '../../support/books/amounts';
import { findProviders, readUsedAndHeld } from '../../support/books/read';
import { json, startLoopback } from '../api/loopback';
import { blue, flavor, provider1, stranger } from './view';

/** What Placement answers at one reading: usages, then allocations, each with the provider's generation. */
interface Reading {
  readonly used: Amounts;
  readonly held: Readonly<Record<string, Amounts>>;
  /** Of the usages and of the allocations. */
  readonly generations: readonly [number, number];
}

const twice: Amounts = { VCPU: 2, MEMORY_MB: 1024, DISK_GB: 2 };
const settled: Reading = { used: flavor, held: { [blue]: flavor }, generations: [7, 7] };

/** Reads a provider that answers so, one reading after another, the last one for ever. */
async function readFrom(t: TestContext, readings: readonly Reading[]) {
  const cloud = await startLoopback(t, ({ url }, count) => {
    const reading = readings[Math.floor((count - 1) / 2)] ?? readings.at(-1) ?? settled;
    const [usages, allocations] = reading.generations;
    if (url.endsWith('/usages')) return json(200, { resource_provider_generation: usages, usages: reading.used });
    const held: Record<string, unknown> = {};
    for (const [consumer, resources] of Object.entries(reading.held)) held[consumer] = { resources };
    return json(200, { resource_provider_generation: allocations, allocations: held });
  });
  const read = await readUsedAndHeld(new CloudClients(cloud.session()), provider1);
  return { ...read, readings: cloud.requests.length / 2 };
}

describe('the usages and allocations of a provider', () => {
  it('are believed at the first reading when they balance', async (t) => {
    const { usages, allocations, readings } = await readFrom(t, [settled]);
    assert.deepEqual(usages, flavor);
    assert.deepEqual(allocations, new Map([[blue, flavor]]));
    assert.equal(readings, 1);
  });

  it('balance when the usages are what all consumers together hold', async (t) => {
    const both: Reading = { ...settled, used: twice, held: { [blue]: flavor, [stranger]: flavor } };
    assert.equal((await readFrom(t, [both])).readings, 1);
    assert.equal((await readFrom(t, [{ ...both, used: flavor }])).readings, 2);
  });

  it('are read again when somebody has written between', async (t) => {
    const between: Reading = { used: flavor, held: { [blue]: flavor }, generations: [6, 7] };
    assert.equal((await readFrom(t, [between, settled])).readings, 2);
  });

  for (const name of ['VCPU', 'MEMORY_MB', 'DISK_GB']) {
    it(`are read again when ${name} alone does not balance, for a DELETE leaves the generation as it was`, async (t) => {
      const half: Reading = { ...settled, used: { ...flavor, [name]: 0 } };
      const { usages, readings } = await readFrom(t, [half, settled]);
      assert.deepEqual(usages, flavor);
      assert.equal(readings, 2);
    });

    it(`are believed without balance only when they stay so, ${name} too`, async (t) => {
      const off: Reading = { ...settled, used: { ...twice, [name]: 8 } };
      assert.equal((await readFrom(t, [off])).readings, 2);
      const moving: Reading = { ...off, used: { ...off.used, [name]: 9 } };
      assert.equal((await readFrom(t, [off, moving, off, moving])).readings, 4);
      const others: Reading = { ...off, held: { [stranger]: { ...flavor, [name]: 4 } } };
      assert.equal((await readFrom(t, [off, others, off, others])).readings, 4);
    });
  }

  it('are not read for ever', async (t) => {
    const restless: Reading = { ...settled, generations: [1, 2] };
    assert.equal((await readFrom(t, [restless])).readings, 4);
  });
});

it('a host without a compute node is told with those that have one', async (t) => {
  const node = { id: provider1, hypervisor_hostname: 'compute-1', state: 'up', status: 'enabled' };
  const service = { id: 's1', host: 'compute-1', disabled_reason: null };
  const cloud = await startLoopback(t, () => json(200, { hypervisors: [{ ...node, service }] }));
  const auditor = new CloudClients(cloud.session());
  assert.deepEqual(await findProviders(auditor, ['compute-1']), [{ host: 'compute-1', provider: provider1 }]);
  await assert.rejects(
    findProviders(auditor, ['compute-1', 'compute-9']),
    /embedded has no compute node of the exclusive host compute-9; it has compute-1$/,
  );
});
