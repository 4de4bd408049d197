import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Notes, type KnownServer } from '../../support/world/story/notes';

const blue: KnownServer = {
  name: 'server blue',
  uuid: 'uuid-1',
  host: 'compute-1',
  status: 'ACTIVE',
  flavor: { VCPU: 1 },
  before: { hosts: new Map() },
};

describe('the notes of a scenario', () => {
  it('take a forced-down or stopped host for down, and a disabled one not', () => {
    const notes = new Notes();
    notes.noteTrouble('compute-1', 'disabled');
    assert.equal(notes.isDown('compute-1'), false);
    notes.noteTrouble('compute-1', 'stopped');
    assert.equal(notes.isDown('compute-1'), true);
    notes.noteStart('compute-1');
    assert.equal(notes.isDown('compute-1'), false);
    notes.noteTrouble('compute-2', 'forced down');
    assert.equal(notes.isDown('compute-2'), true);
    assert.deepEqual([...notes.hostsInUse()], ['compute-1', 'compute-2']);
  });

  it('remember how the host was when its server was deleted, not how it is', () => {
    const notes = new Notes();
    notes.noteTrouble('compute-1', 'stopped');
    notes.noteDeletion(blue);
    notes.noteStart('compute-1');
    assert.deepEqual(notes.deletionOf('uuid-1'), { hostWas: 'down' });
    assert.equal(notes.deletionOf('uuid-2'), undefined);
  });

  it('remember whether the host has started since a server of it was deleted', () => {
    const notes = new Notes();
    notes.noteStart('compute-1');
    notes.noteDeletion(blue);
    assert.equal(notes.hasStartedSinceDeletion('compute-1'), false);
    notes.noteStart('compute-1');
    assert.equal(notes.hasStartedSinceDeletion('compute-1'), true);
  });

  it('count what a step verified, for that step alone', () => {
    const notes = new Notes();
    notes.noteVerification();
    assert.equal(notes.verifiedInStep(), 1);
    notes.beginStep();
    assert.equal(notes.verifiedInStep(), 0);
  });
});
