import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { plain, type HostileAnswer } from './answers';
import { startHostileServer } from './server';

const megabyte = 1024 ** 2;
const id = '"id": "a", "name": "b"';

/** As large as answers may be, and read to their end. */
const largest: Readonly<Record<string, HostileAnswer['give']>> = {
  'as many parts as may be': plain({}, `{"servers": [{${id}, "junk": [${'{},'.repeat(149_000)}{}]}]}`),
  'as many words as may be': plain({}, `{"servers": [{${id}, "junk": [${'"abcde",'.repeat(megabyte - 1000)}""]}]}`),
  'a page as long as may be': plain({ 'Content-Type': 'text/html' }, '<head>'.repeat(1.3 * megabyte), '500 Oh No'),
};

describe('forty answers as large as they may be, all of them on record, take less than 400 MB', () => {
  for (const [title, give] of Object.entries(largest)) {
    it(title, { timeout: 120_000 }, async (t) => {
      const server = await startHostileServer(t);
      server.turn(give);
      const reader = ['-r', 'ts-node/register', join(__dirname, 'reader.ts'), `${server.url}/identity/v3`, '40'];
      const { stdout } = await promisify(execFile)(process.execPath, reader);
      assert.match(stdout, /, 41 exchanges$/);
      assert.ok(parseInt(stdout, 10) < 400, stdout);
      t.diagnostic(stdout);
    });
  }
});
