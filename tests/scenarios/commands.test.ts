import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { readParameters } from '../../support/clouds/open';
import { feature } from './feature-builder';

const root = resolve(__dirname, '..', '..');

function run(command: string, ...words: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const file = join(root, 'support', 'commands', `${command}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', './config/typescript.cjs', file, ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

test('lint-scenarios ends with 1 and tells path, line, what is wrong and the mend', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  const file = join(folder, 'a.feature');
  writeFileSync(file, feature({ title: 'Too short' }));
  const { code, stdout } = run('lint-scenarios', file);
  rmSync(folder, { recursive: true });
  assert.equal(code, 1);
  assert.match(stdout, /a\.feature:7 {2}the title "Too short" has 2 words\. Mend: Say in 5 to 8 words .*\.\n/);
  assert.match(stdout, /1 feature file, 1 to mend/);
});

test('lint-scenarios ends with 0 on a good feature', () => {
  const { code, stdout } = run('lint-scenarios', 'features/local-delete/forced-down-host.feature');
  assert.equal(code, 0);
  assert.equal(stdout, '1 feature file, nothing to mend\n');
});

test('lint-scenarios ends with 2 on a path that is not there, and says which', () => {
  const { code, stderr } = run('lint-scenarios', 'features/nowhere.feature');
  assert.equal(code, 2);
  assert.match(stderr, /cannot read .*features\/nowhere\.feature: there is no such file/);
});

for (const [command, misspelt, meant] of [
  ['lint-scenarios', '--hlep', '--help'],
  ['steps', '--chek', '--check'],
] as const) {
  test(`${command} ends with 2 on an unknown option, and offers the nearest`, () => {
    const { code, stderr } = run(command, misspelt);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`there is no option ${misspelt}: did you mean ${meant}\\?`));
  });
}

test('every command that takes a release names those that there are', () => {
  const told: Readonly<Record<string, RegExp>> = {
    acceptance: /embedded cloud \(zed, 2025\.1, 2026\.2\) or of the reference cloud \(zed, 2025\.1\)/,
    reference: /--release RELEASE +one of zed, 2025\.1 \(2025\.1\)/,
    cleanup: /--release RELEASE +of the reference cloud, one of zed, 2025\.1 \(2025\.1\)/,
    stub: /--release R +the release that it plays, one of zed, 2025\.1, 2026\.2 \(2025\.1\)/,
  };
  for (const [command, releases] of Object.entries(told)) {
    const { code, stdout } = run(command, '--help');
    assert.equal(code, 0, command);
    assert.match(stdout, releases);
  }
});

test('a release that the embedded cloud does not play is a wrong order, told without a stack', () => {
  const said = /the embedded cloud does not play 2024\.1: did you mean 2025\.1\? \(known: zed, 2025\.1, 2026\.2\)/;
  assert.throws(() => readParameters({ release: '2024.1' }, {}), { name: 'ParameterError', message: said });
  const { code, stderr } = run('stub', '--release', '2024.1');
  assert.equal(code, 2);
  assert.match(stderr, said);
  assert.doesNotMatch(stderr, /\n\s+at /);
});
