import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { openStaging, rightFiles, writeFiles } from '../remote/staging';
import { plain, type HostileAnswer } from './answers';
import { startHostileServer } from './server';

const megabyte = 1024 ** 2;
const id = '"id": "a", "name": "b"';

/** As large as answers may be, and read to their end. */
const largest: Readonly<Record<string, HostileAnswer['give']>> = {
  'as many parts as may be': plain({}, `{"servers": [{${id}, "junk": [${'{},'.repeat(149_000)}{}]}]}`),
  'as many words as may be': plain({}, `{"servers": [{${id}, "junk": [${'"abcde",'.repeat(megabyte / 2 - 1000)}""]}]}`),
  'a page as long as may be': plain({ 'Content-Type': 'text/html' }, '<head>'.repeat(0.6 * megabyte), '500 Oh No'),
};

describe('forty answers as large as they may be, all of them on record, take less than 400 MB', () => {
  for (const [title, give] of Object.entries(largest)) {
    it(title, { timeout: 120_000 }, async (t) => {
      const server = await startHostileServer(t);
      server.turn(give);
      const reader = [
        '-r',
        './config/typescript.cjs',
        join(__dirname, 'fixtures', 'reader.ts'),
        `${server.url}/identity/v3`,
        '40',
      ];
      const { stdout } = await promisify(execFile)(process.execPath, reader);
      assert.match(stdout, /, 41 exchanges$/);
      assert.ok(parseInt(stdout, 10) < 400, stdout);
      t.diagnostic(stdout);
    });
  }
});

describe('a whole run on a cloud that answers at length', () => {
  it('comes to its verdict with less than 400 MB', { timeout: 240_000 }, async (t) => {
    const staging = await openStaging();
    t.after(() => staging.close());
    const folder = staging.folder();
    const env = { ...process.env, ...writeFiles(folder, rightFiles(staging, folder)) };
    const junk = Buffer.from(`, "junk": ["${'x'.repeat(3.4 * megabyte)}", ${'{},'.repeat(100_000)}{}]}`);
    let answers = 0;
    staging.front.alter((body) => {
      if (body[0] !== '{'.charCodeAt(0)) return body;
      answers += 1;
      if (answers % 3 !== 0) return body;
      return Buffer.concat([body.subarray(0, body.lastIndexOf('}')), junk]);
    });
    const argv = ['--cloud', 'remote', '--tags', '@LD-1', '--seed', '1'];
    const gate = ['-r', './config/typescript.cjs', join(__dirname, 'fixtures', 'gate-process.ts'), folder, ...argv];
    const { stdout } = await promisify(execFile)(process.execPath, gate, { env });
    const [, exitCode, megabytes] = /exit code (\d), (\d+) MB$/.exec(stdout) ?? [];
    assert.equal(exitCode, '0', stdout);
    assert.ok(Number(megabytes) < 400, stdout);
    assert.ok(answers > 60, `${answers} answers`);
    t.diagnostic(`${megabytes} MB, every third of ${answers} answers had 3.7 MB`);
  });
});
