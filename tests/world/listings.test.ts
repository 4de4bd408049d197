import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { replacing } from '../../support/stub/seams';
import type { Scenario } from '../../support/world/scenario';
import { openStay, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('a list of deleted servers', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it('shows the operator what is deleted, and when it ended', async () => {
    await scenario.servers.create(theServer, theHost);
    assert.throws(() => {
      scenario.listings.expectDeleted(theServer);
    }, /no step has listed servers/);
    await scenario.listings.listDeleted('operator');
    assert.throws(() => {
      scenario.listings.expectDeleted(theServer);
    }, /expected the server \([0-9a-f]{8}…\) in the list, with status DELETED\nseen {5}the list is empty\nlast {5}operator: GET .*$/);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.listings.listDeleted('operator');
    scenario.listings.expectDeleted(theServer);
    scenario.listings.expectEnd(theServer);
  });

  it('is refused to the owner', async () => {
    await assert.rejects(scenario.listings.listDeleted('owner'), { status: 403 });
  });
});

/** Nova shows no server's end. */
const endless = replacing('compute', 'views', 'fullServer', (show) => (server, context) => ({
  ...show(server, context),
  'OS-SRV-USG:terminated_at': null,
}));

describe('a list that does not tell the end', () => {
  it('is told with what it shows', async (t) => {
    const stay = await openStay(t, [endless]);
    const scenario = await stay.begin([]);
    await scenario.servers.create(theServer, theHost);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.listings.listDeleted('operator');
    scenario.listings.expectDeleted(theServer);
    assert.throws(() => {
      scenario.listings.expectEnd(theServer);
    }, /in the list, terminated at a time after its launch\nseen {5}DELETED, launched at 2026.*, terminated at no time\nlast .*\nlikely {3}the delete has not written terminated_at$/);
  });
});
