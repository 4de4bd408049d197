import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { exposuresOf } from '../../support/clouds/remote/exposure';
import { runGateWith } from './gate';
import { openStaging, rightFiles, writeFiles } from './staging';

describe('a file with secrets that everybody on the machine can read', () => {
  let folder: string;
  beforeEach(() => {
    // Everybody may enter /tmp, wherever TMPDIR is.
    folder = mkdtempSync('/tmp/exposed-');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is told, unless a folder above it is closed to others', () => {
    const file = join(folder, 'clouds.yaml');
    writeFileSync(file, '');
    const exposed = (folderMode: number, fileMode: number) => {
      chmodSync(folder, folderMode);
      chmodSync(file, fileMode);
      return exposuresOf([file, file]);
    };
    assert.deepEqual(exposed(0o755, 0o644), [
      `EXPOSED: everybody on this machine can read the secrets in ${file}. chmod 600 ${file} keeps them to you.`,
    ]);
    assert.deepEqual(exposed(0o755, 0o640), []);
    assert.deepEqual(exposed(0o700, 0o644), []);
  });

  it('is told once by a run, on the console and in its summary, and only where the secrets are', async (t) => {
    const staging = await openStaging();
    t.after(() => staging.close());
    chmodSync(folder, 0o755);
    const files = rightFiles(staging, folder);
    const secrets = Object.entries(files.clouds).map(([name, { auth }]) => {
      const { password } = auth;
      delete auth['password'];
      return [name, { auth: { password } }] as const;
    });
    const secure = join(folder, 'secure.yaml');
    writeFileSync(secure, JSON.stringify({ clouds: Object.fromEntries<object>(secrets) }));
    const env = { ...writeFiles(folder, files), OS_CLIENT_SECURE_FILE: secure };
    for (const file of [secure, join(folder, 'clouds.yaml')]) chmodSync(file, 0o644);
    const { text } = await runGateWith(env, ['--cloud', 'remote', '--tags', '@LD-999'], folder);
    for (const told of [text, readFileSync(join(folder, 'reports', 'summary.json'), 'utf8')]) {
      assert.deepEqual(told.match(/EXPOSED: .*? can read the secrets in \S+/g), [
        `EXPOSED: everybody on this machine can read the secrets in ${secure}.`,
      ]);
    }
  });
});
