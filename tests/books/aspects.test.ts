import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedAspects } from '../../support/books/aspects';

const before = { status: 'ACTIVE', task: 'none', actions: 'create' };

test('what is as it was has nothing to tell', () => {
  assert.equal(changedAspects('server blue', before, { ...before }), undefined);
});

test('what has changed is told by its aspects, and only those', () => {
  assert.deepEqual(changedAspects('server blue', before, { ...before, task: 'deleting', actions: 'create, delete' }), {
    expected: 'server blue as it was before\ntask: none\nactions: create',
    seen: 'task: deleting\nactions: create, delete',
  });
});

test('an aspect that only one side has is a change', () => {
  assert.equal(changedAspects('compute-1', {}, { reason: 'repairs' })?.seen, 'reason: repairs');
});
