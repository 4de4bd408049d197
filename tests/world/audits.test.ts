import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrphanedAllocation } from '../../support/contract/cloud-control';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { replacing } from '../../support/stub/seams';
import { beginScenario, type Scenario } from '../../support/world/scenario';
import { openStay, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('the audit', () => {
  let scenario: Scenario;

  stayInEachTest(async (fresh) => {
    scenario = fresh;
    await scenario.placeholders.placeUnknown(theHost);
  });

  /** Runs the audit, which finds these as well. */
  const runAudit = async (others: readonly OrphanedAllocation[]): Promise<void> => {
    const { control } = scenario.cloud;
    const audit = async () => [...((await control.novaManage?.audit()) ?? []), ...others];
    Object.defineProperty(scenario.cloud, 'control', { value: { ...control, novaManage: { audit } } });
    await scenario.audits.run();
  };

  it('that has found the unknown consumer is what was expected, and something verified', async () => {
    await scenario.audits.run();
    await scenario.audits.expectOnlyUnknown();
    assert.equal(scenario.verifications.inStep(), 1);
  });

  it('that came after somebody had freed the unknown consumer is not to blame', async () => {
    await scenario.placeholders.removeUnknown('operator');
    await scenario.audits.run();
    await assert.rejects(
      scenario.audits.expectOnlyUnknown(),
      /\nseen {5}the audit found nothing of the scenario\nlast {5}operator: DELETE \/allocations\/.*\nlikely {3}somebody freed it before the audit/,
    );
  });

  it('that takes a live server for orphaned is told with it', async () => {
    await scenario.servers.create(theServer, theHost);
    const { uuid, flavor } = scenario.knownServers.find(theServer);
    const provider = await scenario.books.providerOf(scenario.knownHosts.nameOf(theHost));
    await runAudit([{ consumer: uuid, provider, amounts: flavor }]);
    await assert.rejects(
      scenario.audits.expectOnlyUnknown(),
      /^ExpectationFailed: expected the unknown consumer \(.*\) with .* on compute-\d, and nobody else\nseen {5}the unknown consumer \(.*\) with VCPU 1, MEMORY_MB 64 on compute-\d\nseen {5}the server \(.*\) with VCPU 1, MEMORY_MB 512, DISK_GB 1 on compute-\d\nlast .*\nlikely {3}the audit takes for orphaned what a server/,
    );
  });

  it('may find what was orphaned before the scenario came, and does', async () => {
    const provider = await scenario.books.providerOf(scenario.knownHosts.nameOf(theHost));
    const isNew = scenario.books.isNew.bind(scenario.books);
    scenario.books.isNew = (consumer) => consumer !== 'of yesterday' && isNew(consumer);
    await runAudit([{ consumer: 'of yesterday', provider, amounts: { VCPU: 1 } }]);
    await scenario.audits.expectOnlyUnknown();
  });

  it('has to be run before anybody speaks of it', async () => {
    await assert.rejects(scenario.audits.expectOnlyUnknown(), /no step has run the audit/);
  });
});

/** Nova is told of no other resource class than VCPU. */
const tellsOfCoresAlone = replacing('placement', 'views', 'providerAllocations', () => (provider, { store }) => ({
  resource_provider_generation: provider.generation,
  allocations: Object.fromEntries(
    store.allocationsOn(provider.uuid).map(({ consumer }) => [consumer, { resources: { VCPU: 1 } }]),
  ),
}));

describe('an audit that misses a part', () => {
  it('is told with what it has found and what Placement counts', async (t) => {
    const stay = await openStay(t, [tellsOfCoresAlone]);
    const scenario = await stay.begin([]);
    await scenario.placeholders.placeUnknown(theHost);
    await scenario.audits.run();
    await assert.rejects(
      scenario.audits.expectOnlyUnknown(),
      /^ExpectationFailed: expected (the unknown consumer \([0-9a-f]{8}…\)) with VCPU 1, MEMORY_MB 64 on (compute-\d), and nobody else\nseen {5}\1 with VCPU 1 on \2\nlast {5}operator: PUT .*\nlikely {3}the audit passed over what Placement counts: VCPU 1, MEMORY_MB 64 on \2$/,
    );
  });
});

describe('a cloud without nova-manage', () => {
  it('refuses the step with the tag that it needs', async (t) => {
    const stay = await openStay(t);
    const { novaManage, ...control } = stay.run.cloud.control;
    assert.ok(novaManage);
    const cloud = { ...stay.run.cloud, control };
    const scenario = await beginScenario({ ...stay.run, cloud }, 'LD-1');
    await assert.rejects(scenario.audits.run(), /embedded cannot run nova-manage: the scenario needs @nova-manage/);
    await stay.end(scenario);
  });
});
