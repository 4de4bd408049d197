import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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

  it('of verifications is told for one step alone', () => {
    const verifications = new Verifications();
    verifications.note();
    assert.equal(verifications.inStep(), 1);
    verifications.beginStep();
    assert.equal(verifications.inStep(), 0);
  });
});
