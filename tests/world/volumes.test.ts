import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const blue: ServerAlias = { kind: 'named', name: 'blue' };
const green: ServerAlias = { kind: 'named', name: 'green' };
const theHost: HostAlias = { kind: 'the host' };

describe('the volume of a scenario', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it('is in use by its server, and free after the server', async () => {
    await scenario.belongings.equip(theServer, 'a data volume', theHost);
    await scenario.belongings.expectFate('the volume', 'in use');
    await assert.rejects(
      scenario.belongings.expectFate('the volume', 'free'),
      /expected the volume [0-9a-f]{8}… is there, available and without attachment\nseen {5}it is in-use: attached for the server\nlast [^\n]*$/,
    );
    await scenario.flags.haveForcedDown(theHost);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the volume', 'free');
    await assert.rejects(
      scenario.belongings.expectFate('the volume', 'in use'),
      /is in use or reserved, with an attachment\nseen {5}it is available, without any attachment\n/,
    );
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('goes with its server when it is to, but not at the first look', async () => {
    await scenario.belongings.equip(theServer, 'a volume that goes with it', theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the volume', 'gone');
    await assert.rejects(
      scenario.belongings.expectFate('the volume', 'free'),
      /seen {5}it answers 404\nlast .*\nlikely {3}the delete took a volume away that outlives its server$/,
    );
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('is what a server boots from', async () => {
    await scenario.belongings.equip(theServer, 'a root volume', theHost);
    await scenario.belongings.expectFate('the volume', 'in use');
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the volume', 'free');
  });

  it('is missed by the books while a gone server has it, until a step says so', async () => {
    await scenario.belongings.equip(theServer, 'a data volume', theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.cloud.control.disturb('Cinder', { kind: 'answer', status: 500 });
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.cloud.control.mend('Cinder');
    assert.match(
      await imbalanceOf(scenario),
      /^I7 is broken: .*\n {2}the server \([0-9a-f]{8}…\) answers 404, but volume [0-9a-f]{8}… is still attached for it\nI8 is broken: .*\n {2}volume [0-9a-f]{8}… has no live server, but is in-use$/,
    );
    await scenario.belongings.expectFate('the volume', 'in use');
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('may be shared by two servers', async () => {
    const id = await scenario.volumes.make('sharing');
    const volumes = [{ id, use: 'data', atTermination: 'keep' }] as const;
    await scenario.servers.create(blue, theHost, { volumes });
    await scenario.servers.create(green, theHost, { volumes });
    await scenario.deeds.have('owner', 'deleted', blue);
    await scenario.belongings.expectFate('the volume', 'in use');
    await scenario.deeds.have('owner', 'deleted', green);
    await scenario.belongings.expectFate('the volume', 'free');
  });

  it('is one of several, all of which have to be as they should', async () => {
    await scenario.belongings.equip(theServer, 'two data volumes', theHost);
    await scenario.belongings.expectFate('the volumes', 'in use');
    await assert.rejects(scenario.belongings.expectFate('the volume', 'free'), /"the volume" could be any of 2: say/);
    const [first = '', second = ''] = scenario.volumes.idsOf('the volumes');
    const names = scenario.run.ledger.entries().map(({ entry }) => ('name' in entry ? entry.name : entry.kind));
    assert.deepEqual(names.slice(0, 2), ['ld-abc123-LD-1-volume', 'ld-abc123-LD-1-volume-2']);
    const { uuid } = scenario.knownServers.find(theServer);
    await scenario.people.person('owner').compute.volumeAttachments.detach(uuid, first);
    await scenario.cloud.letTimePass();
    await assert.rejects(
      scenario.belongings.expectFate('the volumes', 'free'),
      new RegExp(
        'expected each of the volumes [0-9a-f]{8}…, [0-9a-f]{8}… is there, available and without attachment\\n' +
          `seen {5}${first.slice(0, 8)}…: it is available, without any attachment\\n` +
          ` {9}${second.slice(0, 8)}…: it is in-use: attached for the server\\n` +
          "last .*\\nlikely {3}the delete saw to some of the server's volumes, and not to all$",
      ),
    );
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the volumes', 'free');
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('goes with its server, however many there are', async () => {
    await scenario.belongings.equip(theServer, 'two volumes that go with it', theHost);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the volumes', 'gone');
  });
});
