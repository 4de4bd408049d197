import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { bug1679750 } from '../../support/stub/defects/bug-1679750';
import { replacing } from '../../support/stub/seams';
import type { Scenario } from '../../support/world/scenario';
import { openStay, type Stay, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('a change of what a server holds', () => {
  let scenario: Scenario;

  stayInEachTest(async (fresh) => {
    scenario = fresh;
    await scenario.servers.create(theServer, theHost);
  });

  const held = async (): Promise<number | undefined> => {
    const { uuid } = scenario.knownServers.find(theServer);
    const { allocations } = await scenario.people.auditor.placement.allocations.get(uuid);
    return Object.values(allocations)[0]?.resources['VCPU'];
  };

  it('is taken back by the next one, so that many fit on the host', async () => {
    assert.equal(await scenario.allocations.change('operator', theServer), 'changed');
    assert.equal(await held(), 2);
    assert.equal(await scenario.allocations.change('operator', theServer), 'changed');
    assert.equal(await held(), 1);
  });

  it('is too late when the server holds nothing any more, or somebody was quicker', async () => {
    const { allocations } = scenario.people.person('operator').placement;
    const read = allocations.get.bind(allocations);
    allocations.get = async (uuid) => {
      const before = await read(uuid);
      await allocations.delete(uuid);
      return before;
    };
    assert.equal(await scenario.allocations.change('operator', theServer), 'too late');
    allocations.get = read;
    assert.equal(await scenario.allocations.change('operator', theServer), 'too late');
  });

  it('comes between what Nova asks of Placement during a local delete', async () => {
    await scenario.flags.haveForcedDown(theHost);
    assert.equal(await scenario.races.deleteAmidChanges('owner', theServer, 'operator'), 'in time');
    await scenario.states.expectGone(theServer);
    assert.equal(await held(), undefined);
    assert.deepEqual(
      scenario.run.ledger.entries().filter(({ entry }) => entry.kind === 'path'),
      [],
    );
  });
});

/** Nova reads what a server holds before it writes that it holds nothing: bug 1836754. */
const deletesByGeneration = replacing('compute', 'operations', 'localDelete', (steps) => ({
  ...steps,
  freeAllocations: async ({ nova, server }) => {
    await nova.placement.deleteAllocations(server.uuid, 'by generation');
    return 'go on' as const;
  },
}));

describe('changes during a local delete', () => {
  const onForcedDownHost = async (stay: Stay): Promise<Scenario> => {
    const scenario = await stay.begin([]);
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    return scenario;
  };

  it('stop a Nova that deletes by generation', async (test) => {
    const stay = await openStay(test, [deletesByGeneration]);
    const scenario = await onForcedDownHost(stay);
    await assert.rejects(
      scenario.races.deleteAmidChanges('owner', theServer, 'operator'),
      /answered 409: Failed to delete allocations for consumer .* consumer generation conflict/,
    );
    await stay.end(scenario);
  });

  it('are missed where the delete is over before anybody has changed anything', async (test) => {
    const stay = await openStay(test);
    const scenario = await onForcedDownHost(stay);
    scenario.allocations.change = () => Promise.resolve('too late');
    assert.equal(await scenario.races.deleteAmidChanges('owner', theServer, 'operator'), 'missed');
    await stay.end(scenario);
  });

  it('are not missed where the delete frees nothing, which is for the Then to tell', async (test) => {
    const stay = await openStay(test, [bug1679750.change]);
    const scenario = await onForcedDownHost(stay);
    assert.equal(await scenario.races.deleteAmidChanges('owner', theServer, 'operator'), 'in time');
    await stay.end(scenario);
  });

  it('need a cloud that can hold what Nova writes', async (test) => {
    const stay = await openStay(test);
    const scenario = await stay.begin([]);
    const { control } = scenario.cloud;
    Object.defineProperty(scenario.cloud, 'control', { value: { ...control, holdAllocationWrites: undefined } });
    await scenario.servers.create(theServer, theHost);
    await assert.rejects(
      scenario.races.deleteAmidChanges('owner', theServer, 'operator'),
      /embedded cannot hold what Nova writes to allocations: the scenario needs @placement-held/,
    );
    await stay.end(scenario);
  });
});
