import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neighbours } from '../../support/contract/trouble';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('the paths from Nova to its neighbours', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  const openPaths = (): readonly unknown[] =>
    scenario.run.ledger.entries().flatMap(({ entry }) => (entry.kind === 'path' ? entry.neighbour : []));

  it('stand in the ledger until the scenario is cleaned up', async () => {
    for (const neighbour of neighbours) await scenario.paths.answerWithError(neighbour, 500);
    await scenario.paths.cutOff('Cinder');
    await scenario.paths.leaveUnanswered('Placement');
    assert.deepEqual(openPaths(), neighbours);
    await scenario.ending.cleanUp();
    assert.deepEqual(openPaths(), []);
    await scenario.servers.create(theServer, theHost);
  });

  it('make a delete on a running host end in ERROR, after which the server can be deleted again', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.deletions.fail('Placement answered with an error', 'owner', theServer);
    assert.deepEqual(openPaths(), []);
    await scenario.states.expectState(theServer, 'in error');
    assert.equal(scenario.races.isOn(theServer), false);
    assert.equal(await imbalanceOf(scenario), '');
    await scenario.deletions.delete('owner', theServer);
    await scenario.states.expectGone(theServer);
  });

  it('make a local delete fail by an answer alone: a refused connection only makes it leak', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await assert.rejects(
      scenario.deletions.fail('Nova could not reach Placement', 'owner', theServer),
      /a local delete does not fail while Nova could not reach Placement: say "was deleted while"/,
    );
    await scenario.deletions.fail('Placement did not answer', 'owner', theServer);
    await scenario.deletions.deleteDespite('Nova could not reach Placement', theServer);
    assert.deepEqual(openPaths(), []);
  });

  it('need a cloud that can refuse the credentials of Nova, which lasts until the clean-up', async () => {
    await scenario.paths.refuseCredentials();
    assert.deepEqual([openPaths(), scenario.troubles.isOn('Placement')], [['Placement'], true]);
    await scenario.ending.cleanUp();
    await scenario.servers.create(theServer, theHost);
    const { control } = scenario.cloud;
    Object.defineProperty(scenario.cloud, 'control', {
      value: { ...control, refuseCredentialsForPlacement: undefined },
    });
    await assert.rejects(scenario.paths.refuseCredentials(), /embedded cannot refuse .* needs @placement-sign-in/);
  });

  it('refuse a host what it asks for, and nobody but those who are asked for it', async () => {
    await assert.rejects(
      scenario.paths.refuse('Cinder', 'make ports'),
      /^Error: Cinder cannot refuse to make ports: hosts ask Neutron for that$/,
    );
    assert.deepEqual(openPaths(), []);
    await scenario.paths.refuse('Neutron', 'make ports');
    await scenario.servers.attempt('owner', theServer, {});
    await scenario.states.expectState(theServer, 'in error');
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('tell that a server which should have stayed in error is gone', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await assert.rejects(
      scenario.states.expectState(theServer, 'in error'),
      /^NoUseWaiting: expected the server \(.*\) is in ERROR, task none\nseen {5}it answers 404\nlast {5}owner: DELETE/,
    );
  });
});
