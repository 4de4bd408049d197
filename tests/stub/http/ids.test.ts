import assert from 'node:assert/strict';
import { test } from 'node:test';

import { IdSource } from '../../../support/stub/id-source';

test('one seed gives the same identifiers in the same order, another seed others', () => {
  const [one, same, other] = [new IdSource(7), new IdSource(7), new IdSource(8)];
  const first = one.uuid();
  assert.equal(same.uuid(), first);
  assert.notEqual(other.uuid(), first);
  assert.notEqual(one.uuid(), first);
});

test('identifiers have the form that OpenStack gives them', () => {
  const ids = new IdSource(3);
  for (let round = 0; round < 50; round++) {
    assert.match(ids.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(ids.requestId(), /^req-[0-9a-f]{8}-/);
    assert.match(ids.hex(), /^[0-9a-f]{32}$/);
  }
});

test('ten thousand identifiers are all different', () => {
  const ids = new IdSource(0);
  assert.equal(new Set(Array.from({ length: 10_000 }, () => ids.uuid())).size, 10_000);
});
