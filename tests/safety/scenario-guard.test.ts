import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { HostAlias } from '../../support/parameter-types';
import { runAt } from '../../support/world/run/run';
import { wire, type Scenario } from '../../support/world/scenario';
import { openStage, type Stage } from './stage';

const theHost: HostAlias = { kind: 'the host' };

describe('a scenario that disturbs', () => {
  let stage: Stage;
  let scenario: Scenario;
  let touched: string[];

  beforeEach(async () => {
    touched = [];
    stage = await openStage(({ control }) => ({
      disrupt: new Set(['compute-1']),
      disruptCloud: 'not allowed',
      control: {
        ...control,
        stopCompute: (host) => {
          touched.push(host);
          return control.stopCompute(host);
        },
        disturb: (...args) => {
          touched.push('the path');
          return control.disturb(...args);
        },
      },
    }));
    scenario = wire(runAt(stage.cloud, 'abc123', stage.ledgerOf('abc123')), 'LD-1', []);
  });

  afterEach(async () => {
    await scenario.ending.cleanUp();
    scenario.people.close();
    await stage.end();
  });

  it('touches neither a host that is not listed nor the path of everybody', async () => {
    scenario.knownHosts.bind(theHost, 'compute-2');
    await assert.rejects(scenario.flags.haveForcedDown(theHost), { name: 'DisturbanceRefused' });
    await assert.rejects(scenario.flags.haveDisabled(theHost), { name: 'DisturbanceRefused' });
    await assert.rejects(scenario.hosts.stop(theHost), { name: 'DisturbanceRefused' });
    await assert.rejects(
      scenario.paths.whileDisturbed('Placement', { kind: 'refuse' }, () => Promise.resolve()),
      { name: 'DisturbanceRefused' },
    );
    assert.equal(await stage.stateOf('compute-2'), 'enabled up');
    assert.deepEqual(touched, []);
    assert.deepEqual(scenario.run.ledger.entries(), []);
  });

  it('touches no host that somebody else uses', async () => {
    await stage.createServer('operator', 'of somebody', 'compute-1');
    scenario.knownHosts.bind(theHost, 'compute-1');
    await assert.rejects(
      scenario.hosts.stop(theHost),
      /compute-1 carries 1 consumer in Placement not made by this run/,
    );
    assert.deepEqual(touched, []);
  });

  it('puts a host back at once when somebody has come to it, and is inconclusive', async () => {
    scenario.knownHosts.bind(theHost, 'compute-1');
    await scenario.flags.haveDisabled(theHost);
    const { id } = await scenario.disturbances.beforeHost('compute-1', 'disturbed');
    await scenario.people.person('operator').compute.services.update(id, { status: 'enabled' });
    await stage.createServer('operator', 'late', 'compute-1');
    await scenario.people.person('operator').compute.services.update(id, { status: 'disabled' });
    await assert.rejects(scenario.ending.expectNobodyElse(), { name: 'Inconclusive' });
    assert.equal(await stage.stateOf('compute-1'), 'enabled up');
    assert.deepEqual(scenario.run.ledger.entries(), []);
  });

  it('waits no longer when the run is told to end, but is cleaned up', async () => {
    scenario.knownHosts.bind(theHost, 'compute-1');
    await scenario.hosts.stop(theHost);
    scenario.run.interruption.receive('SIGINT');
    await assert.rejects(scenario.hosts.start(theHost), { name: 'Interrupted' });
    await scenario.ending.cleanUp();
    assert.equal(await stage.stateOf('compute-1'), 'enabled up');
  });
});
