import { expect } from 'chai';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { replacing } from '../../support/stub/seams';
import { beginScenario, type Scenario } from '../../support/world/scenario';
import { openStay, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('what a When has set going', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  const isCounted = async (): Promise<boolean> => {
    const usage = await scenario.usages.of(theHost);
    const consumers = await scenario.usages.ofConsumers(theServer, theHost);
    return consumers.every(({ consumer }) => {
      return usage.holders.some((holder) => holder.consumer === consumer);
    });
  };

  it('is over once a running host has deleted the server', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.deletions.delete('owner', theServer);
    assert.equal(await isCounted(), true);
    await scenario.aftermath.settle();
    assert.equal(await isCounted(), false);
    for (const each of await scenario.usages.ofConsumers(theServer, theHost)) {
      const usage = await scenario.usages.of(theHost);
      assert.throws(() => {
        expect(usage).to.countConsumer(each);
      }, /likely {3}its host deleted the server, and freed the server's allocation/);
    }
  });

  it('is over once a running host has taken the server from itself', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.deeds.have('owner', 'shelved', theServer);
    await scenario.deeds.act('operator', 'offloads', theServer);
    await scenario.aftermath.settle();
    assert.equal(await isCounted(), false);
  });

  it('lets a build go on that its host would drop', async () => {
    await scenario.builds.hold(theServer, theHost, 'claimed by the host');
    await scenario.aftermath.settle();
    assert.equal(await isCounted(), true);
    await scenario.deletions.delete('owner', theServer);
    await scenario.aftermath.settle();
    assert.equal(await isCounted(), false);
  });

  it('is nothing where the host has stopped, or is not asked', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.hosts.stopJustNow(theHost);
    await scenario.deletions.delete('owner', theServer);
    await scenario.aftermath.outlastHealing(theServer);
    assert.equal(await isCounted(), true);
  });

  it('is the healing of a leak, where the host runs and reaches Placement', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.paths.whileDisturbed('Placement', { kind: 'refuse' }, () =>
      scenario.deletions.delete('owner', theServer),
    );
    await scenario.aftermath.settle();
    assert.equal(await isCounted(), true);
    await scenario.aftermath.outlastHealing(theServer);
    assert.equal(await isCounted(), false);
  });

  it('is no healing while the host cannot reach Placement', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.paths.cutOff('Placement');
    await scenario.deletions.delete('owner', theServer);
    await scenario.aftermath.outlastHealing(theServer);
    assert.equal(await isCounted(), true);
  });

  it('has been outlasted by a host that has checked its allocations since', async () => {
    await scenario.placeholders.placeUnknown(theHost);
    const requests = () => scenario.transcript.exchanges().filter(({ method }) => method !== 'GET').length;
    const before = requests();
    await scenario.aftermath.outlastHealingOn(theHost);
    const after = requests();
    assert.ok(after > before, 'no canary was planted');
    await scenario.aftermath.outlastHealingOn(theHost);
    assert.equal(requests(), after);
  });

  it('leaves a server be whose delete was refused half way', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.deletions.fail('Placement answered with an error', 'owner', theServer);
    await scenario.flags.forceUp('operator', theHost);
    await scenario.aftermath.settle();
    await scenario.states.expectState(theServer, 'marked for deletion');
  });
});

/** A host that takes a delete and does nothing. */
const idleHost = replacing('compute', 'operations', 'terminate', (steps) => ({ ...steps, findRecord: () => 'stop' }));

describe('a host that never does what it is told', () => {
  it('fails the wait for it, with what the server looks like', async (test) => {
    const { run } = await openStay(test, [idleHost]);
    // Nothing of it can be taken back, so the stay is not to know it.
    const scenario = await beginScenario(run, 'LD-1');
    await scenario.servers.create(theServer, theHost);
    await scenario.deletions.delete('owner', theServer);
    await assert.rejects(
      scenario.aftermath.settle(),
      /^ExpectationFailed: waited 40 s of 40 s for the server to be at rest: .*\nthe server is ACTIVE, task deleting, and compute-\d is at it/,
    );
    await scenario.ending.leave();
  });
});
