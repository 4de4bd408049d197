import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const blue: ServerAlias = { kind: 'named', name: 'blue' };
const green: ServerAlias = { kind: 'named', name: 'green' };
const three: ServerAlias = { kind: 'several', names: ['blue', 'green', 'red'] };
const theHost: HostAlias = { kind: 'the host' };
const hostA: HostAlias = { kind: 'named', name: 'A' };
const hostB: HostAlias = { kind: 'named', name: 'B' };

describe('the servers of a scenario', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  const hostOf = (server: ServerAlias) => scenario.knownServers.find(server).host;
  const groups = () => scenario.people.auditor.compute.serverGroups.list();

  it('lie on one host when one step puts them there, and their group goes with the scenario', async () => {
    await scenario.servers.create(three, theHost);
    const hosts = scenario.knownServers.findAll(three).map(({ host }) => host);
    assert.deepEqual(hosts, Array(3).fill(scenario.knownHosts.nameOf(theHost)));
    assert.deepEqual(
      (await groups()).map(({ name, policy }) => [name, policy]),
      [['ld-abc123-LD-1-affinity', 'affinity']],
    );
    await scenario.ending.cleanUp();
    assert.deepEqual(await groups(), []);
  });

  it('are all in error when one request asks for more than the host has room for, and hold nothing', async () => {
    await scenario.servers.create(blue, theHost);
    await scenario.placeholders.fill(theHost, blue);
    await scenario.deeds.have('owner', 'deleted', blue);
    const both: ServerAlias = { kind: 'several', names: ['green', 'red'] };
    await scenario.servers.attemptTogether('operator', both, theHost);
    await scenario.states.expectState(both, 'in error because no host could take it');
    for (const { byHost } of await scenario.usages.heldBy(both)) assert.equal(byHost.size, 0);
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('are settled in the ledger once the books show that nothing of them is left', async () => {
    const { ledger } = scenario.run;
    const open = () =>
      ledger
        .entries()
        .flatMap(({ entry }) => (entry.kind === 'server' ? entry.name.replace('ld-abc123-LD-1-', '') : []));
    await scenario.servers.create(blue, theHost);
    await scenario.servers.create(green, theHost);
    await scenario.deletions.delete('owner', blue);
    await scenario.states.expectGone(blue);
    const { imbalance, gone } = await scenario.balance.strike();
    assert.deepEqual([imbalance, open()], ['', ['blue', 'green']]);
    scenario.page.settleServers(gone);
    assert.deepEqual(open(), ['green']);
  });

  it('lie apart on hosts of different names', async () => {
    await scenario.servers.create(blue, hostA);
    await scenario.servers.create(green, hostB);
    assert.notEqual(hostOf(blue), hostOf(green));
    assert.deepEqual(
      (await groups()).map(({ policy, members }) => [policy, members.length]),
      [['anti-affinity', 2]],
    );
  });

  it('are made by the operator in the project of the owner on a host that is known', async () => {
    await scenario.servers.create(blue, theHost);
    await scenario.servers.create(green, theHost);
    assert.equal(hostOf(green), hostOf(blue));
    const [first, second] = await Promise.all(
      [blue, green].map((each) => scenario.people.auditor.compute.servers.get(scenario.knownServers.find(each).uuid)),
    );
    assert.deepEqual([first?.projectId === second?.projectId, first?.userId === second?.userId], [true, false]);
  });

  it('that are made with one request have a reservation, and stand in the ledger by name', async () => {
    await scenario.servers.createTogether(three, theHost);
    const names = scenario.run.ledger.entries().map(({ entry, uuid }) => ['name' in entry && entry.name, uuid]);
    const uuids = scenario.knownServers.findAll(three).map(({ uuid }) => uuid);
    assert.deepEqual(
      names.slice(1),
      uuids.map((uuid, index) => [`ld-abc123-LD-1-together-${index + 1}`, uuid]),
    );
  });

  it('are several only for steps that speak of several', async () => {
    await scenario.servers.create(three, theHost);
    assert.throws(() => scenario.knownServers.find(three), /server blue, server green, server red are several servers/);
  });

  it('can be deleted again in time, also when the host has been faster at first', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.races.begin('owner', theServer);
    const first = scenario.knownServers.find(theServer).uuid;
    assert.equal(scenario.races.isOn(theServer), true);
    while ((await scenario.people.auditor.compute.servers.find(first)) !== undefined)
      await scenario.cloud.letTimePass();
    assert.equal(await scenario.races.delete('owner', theServer), 'in time');
    assert.notEqual(scenario.knownServers.find(theServer).uuid, first);
    await scenario.states.expectGone(theServer);
    await scenario.history.expectDeletes(theServer, 1);
    await assert.rejects(
      scenario.history.expectDeletes(theServer, 2),
      /expected 2 deletes in the history of the server \(.*\)\nseen {5}1: delete \(req-[0-9a-f]{8}…\), create \(req-/,
    );
  });

  it('are given up when the host is always faster', async () => {
    const { servers } = scenario.people.person('owner').compute;
    const asked = servers.delete.bind(servers);
    const deleted: string[] = [];
    servers.delete = async (uuid) => {
      await asked(uuid);
      deleted.push(uuid);
      while ((await servers.find(uuid)) !== undefined) await scenario.cloud.letTimePass();
    };
    await scenario.servers.create(theServer, theHost);
    await scenario.deletions.delete('owner', theServer);
    assert.equal(await scenario.races.delete('owner', theServer), 'missed');
    assert.equal(new Set(deleted).size, 3);
  });

  it('are given up when nobody can tell whether the host was at it still', async () => {
    const { servers } = scenario.people.person('owner').compute;
    const asked = servers.delete.bind(servers);
    let deletes = 0;
    servers.delete = async (uuid) => {
      await asked(uuid);
      deletes += 1;
      const isSecond = deletes % 2 === 0;
      while (isSecond && (await servers.find(uuid)) !== undefined) await scenario.cloud.letTimePass();
    };
    await scenario.servers.create(theServer, theHost);
    await scenario.deletions.delete('owner', theServer);
    assert.equal(await scenario.races.delete('owner', theServer), 'missed');
    assert.equal(deletes, 6);
  });

  it('must be marked for deletion when a dead host has their delete', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.hosts.stopJustNow(theHost);
    await scenario.races.begin('owner', theServer);
    await scenario.states.expectState(theServer, 'marked for deletion');
    await assert.rejects(
      scenario.states.expectState(theServer, 'running'),
      /expected the server \(.*\) is ACTIVE, task none\nseen {5}ACTIVE, task deleting, on compute-\d\nlast {5}owner: DELETE/,
    );
    await assert.rejects(scenario.states.expectGoneAtOnce(theServer), /expected the server \(.*\) answers 404/);
  });

  it('tell why there is none when a full host was asked for', async () => {
    await scenario.servers.create(blue, theHost);
    await scenario.placeholders.fill(theHost, blue);
    await scenario.servers.attempt('operator', green, { host: theHost });
    await assert.rejects(
      scenario.states.expectState(green, 'running'),
      /seen {5}ERROR, task none, on no host\nbecause {2}No valid host was found/,
    );
    const usage = await scenario.usages.of(theHost);
    assert.deepEqual(usage.holders.map(({ name, answers }) => [name, answers]).sort(), [
      ['a placeholder of the suite', 'no server'],
      ['server blue', 'ACTIVE'],
    ]);
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('show their host to those who have read them', async () => {
    await scenario.servers.create(theServer, theHost);
    assert.throws(() => {
      scenario.states.expectHostStatus(theServer, 'UP');
    }, /no step has read the server/);
    await scenario.states.read('owner', theServer);
    assert.throws(() => {
      scenario.states.expectHostStatus(theServer, 'UP');
    }, /it does not show how its host is/);
    await scenario.states.read('operator', theServer);
    scenario.states.expectHostStatus(theServer, 'UP');
    assert.throws(() => {
      scenario.states.expectHostStatus(theServer, 'DOWN');
    }, /as DOWN\nseen {5}UP/);
  });

  it('hold what they hold until they are deleted', async () => {
    await scenario.servers.create(theServer, theHost);
    const [held] = await scenario.usages.heldBy(theServer);
    assert.deepEqual(
      [held?.name, [...(held?.byHost ?? [])]],
      ['the server', [[scenario.knownHosts.nameOf(theHost), { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 }]]],
    );
    await scenario.deeds.have('owner', 'stopped', theServer);
    assert.equal(await imbalanceOf(scenario), '');
    await scenario.deeds.have('owner', 'deleted', theServer);
    assert.equal((await scenario.usages.heldBy(theServer))[0]?.byHost.size, 0);
  });
});
