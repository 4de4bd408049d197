import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { HostAlias } from '../../support/parameter-types';
import { replacing, type SeamChange } from '../../support/stub/seams';
import type { Scenario } from '../../support/world/scenario';
import { openStay } from './stay';

const theHost: HostAlias = { kind: 'the host' };

/** Nova takes a silent host for up for so many times its service-down time. */
function patient(factor: number): SeamChange {
  return replacing(
    'compute',
    'rules',
    'serviceIsUp',
    (isUp) =>
      (service, { now, serviceDownTimeSeconds }) =>
        isUp(service, { now, serviceDownTimeSeconds: factor * serviceDownTimeSeconds }),
  );
}

/** A scenario whose host is up, on a cloud that is changed like that. */
async function upOn(t: TestContext, ...changes: readonly SeamChange[]): Promise<Scenario> {
  const stay = await openStay(t, changes);
  const scenario = await stay.begin([]);
  await scenario.hosts.beUp(theHost);
  return scenario;
}

/** The same once the host has stopped after a heartbeat. */
async function stoppedOn(t: TestContext, ...changes: readonly SeamChange[]): Promise<Scenario> {
  const scenario = await upOn(t, ...changes);
  await scenario.heartbeats.stopAfterOne(theHost);
  return scenario;
}

/** Lets the cloud's time go on so many times before or after a process is stopped, as it does where that is not done at once. */
function letTimePassAt(scenario: Scenario, when: 'before' | 'after', ticks: number): void {
  const { cloud } = scenario;
  const { control } = cloud;
  const pass = async (): Promise<void> => {
    for (let tick = 1; tick <= ticks; tick += 1) await cloud.letTimePass();
  };
  const stopCompute = async (host: string): Promise<void> => {
    if (when === 'before') await pass();
    await control.stopCompute(host);
    if (when === 'after') await pass();
  };
  Object.defineProperty(cloud, 'control', { value: { ...control, stopCompute } });
}

describe('a host that sends no heartbeat any more', () => {
  it('counts as up for its time, and as down from then on', async (t) => {
    const scenario = await stoppedOn(t);
    const host = scenario.knownHosts.nameOf(theHost);
    assert.deepEqual([scenario.knownHosts.isRunning(host), scenario.knownHosts.isDown(host)], [false, false]);
    await scenario.heartbeats.expectDownInTime(theHost);
    assert.equal(scenario.knownHosts.isDown(host), true);
  });

  it('is told when it counts as down at half of the time', async (t) => {
    const scenario = await stoppedOn(t, patient(0.5));
    await assert.rejects(
      scenario.heartbeats.expectDownInTime(theHost),
      /expected compute-\d counts as up for 6 s after its last heartbeat, and as down from then on\nseen {5}it counts as down \d s after it at most; Nova says that it was at 2026.*\ncheck {4}whether service_down_time is 6 s there/,
    );
  });

  it('is told although it has taken its time to stop, and beaten all the while', async (t) => {
    const scenario = await upOn(t, patient(0.3));
    letTimePassAt(scenario, 'before', 5);
    await scenario.heartbeats.stopAfterOne(theHost);
    await assert.rejects(scenario.heartbeats.expectDownInTime(theHost), /it counts as down [45] s after it at most/);
  });

  it('is told when it counts as up for half as long again', async (t) => {
    const scenario = await stoppedOn(t, patient(1.5));
    await assert.rejects(
      scenario.heartbeats.expectDownInTime(theHost),
      /seen {5}it still counts as up \d s after it at least/,
    );
  });

  it('is told when it counts as up for too long, although it was slow to end after its last heartbeat', async (t) => {
    const scenario = await upOn(t, patient(1.5));
    letTimePassAt(scenario, 'after', 4);
    await scenario.heartbeats.stopAfterOne(theHost);
    await assert.rejects(scenario.heartbeats.expectDownInTime(theHost), /it still counts as up \d s after it at least/);
  });

  it('has to have been seen beating', async (t) => {
    const scenario = await upOn(t);
    await assert.rejects(scenario.heartbeats.expectDownInTime(theHost), /no step has stopped compute-\d after/);
  });
});
