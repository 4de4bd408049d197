import { expect } from 'chai';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { installMatchers } from '../../support/books/matchers';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { Ledger } from '../../support/safety/ledger';
import { runAt, type Run } from '../../support/world/run/run';
import { beginScenario, type Scenario } from '../../support/world/scenario';
import { imbalanceOf } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const blue: ServerAlias = { kind: 'named', name: 'blue' };
const green: ServerAlias = { kind: 'named', name: 'green' };
const theHost: HostAlias = { kind: 'the host' };

describe('a scenario on the embedded cloud', () => {
  let run: Run;
  let scenario: Scenario;
  const moments = { passed: 0 };
  const directory = mkdtempSync(join(tmpdir(), 'scenario-'));

  before(async () => {
    installMatchers();
    const cloud = await openEmbeddedCloud(defaultParameters);
    const letTimePass = (): Promise<void> => {
      moments.passed += 1;
      return cloud.letTimePass();
    };
    run = runAt({ ...cloud, letTimePass }, 'abc123', new Ledger('abc123', join(directory, 'l.jsonl')));
  });

  beforeEach(async () => {
    scenario = await beginScenario(run, 'LD-1');
  });

  afterEach(async () => {
    await scenario.ending.cleanUp();
    await scenario.ending.leave();
  });

  after(async () => {
    await run.cloud.close();
    rmSync(directory, { recursive: true });
  });

  it('names its servers after the run and itself, in the ledger and on the cloud', async () => {
    await scenario.servers.create(blue, theHost);
    const [entry] = run.ledger.entries();
    const { uuid } = scenario.knownServers.find(blue);
    assert.deepEqual([entry?.entry, entry?.uuid], [{ kind: 'server', name: 'ld-abc123-LD-1-blue' }, uuid]);
    assert.equal((await scenario.people.auditor.compute.servers.get(uuid)).name, 'ld-abc123-LD-1-blue');
  });

  it('wants names once there are two servers', async () => {
    assert.throws(() => scenario.knownServers.find(theServer), /no step has made the server; there is no server/);
    await scenario.servers.create(blue, { kind: 'named', name: 'A' });
    await assert.rejects(scenario.servers.create(blue, theHost), /server blue is there already/);
    await assert.rejects(scenario.servers.create(theServer, theHost), /a second server needs a name/);
    await scenario.servers.create(green, { kind: 'named', name: 'B' });
    assert.throws(() => scenario.knownServers.find(theServer), /could be any of server blue, server green/);
  });

  it('takes the word of a local delete at the first look, and waits for a host that runs', async () => {
    await scenario.servers.create(blue, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.deletions.delete('owner', blue);
    const before = moments.passed;
    await scenario.states.expectGone(blue);
    assert.equal(moments.passed, before);
    await scenario.servers.create(green, { kind: 'named', name: 'B' });
    await scenario.deletions.delete('owner', green);
    await scenario.states.expectGone(green);
    assert.ok(moments.passed > before);
  });

  it('tells what it saw when a server is not gone', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    const known = scenario.knownServers.find(theServer);
    scenario.knownServers.noteDeletion(known);
    await assert.rejects(scenario.states.expectGone(theServer), (error: Error) => {
      const [expected, seen, last] = error.message.split('\n');
      assert.match(expected ?? '', /^expected the server \([0-9a-f]{8}…\) answers 404$/);
      assert.match(seen ?? '', /^seen {5}ACTIVE, task none, on compute-\d$/);
      assert.match(last ?? '', /^last {5}operator: PUT \/os-services\/[0-9a-f]{8}… 200 in/);
      return true;
    });
  });

  it('tells a delete by the host from a local one by its history', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.flags.haveForcedDown(theHost);
    await scenario.deletions.delete('owner', theServer);
    await assert.rejects(
      scenario.history.expectDeletedByHost(theServer, theHost),
      /seen {5}a delete without events: Nova's API did it itself, a local delete/,
    );
  });

  it('measures usages with those who hold them', async () => {
    await scenario.servers.create(blue, theHost);
    const usage = await scenario.usages.of(theHost);
    const { uuid, flavor } = scenario.knownServers.find(blue);
    assert.deepEqual(usage.holders, [{ consumer: uuid, name: 'server blue', answers: 'ACTIVE', amounts: flavor }]);
    for (const each of await scenario.usages.ofConsumers(blue, theHost)) expect(usage).to.countConsumer(each);
    assert.throws(() => {
      expect(usage).to.equalUsage(scenario.usages.before(blue, theHost));
    }, /held by {2}server blue \([0-9a-f]{8}…\), which is ACTIVE/);
  });

  it('has books that balance with a live server, and that tell a planted leak', async () => {
    await scenario.servers.create(blue, theHost);
    assert.equal(await imbalanceOf(scenario), '');
    const { uuid } = scenario.knownServers.find(blue);
    const operator = scenario.people.person('operator');
    const held = await operator.placement.allocations.get(uuid);
    const { projectId = '', userId = '', allocations } = held;
    await scenario.deletions.delete('owner', blue);
    await scenario.states.expectGone(blue);
    await operator.placement.allocations.replace(uuid, { allocations, projectId, userId, consumerGeneration: null });
    const told = await imbalanceOf(scenario);
    assert.match(told, /I2 is broken: .*\n {2}server blue \([0-9a-f]{8}…\) holds VCPU 1, .* on compute-\d, .*: a leak/);
    assert.match(told, /I7 is broken/);
  });

  it('does not let the auditor write', async () => {
    await scenario.servers.create(blue, theHost);
    const { uuid } = scenario.knownServers.find(blue);
    await assert.rejects(scenario.people.auditor.compute.servers.delete(uuid), { name: 'WriteRefused' });
  });

  it('mends the path to Placement also when the work there fails', async () => {
    await assert.rejects(
      scenario.paths.whileDisturbed('Placement', { kind: 'refuse' }, () => Promise.reject(new Error('the work'))),
      /the work/,
    );
    assert.deepEqual(run.ledger.entries(), []);
    await scenario.servers.create(blue, theHost);
  });

  it('asks which host is meant', () => {
    assert.throws(
      () => scenario.knownHosts.nameOf({ kind: 'named', name: 'A' }),
      /no step has said which host is host A/,
    );
  });
});
