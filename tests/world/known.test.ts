import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias } from '../../support/parameter-types';
import { KnownHosts } from '../../support/world/story/known-hosts';
import { KnownServers, type KnownServer } from '../../support/world/story/known-servers';
import { Verifications } from '../../support/world/story/verifications';

const blue: KnownServer = {
  name: 'server blue',
  uuid: 'uuid-1',
  host: 'compute-1',
  status: 'ACTIVE',
  flavor: { VCPU: 1 },
  before: { hosts: new Map() },
};

function named(name: 'A' | 'B'): HostAlias {
  return { kind: 'named', name };
}

describe('what a scenario knows', () => {
  it('of a forced-down or stopped host is that it is down, and of a disabled one not', () => {
    const hosts = new KnownHosts();
    hosts.noteTrouble('compute-1', 'disabled');
    assert.equal(hosts.isDown('compute-1'), false);
    hosts.noteTrouble('compute-1', 'stopped');
    assert.equal(hosts.isDown('compute-1'), true);
    hosts.noteStartOf('compute-1');
    assert.equal(hosts.isDown('compute-1'), false);
    hosts.noteTrouble('compute-2', 'forced down');
    assert.equal(hosts.isDown('compute-2'), true);
    assert.deepEqual([...hosts.inUse], ['compute-1', 'compute-2']);
  });

  it('of a deletion is how the host was then, not how it is', () => {
    const knownHosts = new KnownHosts();
    const servers = new KnownServers({ knownHosts });
    knownHosts.noteTrouble('compute-1', 'stopped');
    servers.noteDeletion(blue);
    knownHosts.noteStartOf('compute-1');
    assert.deepEqual(servers.deletionOf('uuid-1'), { hostWas: 'down' });
    assert.equal(servers.deletionOf('uuid-2'), undefined);
  });

  it('of a host is whether it has started since a server of it was deleted', () => {
    const knownHosts = new KnownHosts();
    const servers = new KnownServers({ knownHosts });
    knownHosts.noteStartOf('compute-1');
    servers.noteDeletion(blue);
    assert.equal(knownHosts.hasStartedSinceDeletion('compute-1'), false);
    knownHosts.noteStartOf('compute-1');
    assert.equal(knownHosts.hasStartedSinceDeletion('compute-1'), true);
  });

  it('of a host is whether another one has started since a server of that one was deleted', () => {
    const knownHosts = new KnownHosts();
    assert.equal(knownHosts.hasOtherStartedSinceDeletion(undefined), false);
    knownHosts.noteStartOf('compute-1');
    assert.equal(knownHosts.hasOtherStartedSinceDeletion('compute-1'), false);
    assert.equal(knownHosts.hasOtherStartedSinceDeletion('compute-2'), true);
    assert.equal(knownHosts.hasOtherStartedSinceDeletion(undefined), true);
    knownHosts.noteDeletion('compute-1');
    assert.equal(knownHosts.hasOtherStartedSinceDeletion('compute-2'), false);
  });

  it('of a host that was forced up is that only while it is stopped', () => {
    const knownHosts = new KnownHosts();
    knownHosts.noteTrouble('compute-1', 'forced down');
    assert.equal(knownHosts.isForcedDown('compute-1'), true);
    knownHosts.noteForcedUp('compute-1');
    assert.equal(knownHosts.isForcedDown('compute-1'), false);
    assert.equal(knownHosts.wasForcedUp('compute-1'), false);
    knownHosts.noteTrouble('compute-1', 'stopped');
    assert.equal(knownHosts.wasForcedUp('compute-1'), true);
    assert.equal(knownHosts.wasForcedUp('compute-2'), false);
    knownHosts.noteStartOf('compute-1');
    assert.equal(knownHosts.wasForcedUp('compute-1'), false);
  });

  it('of a host that has only just stopped is that its process is gone, and that it is not down yet', () => {
    const knownHosts = new KnownHosts();
    assert.equal(knownHosts.isRunning('compute-1'), true);
    knownHosts.noteTrouble('compute-1', 'only just stopped');
    assert.equal(knownHosts.hasProcess('compute-1'), false);
    assert.equal(knownHosts.isDown('compute-1'), false);
    assert.equal(knownHosts.isRunning('compute-1'), false);
    knownHosts.noteTrouble('compute-2', 'forced down');
    assert.equal(knownHosts.hasProcess('compute-2'), true);
    assert.equal(knownHosts.isRunning('compute-2'), false);
  });

  it('of a word for a host is which one it means, and no other', () => {
    const knownHosts = new KnownHosts();
    const [host, a, b] = [{ kind: 'the host' }, named('A'), named('B')] as const;
    assert.throws(() => knownHosts.nameOf(host), /no step has said which host is the host: put a server on it first/);
    assert.throws(() => knownHosts.aliasOf(undefined), /the scenario has not spoken of the host of no name/);
    knownHosts.bind(a, 'compute-1');
    knownHosts.bind(a, 'compute-1');
    assert.throws(() => {
      knownHosts.bind(a, 'compute-2');
    }, /^Error: host A is compute-1, but the server was built on/);
    assert.throws(() => {
      knownHosts.bind(b, 'compute-1');
    }, /^Error: compute-1 cannot be host B: it is host A already/);
    assert.equal(knownHosts.nameOf(a), 'compute-1');
    assert.deepEqual(knownHosts.aliasOf('compute-1'), a);
    assert.deepEqual(knownHosts.bound(), ['compute-1']);
  });

  it('of a server is whether it lives on a host, as long as nobody has asked it to go', () => {
    const servers = new KnownServers({ knownHosts: new KnownHosts() });
    servers.add(blue);
    assert.equal(servers.livesOn(blue, 'compute-1'), true);
    assert.equal(servers.livesOn(blue, 'compute-2'), false);
    servers.leaving.add(blue.uuid);
    assert.equal(servers.livesOn(blue, 'compute-1'), false);
    servers.leaving.clear();
    servers.noteDeletion(blue);
    assert.equal(servers.livesOn(blue, 'compute-1'), false);
  });

  it('of verifications is told for one step alone', () => {
    const verifications = new Verifications();
    verifications.note();
    assert.equal(verifications.inStep(), 1);
    verifications.beginStep();
    assert.equal(verifications.inStep(), 0);
  });
});
