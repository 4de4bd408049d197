import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runFixture, type FixtureRun } from './fixture-run';
import { allureResults, cucumberHtml, junitCases, summaryOf } from './read-reports';

const run = (tags: string): Promise<FixtureRun> => runFixture('interrupted', ['--tags', tags, '--order', 'defined']);
const lastLineOf = ({ console }: FixtureRun): string => console.trimEnd().split('\n').at(-1) ?? '';

describe('a run that is told to end', () => {
  it('is not red because of what was stopped or not begun', async () => {
    const ended = await run('@LD-1 or @LD-3 or @LD-5');
    assert.equal(ended.exitCode, 143);
    assert.match(
      lastLineOf(ended),
      /^INTERRUPTED by SIGTERM: 1 scenario passed, 2 skipped on the embedded cloud \(2025\.1\) in \d+\.\d s$/,
    );
    const { verdict, exitCode, line, counts, skips } = summaryOf(ended);
    assert.deepEqual([verdict, exitCode, line, counts.failed], ['incomplete', 143, lastLineOf(ended), 0]);
    const reason = 'the run was interrupted by SIGTERM';
    assert.deepEqual(
      skips.map(({ id, status, reason: why }) => [id, status, why]),
      [
        ['LD-3', 'skipped', reason],
        ['LD-5', 'skipped', reason],
      ],
    );
  });

  it('is told alike by every report', async () => {
    const { reports, console } = await run('@LD-1 or @LD-3');
    assert.match(
      console,
      / {2}skipped {3}LD-3 {3}In the middle {2}\d\.\d\d s \(the run was interrupted by SIGTERM\)\n/,
    );
    assert.equal(junitCases(reports).get('LD-3 In the middle')?.verdict, 'skipped skipped');
    const result = allureResults(reports).find(({ name }) => name === 'LD-3 In the middle');
    assert.deepEqual(
      [result?.status, ...(result?.steps ?? []).map(({ status }) => status)],
      ['skipped', 'passed', 'skipped', 'skipped'],
    );
    const { run: shown, logs } = cucumberHtml(reports);
    assert.deepEqual(
      shown.scenarios.map(({ outcome }) => outcome),
      ['passed', 'skipped'],
    );
    assert.deepEqual(logs, ['skipped: the run was interrupted by SIGTERM']);
  });

  it('is red because of what has failed before', async () => {
    const ended = await run('@LD-1 or @LD-2 or @LD-3');
    assert.equal(ended.exitCode, 143);
    assert.match(lastLineOf(ended), /^INTERRUPTED by SIGTERM: RED: 1 of 3 failed on /);
    assert.equal(summaryOf(ended).verdict, 'red');
  });

  it('is red when what was made could not be cleaned up', async () => {
    const ended = await run('@LD-1 or @LD-4');
    assert.match(lastLineOf(ended), /^INTERRUPTED by SIGTERM: RED: 1 of 2 failed on /);
    assert.match(ended.console, /After hook "what the scenario made is cleaned up"\n/);
  });
});
