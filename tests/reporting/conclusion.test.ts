import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cloudName, conclude, untold } from '../../support/reporting/conclusion';
import type { Conclusion } from '../../support/reporting/conclusion';
import type { RunVerdict, ScenarioVerdict } from '../../support/reporting/verdict';
import { facts, runOf, scenario } from './example-verdicts';

const circumstances = { choice: 'everything', selection: 'in the features', seconds: 1.23 } as const;

function end(run: RunVerdict, more: Partial<typeof facts> = {}): Conclusion {
  return conclude(run, { ...facts, ...more }, circumstances);
}

const other = (more: Partial<ScenarioVerdict> = {}): ScenarioVerdict => scenario('passed', { id: 'LD-14', ...more });

describe('the conclusion of a run', () => {
  it('is green when all passed, and what is about another release does not matter', () => {
    const run = runOf(scenario('passed'), other(), scenario('not applicable', { id: 'LD-2' }));
    assert.deepEqual(end(run), {
      exitCode: 0,
      verdict: 'green',
      line: '2 scenarios passed, 1 not applicable on the embedded cloud (2025.1) in 1.2 s',
    });
  });

  it('is red for each outcome that shows or hides a failure', () => {
    for (const outcome of ['failed', 'undefined', 'pending', 'ambiguous', 'not run'] as const) {
      const { exitCode, line } = end(runOf(other(), other(), scenario(outcome)));
      assert.equal(exitCode, 1);
      assert.equal(line, `RED: 1 of 3 ${outcome} on the embedded cloud (2025.1) in 1.2 s`);
    }
  });

  it('is red for a skip on the embedded cloud only', () => {
    const run = runOf(scenario('passed'), scenario('skipped'));
    assert.equal(end(run).exitCode, 1);
    assert.deepEqual(end(run, { cloud: 'staging' }), {
      exitCode: 0,
      verdict: 'green',
      line: '1 scenario passed, 1 skipped on the cloud staging (2025.1) in 1.2 s',
    });
  });

  it('is red for a failed hook of the run', () => {
    const hook = { where: 'AfterAll hook', outcome: 'failed', message: 'left open' } as const;
    assert.match(
      end({ ...runOf(scenario('passed')), hookFailures: [hook] }).line,
      /^RED: the AfterAll hook failed on /,
    );
  });

  it('is red before it is incomplete', () => {
    assert.equal(end(runOf(other({ outcome: 'failed' }))).exitCode, 1);
    assert.equal(end(runOf(other())).verdict, 'incomplete');
  });

  it('is incomplete unless one of LD-1 to LD-12 was tried', () => {
    const tried = (id: string): string => end(runOf(scenario('passed', { id })), { cloud: 'reference' }).verdict;
    assert.deepEqual(['LD-1', 'LD-11.paused', 'LD-12', 'LD-13', 'LD-120'].map(tried), [
      'green',
      'green',
      'green',
      'incomplete',
      'incomplete',
    ]);
    const skipped = runOf(other(), scenario('skipped'));
    assert.equal(end(skipped, { cloud: 'reference' }).verdict, 'incomplete');
  });

  it('is that it could not be run when nothing was tried', () => {
    assert.equal(end(runOf()).line, 'NOT RUN: no scenario was found in the features');
    assert.equal(end(runOf(scenario('skipped'))).line, 'NOT RUN: 1 scenario skipped: nothing was tried');
    const parseFailures = [{ uri: 'a.feature', line: 3, message: 'expected a step' }];
    assert.deepEqual(end({ ...runOf(), parseFailures }), {
      exitCode: 2,
      verdict: 'could not be run',
      line: 'NOT RUN: a.feature cannot be read as Gherkin',
    });
  });

  it('of an interrupted run is not red because of what did not run to its end', () => {
    const interruptedRun = runOf(scenario('passed'), scenario('skipped', { id: 'LD-2' }));
    assert.deepEqual(conclude(interruptedRun, facts, { ...circumstances, interruptedBy: 'SIGINT' }), {
      exitCode: 130,
      verdict: 'incomplete',
      line: 'INTERRUPTED by SIGINT: 1 scenario passed, 1 skipped on the embedded cloud (2025.1) in 1.2 s',
    });
    assert.deepEqual(
      conclude(runOf(other({ outcome: 'failed' })), facts, { ...circumstances, interruptedBy: 'SIGTERM' }),
      {
        exitCode: 143,
        verdict: 'red',
        line: 'INTERRUPTED by SIGTERM: RED: 1 of 1 failed on the embedded cloud (2025.1) in 1.2 s',
      },
    );
    assert.equal(
      conclude(runOf(), facts, { ...circumstances, interruptedBy: 'SIGINT' }).line,
      'INTERRUPTED by SIGINT: no scenario had begun on the embedded cloud (2025.1) in 1.2 s',
    );
  });

  it('that could not be told whole is no green one, and a red one all the same', () => {
    const { exitCode, verdict, line } = untold(end(runOf(scenario('passed'))), 'not written: junit.xml');
    assert.deepEqual([exitCode, verdict], [2, 'incomplete']);
    assert.match(line, /^INCOMPLETE: 1 scenario passed on .*, but not written: junit\.xml$/);
    const red = untold(end(runOf(scenario('failed'))), 'not written: junit.xml');
    assert.deepEqual([red.exitCode, red.verdict], [1, 'red']);
    assert.match(red.line, /^RED: 1 of 1 failed on .*; not written: junit\.xml$/);
  });

  it('names the cloud and its defect', () => {
    assert.equal(cloudName({ ...facts, defect: 'bug-1679750' }), 'the embedded cloud (2025.1, with bug-1679750)');
    assert.equal(cloudName({ cloud: 'reference', release: 'zed' }), 'the reference cloud (zed)');
  });
});
