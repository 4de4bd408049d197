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

test('lint-scenarios offers the nearest step first for one that is not defined', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  const file = join(folder, 'a.feature');
  writeFileSync(file, feature().replace('is running', 'is runing'));
  const { code, stdout } = run('lint-scenarios', file);
  rmSync(folder, { recursive: true });
  assert.equal(code, 1);
  assert.match(stdout, /a\.feature:8 {2}no step is defined for "a server is runing on a host"/);
  assert.match(stdout, /Mend: Did you mean "a server is running on a host"\?/);
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

test('a dry run lists what would run, and ends with 0 where there is nothing to mend', () => {
  const { code, stdout } = run(
    'acceptance',
    '--dry-run',
    'features/local-delete/any-state.feature',
    '--name',
    'paused',
  );
  assert.equal(
    stdout,
    'LD-11.paused  The owner had paused the server  features/local-delete/any-state.feature:24\n' +
      'DRY RUN: 1 scenario would run, nothing to mend; nothing was run, so this is no verdict\n',
  );
  assert.equal(code, 0);
});

test('a dry run ends with 1 and tells what there is to mend, also where the file is no Gherkin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  const file = join(folder, 'a.feature');
  for (const [text, told] of [
    [
      feature({ tags: '@LD-1' }).replace('should be gone', 'should be gon'),
      /a\.feature:11 {2}no step is defined for "the server should be gon"\. Mend: Did you mean "the server should be gone"/,
    ],
    [feature().replace('Scenario:', 'Scenario'), /a\.feature:7 {2}this is no Gherkin/],
  ] as const) {
    writeFileSync(file, text);
    const { code, stdout } = run('acceptance', '--dry-run', file);
    assert.match(stdout, told);
    assert.match(stdout, /DRY RUN: [01] scenarios? would run, \d+ to mend/);
    assert.equal(code, 1);
  }
  rmSync(folder, { recursive: true });
});

test('a dry run ends with 2 where nothing is selected', () => {
  const { code, stdout } = run('acceptance', '--dry-run', '--tags', '@LD-999');
  assert.equal(stdout, 'DRY RUN: it could not be done: no scenario in the features with the tags "@LD-999"\n');
  assert.equal(code, 2);
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
