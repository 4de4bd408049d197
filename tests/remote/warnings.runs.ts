import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { warningsOf } from '../../support/gate/probe/warnings';
import { projectRoot } from '../../support/gate/surroundings';
import { runGateWith } from './gate';
import { openStaging, rightFiles, writeFiles, type Files, type Staging } from './staging';

const said = 'PLAIN TEXT: staging is reached by';

describe('a cloud that is reached without TLS over a network', () => {
  let staging: Staging;

  before(async () => {
    staging = await openStaging('left alone');
  });
  after(() => staging.close());

  /** 0.0.0.0 is no loopback by its name, and yet nothing leaves this machine. */
  const inClear = (change: (files: Files) => void = () => undefined) => {
    const folder = staging.folder();
    const files = rightFiles(staging, folder);
    delete files.acceptance['interface'];
    for (const { auth } of Object.values(files.clouds)) {
      auth['auth_url'] = staging.served.access.authUrl.replace('127.0.0.1', '0.0.0.0');
    }
    change(files);
    return { folder, env: writeFiles(folder, files) };
  };

  it('is told once, aloud, and in the summary', async () => {
    const { folder, env } = inClear();
    const run = await runGateWith(env, ['--cloud', 'remote', '--tags', '@LD-14'], folder);
    assert.equal(run.exitCode, 0, run.text);
    const summary = readFileSync(join(folder, 'reports', 'summary.json'), 'utf8');
    for (const told of [run.text, summary]) assert.equal(told.split(said).length, 2, told);
    assert.match(
      run.text,
      /is reached by http:\/\/0\.0\.0\.0:\d+, so the passwords and tokens of this run can be read by anybody in between\. Use its https addresses\.\n/,
    );
  });

  it('is told also when the run comes to nothing, for the passwords were sent', async () => {
    const { folder, env } = inClear(({ acceptance }) => {
      acceptance['image'] = 'cirros';
    });
    const { exitCode, text: told } = await runGateWith(env, ['--cloud', 'remote'], folder);
    assert.equal(exitCode, 2);
    assert.match(
      told,
      /NOT RUN: staging cannot be tested: there is no image "cirros" .*\nPLAIN TEXT: staging is reached/,
    );
  });

  it('is told by a clean-up too', { timeout: 60_000 }, async () => {
    const { folder, env } = inClear();
    const cleanup = spawn(
      process.execPath,
      [
        '-r',
        join(projectRoot, 'config', 'typescript.cjs'),
        join(projectRoot, 'support/commands/cleanup.ts'),
        '--cloud',
        'staging',
      ],
      { cwd: projectRoot, env: { ...process.env, ...env } },
    );
    assert.equal((await text(cleanup.stdout)).split(said).length, 2, folder);
  });
});

describe('the warnings of a cloud', () => {
  const about = (authUrl: string, ...addresses: string[]) =>
    warningsOf(
      { name: 'staging', access: { authUrl, region: 'R', interface: 'public', tls: { servers: 'verified' } } },
      addresses,
    );

  it('are none for TLS, and for the loopback', () => {
    assert.deepEqual(about('https://k:5000/v3', 'https://n/v2.1', 'http://127.0.0.9:1'), []);
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'cloud.localhost']) {
      assert.deepEqual(about(`http://${host}:5000/v3`), []);
    }
  });

  it('name every place where something is sent in clear, once', () => {
    const [only, ...others] = about('http://k:5000/v3', 'http://n/v2.1', 'http://n/placement', 'https://g');
    assert.match(only ?? '', /by http:\/\/k:5000, http:\/\/n, so the passwords and tokens/);
    assert.deepEqual(others, []);
    assert.match(about('https://k/v3', 'http://n/v2.1')[0] ?? '', /by http:\/\/n, so the tokens of this run/);
    assert.match(about('http://localhost.example/v3')[0] ?? '', /PLAIN TEXT/);
  });
});
