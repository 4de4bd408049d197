import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { HostReference } from '../../support/parameter-types';
import type { SeamChange } from '../../support/stub/seams';
import type { Scenario } from '../../support/world/scenario';
import { openStay } from './stay';

const theHost: HostReference = { kind: 'the host' };

/** Nova takes a silent host for up for so many times its service-down time. */
function patient(factor: number): SeamChange {
  return (seams) => {
    const { rules } = seams.compute;
    const serviceIsUp: typeof rules.serviceIsUp = (service, { now, serviceDownTimeSeconds }) =>
      rules.serviceIsUp(service, { now, serviceDownTimeSeconds: factor * serviceDownTimeSeconds });
    return { ...seams, compute: { ...seams.compute, rules: { ...rules, serviceIsUp } } };
  };
}

/** A scenario whose host has stopped after a heartbeat, on a cloud that is changed like that. */
async function stoppedOn(t: TestContext, ...changes: readonly SeamChange[]): Promise<Scenario> {
  const stay = await openStay(t, changes);
  const scenario = await stay.begin([]);
  await scenario.hosts.beUp(theHost);
  await scenario.heartbeats.stopAfterOne(theHost);
  return scenario;
}

describe('a host that sends no heartbeat any more', () => {
  it('counts as up for its time, and as down from then on', async (t) => {
    const scenario = await stoppedOn(t);
    const host = scenario.hosts.nameOf(theHost);
    assert.deepEqual([scenario.notes.isRunning(host), scenario.notes.isDown(host)], [false, false]);
    await scenario.heartbeats.expectDownInTime(theHost);
    assert.equal(scenario.notes.isDown(host), true);
  });

  it('is told when it counts as down at half of the time', async (t) => {
    const scenario = await stoppedOn(t, patient(0.5));
    await assert.rejects(
      scenario.heartbeats.expectDownInTime(theHost),
      /expected compute-\d counts as up for 6 s after its last heartbeat, and as down from then on\nseen {5}it counts as down \d s after it at most; Nova says that it was at 2026.*\nlikely {3}Nova goes by another time than service_down_time/,
    );
  });

  it('is told when it counts as up for half as long again', async (t) => {
    const scenario = await stoppedOn(t, patient(1.5));
    await assert.rejects(
      scenario.heartbeats.expectDownInTime(theHost),
      /seen {5}it still counts as up \d s after it at least/,
    );
  });

  it('has to have been seen beating', async (t) => {
    const stay = await openStay(t);
    const scenario = await stay.begin([]);
    await scenario.hosts.beUp(theHost);
    await assert.rejects(scenario.heartbeats.expectDownInTime(theHost), /no step has stopped compute-\d after/);
  });
});
