import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('a leak', () => {
  let scenario: Scenario;

  stayInEachTest(async (fresh) => {
    scenario = fresh;
    await scenario.servers.create(theServer, theHost);
  });

  const held = async (): Promise<number> => {
    const { uuid } = scenario.knownServers.find(theServer);
    const { allocations } = await scenario.people.auditor.placement.allocations.get(uuid);
    return Object.keys(allocations).length;
  };

  const leakOnStoppedHost = async (): Promise<void> => {
    await scenario.hosts.stop(theHost);
    await scenario.paths.whileDisturbed('Placement', { kind: 'refuse' }, () =>
      scenario.deletions.delete('owner', theServer),
    );
    await scenario.states.expectGone(theServer);
  };

  it('that is planted on a running host is waited for until the host has healed it', async () => {
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.leaks.plant('operator', theServer, theHost);
    assert.equal(await held(), 1);
    await scenario.leaks.awaitHealed(theHost);
    assert.equal(await held(), 0);
    await scenario.leaks.plantForAWhile(theServer, theHost);
    assert.equal(await held(), 1);
  });

  it('that nobody heals fails the wait, with what is held and why that may be', async () => {
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.leaks.plant('operator', theServer, theHost);
    await scenario.hosts.stop(theHost);
    await assert.rejects(
      scenario.leaks.awaitHealed(theHost),
      /waited 15 s of 15 s for compute-\d to heal the leak of the server: .*\nexpected the server \([0-9a-f]{8}…\), which is deleted, holds nothing\nseen {5}VCPU 1, .*\nlikely {3}the running compute service/,
    );
  });

  it('that a step has spoken of breaks no invariant until the compute service of its host starts', async () => {
    await leakOnStoppedHost();
    assert.match(await imbalanceOf(scenario), /I2 is broken: [^]*I7 is broken: /);
    scenario.leaks.expectLeak(theServer);
    assert.equal(await imbalanceOf(scenario), '');
    await scenario.hosts.start(theHost);
    assert.equal(await held(), 0);
    const { uuid, flavor } = scenario.knownServers.find(theServer);
    assert.equal(scenario.knownConsumers.leaking.has(uuid), false);
    await scenario.leaks.plant('operator', theServer, theHost);
    assert.match(await imbalanceOf(scenario), new RegExp(`holds VCPU ${flavor['VCPU'] ?? 0}`));
  });

  it('of a server that nobody has deleted cannot be expected', () => {
    scenario.leaks.expectLeak(theServer);
    assert.deepEqual([...scenario.knownConsumers.leaking.keys()], []);
  });

  it('is seen to be healed before its host is up, if somebody has spoken of it', async () => {
    await leakOnStoppedHost();
    assert.throws(() => {
      scenario.leaks.expectFreedBeforeUp(theServer, theHost);
    }, /so it was not watched/);
    scenario.leaks.expectLeak(theServer);
    await scenario.hosts.start(theHost);
    scenario.leaks.expectFreedBeforeUp(theServer, theHost);
  });

  it('is planted in the name of a server of the suite where the scenario has no deleted one', async () => {
    const before = scenario.run.ledger.entries().length;
    const last = scenario.transcript.lastChange();
    await scenario.leaks.expectPass(theHost);
    assert.equal(scenario.transcript.lastChange(), last);
    const names = scenario.run.ledger
      .entries()
      .slice(before)
      .map(({ entry }) => ('name' in entry ? entry.name : ''));
    assert.deepEqual(names, ['ld-abc123-LD-1-canary']);
    assert.equal(await held(), 1);
    assert.equal(await imbalanceOf(scenario), '');
  });
});
