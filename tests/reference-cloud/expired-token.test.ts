import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readToken } from '../../support/reference-cloud/expired-token';

test('the token is found below what Keystone warns of', () => {
  const output = 'key_repository is world readable: /srv/fernet-keys\ngAAAAABrCjZ1x-Kd_IcTvfF9==\n';
  assert.equal(readToken(output), 'gAAAAABrCjZ1x-Kd_IcTvfF9==');
});

test('a program that writes no token is told with what it wrote', () => {
  assert.throws(() => readToken('no keys\n'), /writes an expired token wrote none: no keys$/);
  assert.throws(() => readToken(''), /wrote none: nothing$/);
});
