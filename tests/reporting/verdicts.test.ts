import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEnvelope } from '@cucumber/messages';
import type { Envelope } from '@cucumber/messages';
import { judge, RunRecord } from '../../support/reporting/verdicts';

const at = (seconds: number) => ({ seconds, nanos: 0 });

/** The messages of one scenario with one step, which is tried once for each status. */
function attempts(statuses: readonly string[], willBeRetried: (index: number) => boolean): Envelope[] {
  const tries = statuses.flatMap((status, attempt) => {
    const testCaseStartedId = `try ${attempt}`;
    const testStepResult = { status, duration: at(0) };
    return [
      { testCaseStarted: { id: testCaseStartedId, testCaseId: 'case', attempt, timestamp: at(10 * attempt) } },
      { testStepFinished: { testCaseStartedId, testStepId: 'step', testStepResult, timestamp: at(10 * attempt + 1) } },
      {
        testCaseFinished: { testCaseStartedId, willBeRetried: willBeRetried(attempt), timestamp: at(10 * attempt + 2) },
      },
    ];
  });
  const pickleStep = { id: 'pickle step', text: 'it works', astNodeIds: [] };
  const pickle = { id: 'pickle', uri: 'a.feature', name: 'One', astNodeIds: [], tags: [], steps: [pickleStep] };
  const testSteps = [{ id: 'step', pickleStepId: 'pickle step', stepDefinitionIds: [] }];
  const messages = [{ pickle }, { testCase: { id: 'case', pickleId: 'pickle', testSteps } }, ...tries];
  return messages.map((message) => parseEnvelope(JSON.stringify(message)));
}

describe('the verdict on a scenario', () => {
  it('is that of its last attempt, and tells how many there were', () => {
    const { scenarios } = judge(attempts(['FAILED', 'PASSED'], (index) => index === 0));
    assert.deepEqual(
      scenarios.map(({ outcome, attempts: tries, seconds }) => [outcome, tries, seconds]),
      [['passed', 2, 2]],
    );
  });

  it('has what is near to an undefined step in its messages, for whoever judges them again', () => {
    const record = new RunRecord(() => ['it works well']);
    const told = attempts(['UNDEFINED'], () => false).map((envelope) => {
      const explained = record.explained(envelope);
      record.add(explained);
      return explained;
    });
    const message = 'no step definition matches this step\nnearest: it works well';
    assert.equal(judge(told).scenarios[0]?.failures[0]?.message, message);
    assert.equal(record.verdict().scenarios[0]?.failures[0]?.message, message);
  });

  it('is failed when the run broke off in the middle', () => {
    const [scenario] = judge(attempts(['PASSED'], () => false).slice(0, -1)).scenarios;
    assert.equal(scenario?.outcome, 'failed');
    assert.equal(scenario.failures[0]?.message, 'the run broke off in the middle of this scenario');
  });

  it('is failed when cucumber does not know', () => {
    assert.equal(judge(attempts(['UNKNOWN'], () => false)).scenarios[0]?.outcome, 'failed');
  });

  it('is not run when the run broke off before', () => {
    const [scenario] = judge(attempts([], () => false)).scenarios;
    assert.equal(scenario?.outcome, 'not run');
    assert.equal(scenario.reason, 'the run broke off');
  });

  it('offers the nearest steps for an undefined one', () => {
    const { scenarios } = judge(
      attempts(['UNDEFINED'], () => false),
      () => ['it runs', 'it walks'],
    );
    assert.equal(
      scenarios[0]?.failures[0]?.message,
      'no step definition matches this step\nnearest: it runs\nnearest: it walks',
    );
  });
});
