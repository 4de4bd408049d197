import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { costOf } from '../../support/bench/process-cost';
import { figureNames, figureOf } from '../../support/bench/figures';
import { projectRoot } from '../../support/gate/surroundings';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function bench(...words: readonly string[]) {
  const command = ['-r', './config/typescript.cjs', 'support/commands/bench.ts', ...words];
  return spawnSync(process.execPath, command, { cwd: projectRoot, encoding: 'utf8' });
}

describe('what a figure measures', () => {
  for (const name of figureNames) {
    it(`is as many scenarios of ours as of cucumber alone: ${name}`, async () => {
      const { ours, peer } = figureOf(name, projectRoot, folder);
      await costOf(peer);
      await costOf(ours);
      const scenariosIn = (messages: string): number =>
        readFileSync(messages, 'utf8')
          .split('\n')
          .filter((line) => line.startsWith('{"testCaseStarted"')).length;
      const count = scenariosIn(join(peer.folder, 'messages.ndjson'));
      assert.ok(count > 0);
      assert.equal(scenariosIn(join(folder, `${name}-ours`, 'messages.ndjson')), count);
    });
  }
});

describe('npm run bench', () => {
  it('keeps what it measured, and tells ratio, costs and rounds', () => {
    const { status, stdout } = bench('scenario', '--reports', folder);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\nscenario: one scenario on the embedded cloud\n {2}against .*\n {2}ratio +\d+\.\d\d \(\d/);
    const report: unknown = JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8'));
    assert.ok(typeof report === 'object' && report !== null && 'figures' in report && Array.isArray(report.figures));
    assert.equal(report.figures.length, 1);
  });

  it('refuses what it does not know, and too few rounds', () => {
    const unknown = bench('scenarios');
    assert.match(unknown.stderr, /^there is no figure scenarios: did you mean scenario\?/);
    assert.equal(unknown.status, 2);
    const few = bench('scenario', '--rounds', '2');
    assert.match(few.stderr, /^--rounds 2 is no number from 5 on/);
    assert.equal(few.status, 2);
  });

  it('measures nothing where it could not keep it', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stdout, stderr } = bench('scenario', '--reports', join(file, 'reports'));
    assert.equal(status, 2, stdout);
    assert.match(stderr, /^NOT DONE: .*file/);
  });
});
