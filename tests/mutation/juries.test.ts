import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inParts, KillersFirst } from '../../support/mutation/judging';

describe('the order in which mutants are judged', () => {
  it('begins with a few tests, and takes more each time', () => {
    assert.deepEqual(inParts([1, 2, 3, 4, 5, 6], [1, 2]), [[1], [2, 3], [4, 5, 6]]);
    assert.deepEqual(inParts([1], [1, 2]), [[1]]);
    assert.deepEqual(inParts([], [1]), []);
  });

  it('begins with those that have killed most', () => {
    const killers = new KillersFirst();
    for (const test of ['b', 'c', 'c']) killers.note(test);
    assert.deepEqual(killers.sort(['a', 'b', 'c', 'd']), ['c', 'b', 'a', 'd']);
  });
});
