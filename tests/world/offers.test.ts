import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { customNameOf } from '../../support/safety/settling/offer-settling';
import type { Scenario } from '../../support/world/scenario';
import { stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('an offer of a custom resource', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it("is held by the server on a child of its host's provider, and gone after clean-up", async () => {
    await scenario.belongings.equip(theServer, 'a required trait', theHost);
    const { placement, compute } = scenario.people.auditor;
    const custom = customNameOf('ld-abc123-LD-1-offer');
    assert.equal(custom, 'CUSTOM_LD_ABC123_LD_1_OFFER');
    const child = await placement.providers.findByName('ld-abc123-LD-1-offer');
    assert.ok(child);
    const { allocations } = await placement.allocations.get(scenario.knownServers.find(theServer).uuid);
    assert.deepEqual(allocations[child.uuid]?.resources, { [custom]: 1 });
    assert.deepEqual((await placement.providers.traits(child.uuid)).traits, [custom]);
    await scenario.ending.cleanUp();
    assert.equal(await placement.providers.findByName('ld-abc123-LD-1-offer'), undefined);
    assert.deepEqual(
      (await compute.flavors.list('all')).filter(({ name }) => name.startsWith('ld-')),
      [],
    );
  });
});
