import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AddressRange } from '../../../support/stub/network/addresses';

test('the first address is the gateway’s, the last nobody’s', () => {
  const range = new AddressRange('10.0.0.0/30');
  assert.equal(range.gateway, '10.0.0.1');
  assert.deepEqual(range.pool, { start: '10.0.0.2', end: '10.0.0.2' });
  assert.equal(range.firstFree(new Set()), '10.0.0.2');
  assert.equal(range.firstFree(new Set(['10.0.0.2'])), undefined);
});

test('a range knows its addresses', () => {
  const range = new AddressRange('10.0.255.0/23');
  assert.equal(range.contains('10.0.254.1'), true);
  assert.equal(range.contains('10.0.255.254'), true);
  assert.equal(range.contains('10.0.254.0'), false);
  assert.equal(range.contains('10.1.0.1'), false);
  assert.equal(range.contains('nonsense'), false);
});

for (const cidr of ['10.0.0.0', '10.0.0.0/31', '10.0.0.256/24', 'fe80::/64', '']) {
  test(`"${cidr}" is no network for ports`, () => {
    assert.throws(() => new AddressRange(cidr), /is not an IPv4 network like 10\.0\.0\.0\/16/);
  });
}
