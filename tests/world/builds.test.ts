import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { NovaException } from '../../support/stub/compute/exceptions';
import { bug1660878 } from '../../support/stub/defects/bug-1660878';
import { novaSteps } from '../../support/stub/defects/replace';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, openStay, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };
const hostA: HostAlias = { kind: 'named', name: 'A' };

describe('a build in the middle', () => {
  let scenario: Scenario;

  const staying = stayInEachTest((fresh) => {
    scenario = fresh;
  });

  const held = async (): Promise<number> => {
    const { uuid } = scenario.knownServers.find(theServer);
    return Object.keys((await scenario.people.auditor.placement.allocations.get(uuid)).allocations).length;
  };

  it('stands still with a claim, and is dropped when the server is deleted', async () => {
    await scenario.builds.hold(theServer, theHost, 'claimed by the scheduler');
    assert.equal(await held(), 1);
    await scenario.deletions.delete('owner', theServer);
    await scenario.states.expectGone(theServer);
    await scenario.builds.expectDropped(theServer);
    assert.equal(await held(), 0);
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('goes on by itself when its host has to notice the delete', async () => {
    await scenario.builds.hold(theServer, theHost, 'claimed by the host');
    assert.equal(scenario.knownServers.find(theServer).host, scenario.knownHosts.nameOf(theHost));
    await scenario.deletions.delete('owner', theServer);
    await scenario.states.expectGone(theServer);
    assert.equal(await held(), 0);
  });

  it('is over before its server is cleaned up, so that Nova frees nothing in the next scenario', async () => {
    const { effects } = scenario.cloud.control;
    assert.ok(effects);
    await scenario.builds.hold(theServer, theHost, 'claimed by the scheduler');
    await scenario.ending.cleanUp();
    const freed = (await effects.read()).length;
    for (let moment = 0; moment < 5; moment += 1) await scenario.cloud.letTimePass();
    assert.equal((await effects.read()).length, freed);
  });

  it('that does not end goes with its server', async () => {
    await scenario.builds.hold(theServer, theHost, 'claimed by the host');
    const { control } = scenario.cloud;
    const builds = control.builds && { ...control.builds, release: () => Promise.resolve() };
    Object.defineProperty(scenario.cloud, 'control', { value: { ...control, builds } });
    await scenario.builds.end();
    await control.builds?.release();
    await scenario.ending.cleanUp();
    assert.equal(await held(), 0);
  });

  it('makes no canary unless the scenario needs one while builds are held', async () => {
    const entries = () => scenario.run.ledger.entries().length;
    await scenario.builds.hold(theServer, theHost, 'claimed in Placement');
    assert.equal(entries(), 1);
    scenario = await staying.again(['the host checks its allocations']);
    await scenario.builds.hold(theServer, theHost, 'claimed in Placement');
    assert.equal(entries(), 2);
  });

  it('is met by two deletes', async () => {
    await scenario.builds.wait(theServer);
    assert.equal(scenario.races.isOn(theServer), false);
    assert.equal(await scenario.races.deleteTwice('owner', theServer), 'in time');
    scenario.races.expectAcceptedOrNotFound();
    await scenario.states.expectGone(theServer);
  });

  it('is missed by two deletes of which one always comes too late', async () => {
    const { servers } = scenario.people.person('owner').compute;
    const asked = servers.delete.bind(servers);
    let before: Promise<void> = Promise.resolve();
    servers.delete = (uuid) => {
      before = before.then(() => asked(uuid));
      return before;
    };
    const { control } = scenario.cloud;
    Object.defineProperty(scenario.cloud, 'control', { value: { ...control, meetings: undefined } });
    await scenario.builds.wait(theServer);
    const first = scenario.knownServers.find(theServer).uuid;
    assert.equal(await scenario.races.deleteTwice('owner', theServer), 'missed');
    assert.notEqual(scenario.knownServers.find(theServer).uuid, first);
    scenario.races.expectAcceptedOrNotFound();
  });

  it('ends in ERROR without a host for a flavor that is too large, which is taken away again', async () => {
    await scenario.builds.haveTooLarge(theServer);
    assert.equal(scenario.knownServers.find(theServer).host, undefined);
    const { flavors } = scenario.people.person('operator').compute;
    const ours = async () => (await flavors.list('all')).filter(({ name }) => name.startsWith('ld-abc123-'));
    assert.equal((await ours()).length, 1);
    assert.equal((await flavors.list()).length, 2);
    await scenario.ending.cleanUp();
    assert.deepEqual(await ours(), []);
  });

  it('fails on its host, and the one that builds it then is the other', async () => {
    await scenario.builds.hold(theServer, hostA, 'claimed by the host');
    await scenario.builds.fail(theServer, hostA);
    const { host, status, progress } = scenario.knownServers.find(theServer);
    assert.notEqual(scenario.knownHosts.nameOf(hostA), host);
    assert.equal(scenario.knownHosts.nameOf({ kind: 'named', name: 'B' }), host);
    assert.deepEqual([status, progress], ['ACTIVE', undefined]);
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('fails nowhere when none is held there', async () => {
    await scenario.servers.create(theServer, hostA);
    await assert.rejects(
      scenario.builds.fail(theServer, hostA),
      /no step has said that the server is being built on compute-\d/,
    );
  });
});

describe('a build that goes on although its server is deleted', () => {
  it('is told', async (t) => {
    const stay = await openStay(t, [bug1660878.change]);
    const scenario = await stay.begin([]);
    await scenario.builds.wait(theServer);
    await scenario.deletions.delete('owner', theServer);
    await assert.rejects(
      scenario.builds.expectDropped(theServer),
      /expected the server \(.*\) without history: .*\nseen {5}it is ACTIVE\nlast {5}owner: DELETE .* 204 .*\nlikely {3}.*1660878/,
    );
  });
});

describe('two local deletes at once', () => {
  /** A Nova that fails so where the second delete finds that the first one has destroyed the record. */
  const replies = async (t: TestContext, exception: string): Promise<Scenario> => {
    const change = novaSteps('localDelete', {
      destroyRecord: ({ nova, server }) => {
        if (server.deletedAt !== null) throw new NovaException(exception, 'host changed');
        nova.store.destroy(server, nova.time.clock.now());
        return 'go on';
      },
    });
    const stay = await openStay(t, [change]);
    const scenario = await stay.begin([]);
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.races.deleteTwice('owner', theServer);
    await scenario.states.expectGone(theServer);
    return scenario;
  };

  it('may be lost by one of them between two looks of Nova at its database', async (t) => {
    const scenario = await replies(t, 'nova.exception.ObjectActionError');
    assert.match(await imbalanceOf(scenario), /500/);
    scenario.races.expectAcceptedOrNotFound();
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('may not end in any other error', async (t) => {
    const scenario = await replies(t, 'nova.exception.CellMappingNotFound');
    assert.throws(() => {
      scenario.races.expectAcceptedOrNotFound();
    }, /seen {5}(accepted and refused with 500|refused with 500 and accepted)\nbecause .*CellMappingNotFound/);
  });

  it('may not both be lost', async (t) => {
    const change = novaSteps('localDelete', {
      destroyRecord: () => {
        throw new NovaException('nova.exception.ObjectActionError', 'host changed');
      },
    });
    const stay = await openStay(t, [change]);
    const scenario = await stay.begin([]);
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.races.deleteTwice('owner', theServer);
    assert.throws(() => {
      scenario.races.expectAcceptedOrNotFound();
    }, /seen {5}refused with 500 and refused with 500\nbecause .*ObjectActionError/);
  });

  it('may not be lost before the server has a host', async (t) => {
    const dropped = new Set<string>();
    const change = novaSteps('deleteUnplaced', {
      dropBuild: ({ nova, server }) => {
        if (dropped.has(server.uuid)) throw new NovaException('nova.exception.ObjectActionError', 'host changed');
        dropped.add(server.uuid);
        nova.store.buildRequests.delete(server.uuid);
        return 'go on';
      },
    });
    const stay = await openStay(t, [change]);
    const scenario = await stay.begin([]);
    await scenario.builds.wait(theServer);
    await scenario.races.deleteTwice('owner', theServer);
    assert.throws(() => {
      scenario.races.expectAcceptedOrNotFound();
    }, /ObjectActionError/);
  });
});
