import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('the books of the cloud', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  const allocationsRead = (): number =>
    scenario.transcript.exchanges().filter(({ route }) => route === '/resource_providers/{provider}/allocations')
      .length;

  it('are read without allocations where nothing is used', async () => {
    const { hosts } = await scenario.books.snapshot();
    assert.equal(hosts.size, scenario.cloud.hosts.length);
    assert.ok([...hosts.values()].every(({ allocations }) => allocations.size === 0));
    assert.equal(allocationsRead(), 0);
  });

  it('are read with allocations where something is used, or was by the scenario', async () => {
    await scenario.servers.create(theServer, theHost);
    const before = allocationsRead();
    const { hosts } = await scenario.books.snapshot();
    assert.equal(allocationsRead(), before + 1);
    const host = scenario.knownHosts.nameOf(theHost);
    assert.deepEqual([...(hosts.get(host)?.allocations.keys() ?? [])], [scenario.knownServers.find(theServer).uuid]);
    await scenario.deletions.delete('owner', theServer);
    await scenario.states.expectGone(theServer);
    const gone = allocationsRead();
    assert.equal(await imbalanceOf(scenario), '');
    assert.equal(allocationsRead(), gone + 1);
  });
});
