import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import { waitUntilDown } from '../../support/safety/compute-services';
import { replacing, type SeamChange } from '../../support/stub/seams';
import { People } from '../../support/world/people/signed-in-people';

const countsAllAsUp = replacing('compute', 'rules', 'serviceIsUp', () => () => true);

/** What is told when a host does not come to count as down. */
async function toldOf(changes: readonly SeamChange[], stop: 'stopped' | 'not stopped'): Promise<string> {
  const cloud = await openEmbeddedCloud(defaultParameters, changes);
  await cloud.beginScenario();
  const people = new People(cloud, () => undefined);
  const [host = ''] = cloud.hosts;
  if (stop === 'stopped') await cloud.control.stopCompute(host);
  try {
    await waitUntilDown(cloud, people.auditor, host, { within: 30 });
    return 'it is down';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    people.close();
    await cloud.endScenario();
    await cloud.close();
  }
}

describe('a host that should come to count as down', () => {
  it('is waited for', async () => {
    assert.equal(await toldOf([], 'stopped'), 'it is down');
  });

  it('still runs when its heartbeat has moved', async () => {
    assert.match(
      await toldOf([], 'not stopped'),
      /^waited .* for Nova to count compute-1 as down: .*\nexpected compute-1 is down\nseen {5}it is up; its last heartbeat is of .*\nlikely {3}its compute service still runs/,
    );
  });

  it('is counted wrongly when its heartbeat has ended', async () => {
    assert.match(
      await toldOf([countsAllAsUp], 'stopped'),
      /\nlikely {3}Nova goes on counting a host as up whose heartbeats have ended/,
    );
  });
});
