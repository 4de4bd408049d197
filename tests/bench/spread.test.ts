import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadOf } from '../../support/bench/spread';

test('the spread of rounds has the value in the middle, or what is between the two in the middle', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { median: 2, min: 1, max: 3 });
  assert.deepEqual(spreadOf([4, 1, 2, 10]), { median: 3, min: 1, max: 10 });
  assert.deepEqual(spreadOf([7]), { median: 7, min: 7, max: 7 });
});
