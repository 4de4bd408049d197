import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const blue: ServerAlias = { kind: 'named', name: 'blue' };
const green: ServerAlias = { kind: 'named', name: 'green' };
const theHost: HostAlias = { kind: 'the host' };

describe('what servers are made with and leave behind', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it('knows a port of the owner, in use and free again', async () => {
    await scenario.belongings.equip(theServer, 'a port made by the owner', theHost);
    await scenario.belongings.expectFate('the port', 'in use');
    await assert.rejects(
      scenario.belongings.expectFate('the port', 'free'),
      /expected the port [0-9a-f]{8}… made by the owner is there, with neither device nor device_owner, and bound to no host\nseen {5}it has the device the server and the device_owner compute:local-delete, and is bound to compute-1\nlast .*\nlikely {3}the delete did not take the server's ports away$/,
    );
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the port', 'free');
    await assert.rejects(
      scenario.belongings.expectFate('the port', 'in use'),
      /expected the port [0-9a-f]{8}… made by the owner is bound to a server of the scenario, on its host\nseen {5}it has no device and no device_owner, and is bound to no host\nlast/,
    );
  });

  it('knows a port of Nova, which goes with its server', async () => {
    await scenario.belongings.equip(theServer, 'a port made by Nova', theHost);
    await scenario.belongings.expectFate('the port', 'in use');
    await assert.rejects(
      scenario.belongings.expectFate('the port', 'gone'),
      /expected the port [0-9a-f]{8}… made by Nova answers 404/,
    );
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the port', 'gone');
  });

  it('knows several ports, all of which have to be as they should', async () => {
    await scenario.belongings.equip(theServer, 'two ports made by Nova', theHost);
    await scenario.belongings.expectFate('the ports', 'in use');
    await assert.rejects(scenario.belongings.expectFate('the port', 'in use'), /"the port" could be any of 2: say/);
    const [, second = ''] = scenario.ports.idsOf('the ports');
    await scenario.people.person('operator').network.ports.delete(second);
    await assert.rejects(
      scenario.belongings.expectFate('the ports', 'gone'),
      new RegExp(
        'expected each of the ports [0-9a-f]{8}…, [0-9a-f]{8}… made by Nova answers 404\\n' +
          'seen {5}[0-9a-f]{8}…: it has the device the server and the device_owner compute:.*\\n' +
          ` {9}${second.slice(0, 8)}…: it answers 404\\n` +
          "last .*\\nlikely {3}the delete saw to some of the server's ports, and not to all$",
      ),
    );
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the ports', 'gone');
  });

  it('knows several ports of the owner, which are free after the server', async () => {
    await scenario.belongings.equip(theServer, 'two ports made by the owner', theHost);
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.belongings.expectFate('the ports', 'free');
    const names = scenario.run.ledger.entries().map(({ entry }) => ('name' in entry ? entry.name : entry.kind));
    assert.deepEqual(names.slice(0, 2), ['ld-abc123-LD-1-port', 'ld-abc123-LD-1-port-2']);
    await scenario.belongings.attemptWith('owner', green, 'the ports');
    await scenario.belongings.expectFate('the ports', 'in use');
  });

  it('does not take a port for free on which Nova is still written', async () => {
    const id = await scenario.ports.make();
    await scenario.belongings.expectFate('the port', 'free');
    await scenario.people.person('owner').network.ports.update(id, { deviceOwner: 'compute:nova' });
    await assert.rejects(
      scenario.belongings.expectFate('the port', 'free'),
      /seen {5}it has no device and the device_owner compute:nova, and is bound to no host\nlast .*\nlikely {3}the delete took the port from its server, but did not clear all that Nova had written on it$/,
    );
  });

  it('gives a free port to a second server', async () => {
    await scenario.belongings.equip(blue, 'a port made by the owner', theHost);
    await scenario.deeds.have('owner', 'deleted', blue);
    await scenario.belongings.attemptWith('owner', green, 'the port');
    await scenario.states.expectState(green, 'running');
    await scenario.belongings.expectFate('the port', 'in use');
  });

  it('tells a port of the owner that went with the server', async () => {
    await scenario.belongings.equip(theServer, 'a port made by the owner', theHost);
    await scenario.belongings.delete('owner', 'the port');
    await assert.rejects(
      scenario.belongings.expectFate('the port', 'free'),
      /seen {5}it answers 404\nlast .*\nlikely {3}the delete took a port of the owner for one of its own$/,
    );
  });

  it('writes the shelved image down before it is made, and expects it to go with the server', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.deeds.have('owner', 'shelved', theServer);
    const { entry, uuid = '' } = scenario.run.ledger.entries().at(-1) ?? {};
    assert.deepEqual(entry, { kind: 'image', name: 'ld-abc123-LD-1-server-shelved' });
    assert.equal((await scenario.people.auditor.image.find(uuid))?.status, 'active');
    await assert.rejects(
      scenario.belongings.expectFate('the shelved image', 'gone'),
      /expected the shelved image [0-9a-f]{8}… of the server is gone\nseen {5}it is there, active\nlast {5}owner: POST \/servers\/[^\n]*$/,
    );
    await scenario.cloud.control.disturb('Glance', { kind: 'answer', status: 503, method: 'DELETE' });
    await scenario.deeds.have('owner', 'deleted', theServer);
    await scenario.cloud.control.mend('Glance');
    assert.match(
      await imbalanceOf(scenario),
      /^I7 is broken: .*\n.*but its shelved image [0-9a-f]{8}… is still there$/,
    );
  });

  it('offloads what is not shelved yet, so that it has no host any more', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.deeds.have('operator', 'offloaded', theServer);
    await scenario.states.expectState(theServer, 'shelved and offloaded');
    assert.equal(scenario.knownServers.find(theServer).host, undefined);
    await scenario.deletions.delete('owner', theServer);
    await scenario.states.expectGone(theServer);
    await scenario.belongings.expectFate('the shelved image', 'gone');
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('waits until a deed is done', async () => {
    await scenario.servers.create(blue, theHost);
    const status = async () => {
      const { uuid } = scenario.knownServers.find(blue);
      return (await scenario.people.auditor.compute.servers.get(uuid)).status;
    };
    await scenario.deeds.have('owner', 'paused', blue);
    assert.equal(await status(), 'PAUSED');
    await scenario.servers.create(green, theHost);
    await scenario.deeds.have('owner', 'rescued', green);
    await assert.rejects(scenario.deeds.have('owner', 'rescued', green), /in vm_state rescued/);
  });

  it('takes a failure that it does not expect for one', async () => {
    await scenario.servers.create(theServer, theHost);
    const { refusals, deletions } = scenario;
    await assert.rejects(
      refusals.expectFailure('server error', () => deletions.delete('owner', theServer)),
      /expected a request that is refused: server error \(500\)\nseen {5}it was accepted\nlast {5}owner: DELETE/,
    );
    await assert.rejects(
      refusals.expectFailure('in conflict', () => deletions.deleteNone('owner', 'a server that never was')),
      /seen {5}not found \(404\)/,
    );
  });

  it('says what no step can mean', async () => {
    assert.throws(() => scenario.ports.idsOf('the port'), /no step has made a port/);
    await scenario.ports.make();
    assert.throws(() => scenario.ports.idsOf('the ports'), /there is but one: say "the port"/);
    await assert.rejects(scenario.images.expectFate('gone'), /no step has shelved a server/);
    await assert.rejects(scenario.images.expectFate('free'), /an image is never free/);
  });
});
