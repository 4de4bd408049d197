import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };
const hostA: HostAlias = { kind: 'named', name: 'A' };
const hostB: HostAlias = { kind: 'named', name: 'B' };

describe('the hosts of a scenario', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it('have one name each', () => {
    scenario.knownHosts.bind(hostA, 'compute-1');
    assert.throws(() => {
      scenario.knownHosts.bind(hostB, 'compute-1');
    }, /compute-1 cannot be host B: it is host A already/);
    assert.throws(() => {
      scenario.knownHosts.bind(hostA, 'compute-2');
    }, /host A is compute-1, .* built on compute-2/);
    assert.deepEqual(scenario.knownHosts.aliasOf('compute-1'), hostA);
    assert.throws(() => scenario.knownHosts.aliasOf('compute-2'), /has not spoken of the host compute-2/);
  });

  it('are forced down and up again, and keep that they are disabled', async () => {
    await scenario.hosts.beUp(theHost);
    await scenario.flags.haveDisabled(theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.hosts.expectState(theHost, 'forced down');
    await scenario.hosts.expectState(theHost, 'down');
    await scenario.flags.forceUp('operator', theHost);
    await scenario.hosts.expectState(theHost, 'up');
    await scenario.hosts.expectState(theHost, 'disabled');
    await assert.rejects(
      scenario.hosts.expectState(theHost, 'enabled'),
      /expected compute-\d is enabled\nseen {5}it is disabled, up\nlast {5}operator: PUT/,
    );
    await assert.rejects(
      scenario.hosts.beUp(theHost),
      /the host should be enabled and up; compute-\d: it is disabled, up/,
    );
  });

  it('tell why they are disabled, whatever happens to them, until somebody enables them', async () => {
    await scenario.hosts.beUp(theHost);
    await scenario.hosts.expectReason(theHost, 'none');
    await assert.rejects(
      scenario.hosts.expectReason(theHost, 'the reason given'),
      /expected compute-\d tells the reason "local delete acceptance, run abc123"\nseen {5}it tells no reason for being disabled\n.*likely {3}Nova has not kept the disabled_reason/,
    );
    await scenario.flags.disableWithReason('operator', theHost);
    await scenario.hosts.expectReason(theHost, 'the reason given');
    await assert.rejects(
      scenario.hosts.expectReason(theHost, 'none'),
      /tells no reason for being disabled\nseen {5}it tells the reason "local delete acceptance, run abc123"\nlast .*\nlikely {3}enabling the host has not/,
    );
    await scenario.flags.setStatus('operator', theHost, 'enabled');
    await scenario.hosts.expectReason(theHost, 'none');
  });

  it('may be disabled while they are stopped, and stay down', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.hosts.stop(theHost);
    await scenario.flags.haveDisabled(theHost);
    await scenario.hosts.expectState(theHost, 'disabled');
    await scenario.hosts.expectState(theHost, 'down');
    await scenario.hosts.start(theHost);
    await scenario.hosts.expectState(theHost, 'disabled');
  });

  it('still count as up when they have only just stopped, and as down after a while', async () => {
    await scenario.servers.create(theServer, theHost);
    const host = scenario.knownHosts.nameOf(theHost);
    await scenario.hosts.stopJustNow(theHost);
    assert.deepEqual([scenario.knownHosts.isDown(host), scenario.knownHosts.isRunning(host)], [false, false]);
    await scenario.hosts.stop(theHost);
    await scenario.hosts.expectState(theHost, 'down');
    assert.equal(scenario.knownHosts.isDown(host), true);
    await scenario.hosts.start(theHost);
    assert.equal(scenario.knownHosts.isRunning(host), true);
    await assert.rejects(scenario.hosts.stop(hostA), /no step has said which host is host A/);
  });
});
