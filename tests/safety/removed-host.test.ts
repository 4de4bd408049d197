import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { cleanUp, PutBackFailed } from '../../support/safety/cleanup';
import { computeServiceOf, waitUntilDown } from '../../support/safety/compute-services';
import type { Ledger } from '../../support/safety/ledger';
import { readLedger } from '../../support/safety/read-ledger';
import { listComputeServices, ServiceWatch } from '../../support/safety/service-watch';
import { openStage, type Stage } from './stage';

const host = 'compute-1';

describe('a host that was removed', () => {
  let stage: Stage;
  let ledger: Ledger;

  beforeEach(async () => {
    stage = await openStage();
    ledger = stage.ledgerOf('abc123');
  });

  afterEach(() => stage.end());

  /** Opens the ledger's entries as a scenario does, and stops the host. */
  async function prepare(): Promise<string> {
    const { auditor } = stage.people;
    const { id: service } = await computeServiceOf(auditor, host);
    ledger.open('LD-100', { kind: 'compute process', host });
    await stage.cloud.control.stopCompute(host);
    await waitUntilDown(stage.cloud, auditor, host, { within: 30 });
    const aggregates = (await auditor.compute.aggregates.list()).map(({ id }) => id);
    ledger.open('LD-100', { kind: 'removed host', host, service, aggregates });
    return service;
  }

  async function removeIt(): Promise<void> {
    await stage.people.person('operator').compute.services.delete(await prepare());
  }

  async function hostsOfZone(): Promise<readonly string[]> {
    const [zone] = await stage.people.auditor.compute.aggregates.list();
    return (zone?.hosts ?? []).toSorted();
  }

  it('is brought back with its service, its provider and its aggregates', async () => {
    const before = await hostsOfZone();
    await removeIt();
    assert.equal((await hostsOfZone()).includes(host), false);
    await cleanUp(stage.work(ledger));
    assert.equal(await stage.stateOf(host), 'enabled up');
    assert.deepEqual(await hostsOfZone(), before);
    assert.equal((await stage.people.auditor.placement.providers.list({ name: host })).length, 1);
    assert.deepEqual(ledger.entries(), []);
  });

  it('is brought back without the provider that an orphan has kept', async () => {
    const { auditor, people } = { auditor: stage.people.auditor, people: stage.people };
    const [provider] = await auditor.placement.providers.list({ name: host });
    const consumer = randomUUID();
    const whose = await people.whose('owner');
    await people.person('operator').placement.allocations.replace(consumer, {
      allocations: { [provider?.uuid ?? '']: { resources: { VCPU: 1 } } },
      ...whose,
      consumerGeneration: null,
    });
    await removeIt();
    await cleanUp(stage.work(ledger));
    assert.deepEqual((await auditor.placement.allocations.get(consumer)).allocations, {});
    assert.equal(await stage.stateOf(host), 'enabled up');
  });

  it('is left alone where Nova has refused to remove it', async () => {
    const service = await prepare();
    await cleanUp(stage.work(ledger));
    assert.equal((await computeServiceOf(stage.people.auditor, host)).id, service);
  });

  it('stands in the ledger so that another process can bring it back', async () => {
    await removeIt();
    const [entry] = readLedger(ledger.file).open.filter((each) => each.entry.kind === 'removed host');
    assert.deepEqual(entry?.entry, ledger.entries()[1]?.entry);
  });

  it('is told with the commands where nothing can bring it back', async () => {
    await removeIt();
    const { removals, ...control } = stage.cloud.control;
    assert.ok(removals !== undefined);
    const work = stage.work(ledger);
    await assert.rejects(cleanUp({ ...work, cloud: { ...work.cloud, control } }), (error) => {
      assert.ok(error instanceof PutBackFailed);
      assert.match(
        error.message,
        /nova-manage cell_v2 discover_hosts --by-service\n {2}openstack aggregate add host 1 compute-1/,
      );
      return true;
    });
    await cleanUp(work);
  });

  it('has another service afterwards, which is no change where the run says so', async () => {
    const { auditor } = stage.people;
    const watch = new ServiceWatch(stage.cloud);
    watch.begin(await listComputeServices(auditor));
    await removeIt();
    await cleanUp(stage.work(ledger));
    await assert.rejects(watch.compare(auditor), { name: 'ComputeServicesChanged' });
    await watch.adopt(auditor, new Set([host]));
    await watch.compare(auditor);
  });
});
