import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { projectRoot } from '../../support/gate/surroundings';
import { emptyFolder } from './fixture-run';

const parts = [
  'config',
  'docs',
  'features',
  'step-definitions',
  'support',
  'cucumber.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

interface Ending {
  readonly code: number | string;
  readonly output: string;
}

describe('a copy of the project in a folder called "a #b?c %41 [d] {e,f}"', () => {
  let folder: string;
  before(() => {
    folder = join(emptyFolder(), 'a #b?c %41 [d] {e,f}');
    mkdirSync(folder);
    for (const part of parts) cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  });
  const scenario = () => join(folder, 'features', 'local-delete', 'forced-down-host.feature:15');
  const run = (argv: readonly string[]) =>
    new Promise<Ending>((resolve) => {
      execFile(process.execPath, [...argv], { cwd: folder, timeout: 120_000 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? 'killed'), output: stdout + stderr });
      });
    });

  it('runs the scenario of an absolute path and line, and writes its reports', async () => {
    const gate = ['-r', './config/typescript.cjs', 'support/commands/acceptance.ts', '--allure', 'results'];
    const { code, output } = await run([...gate, scenario()]);
    assert.equal(code, 0, output);
    assert.match(output, /\n1 scenario passed on the embedded cloud/);
    assert.ok(existsSync(join(folder, 'reports', 'summary.json')));
    assert.ok(existsSync(join(folder, 'reports', 'allure-results')));
  });

  it('gives cucumber’s own command the scenario that an editor names, and no other', async () => {
    const cucumber = ['node_modules/@cucumber/cucumber/bin/cucumber.js', '--dry-run'];
    const { code, output } = await run([...cucumber, 'features/local-delete/forced-down-host.feature:13']);
    assert.equal(code, 0, output);
    assert.match(output, /\n1 scenario \(1 skipped\)/);
  });
});
