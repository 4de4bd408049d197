import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

/** File systems that can be had as root alone: whatever becomes of the reports there, no run is green. */
const folder = mkdtempSync(join(tmpdir(), 'mounts-'));
const nobody = '65534';

after(() => {
  rmSync(folder, { recursive: true });
});

function command(program: string, ...argv: readonly string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

function mounted<T>(options: string, work: (reports: string) => T): T {
  const reports = mkdtempSync(join(folder, 'reports-'));
  const { code, output } = command('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', reports);
  assert.equal(code, 0, `this needs root: ${output}`);
  try {
    return work(reports);
  } finally {
    command('umount', reports);
  }
}

const gate = ['-r', './config/typescript.cjs', 'support/commands/acceptance.ts', '--allure', 'results'];
const runs = {
  green: [...gate, '--tags', '@LD-1'],
  red: [...gate, '--tags', '@LD-1', '--defect', 'bug-1679750'],
} as const;

function run(verdict: keyof typeof runs, reports: string): { code: number | null; output: string } {
  return command(process.execPath, ...runs[verdict], '--reports', reports);
}

const lastLineOf = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';

describe('a run whose reports are on', () => {
  it('a disk that becomes full ends with 2, or with 1 when it is red', () => {
    for (const [verdict, exitCode, told] of [
      ['green', 2, /^INCOMPLETE: 1 scenario passed .*, but not written: .*\(no space is left on the disk\)/],
      ['red', 1, /^RED: 1 of 1 failed .*; not written: .*\(no space is left on the disk\)/],
    ] as const) {
      mounted('size=64k', (reports) => {
        const { code, output } = run(verdict, reports);
        assert.equal(code, exitCode, output);
        assert.match(lastLineOf(output), told);
        const summary: unknown = JSON.parse(readFileSync(join(reports, 'summary.json'), 'utf8'));
        assert.ok(typeof summary === 'object' && summary !== null && 'exitCode' in summary);
        assert.equal(summary.exitCode, exitCode);
      });
    }
  });

  it('a disk that is full ends with 2, and runs nothing', () => {
    mounted('size=4k', (reports) => {
      const filled = command('dd', 'if=/dev/zero', `of=${join(reports, 'filling')}`, 'bs=4k');
      assert.match(filled.output, /No space left/);
      const { code, output } = run('green', reports);
      assert.equal(code, 2, output);
      assert.match(output, /^NOT RUN: the reports cannot be written to .*: no space is left on the disk\. [^\n]*\n$/);
    });
  });

  it('a disk without a place for another file ends with 2', () => {
    mounted('size=10m,nr_inodes=4', (reports) => {
      assert.equal(run('green', reports).code, 2);
    });
  });

  it('a read-only file system ends with 2, and runs nothing', () => {
    mounted('ro', (reports) => {
      const { code, output } = run('green', reports);
      assert.equal(code, 2, output);
      assert.match(output, /^NOT RUN: the reports cannot be written to .*: the file system is read-only\. [^\n]*\n$/);
    });
  });

  it("another user's folder ends with 2, and runs nothing", () => {
    const reports = join(folder, 'of-root');
    mkdirSync(reports, { mode: 0o755 });
    const argv = [...runs.green, '--reports', reports];
    const asNobody = ['--reuid', nobody, '--regid', nobody, '--clear-groups', process.execPath];
    command('chmod', '755', folder);
    const { code, output } = command('setpriv', ...asNobody, ...argv);
    assert.equal(code, 2, output);
    assert.match(output, /^NOT RUN: the reports cannot be written to .*: this user may not write there\. [^\n]*\n$/);
  });
});
