import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { notRun, type RunFacts } from '../../support/reporting/conclusion';
import { schemaVersion, summarize, summarizeShortly } from '../../support/reporting/summary';
import { closedSummarySchema, objectIn, summarySchema } from './closed-schema';
import { facts, runOf, scenario } from './example-verdicts';

function problemsOf(summary: object, schema = closedSummarySchema()): string {
  const ajv = new Ajv({ strict: true, strictRequired: false });
  return ajv.validate(schema, objectIn(JSON.stringify(summary))) ? '' : ajv.errorsText();
}

const asItIs = objectIn(summarySchema);

const times = { startedAt: Date.UTC(2026, 10, 28), seconds: 1.5, reproduce: 'npm run acceptance' };
const red = { exitCode: 1, verdict: 'red', line: 'RED: 1 of 3 failed' } as const;
const failures = [{ where: 'Then it is', stage: 'Then', outcome: 'failed', message: 'x is y' }] as const;
const run = runOf(
  scenario('passed'),
  scenario('failed', { id: 'LD-2', failures }),
  scenario('skipped', { id: 'LD-3', reason: 'there are no volumes' }),
  scenario('not run', { id: 'LD-4', reason: 'the run broke off' }),
);

/** Everything that may be known of a run. */
const all: Required<RunFacts> = {
  ...facts,
  defect: 'bug-1679750',
  packages: { suite: '0.1.0' },
  conformance: { release: '2025.1', scenarios: 1, exchanges: 2, differences: 0, listed: 0, unrecorded: ['LD-3'] },
  part: {
    ...{ number: 1, of: 2, scenarios: 7, selection: 'in the features', choice: 'everything' },
    ...{ suite: 'a'.repeat(64), commit: 'b'.repeat(40), identity: 'https://cloud.example:5000/v3' },
  },
  parts: [
    {
      ...{ number: 1, of: 2, line: 'RED', exitCode: 1, seed: 7 },
      ...{ startedAt: '2026-11-28T09:00:00.000Z', seconds: 1, reproduce: 'npm run acceptance' },
    },
  ],
  warnings: ['INSECURE: TLS is not verified'],
};

describe('the schema of summary.json', () => {
  it('describes every key of a run, of one that told all it could, and of one that did not come about', () => {
    assert.equal(problemsOf(summarize(run, facts, red, times, '/project')), '');
    assert.equal(problemsOf(summarize(run, all, red, times, '/project')), '');
    assert.equal(problemsOf(summarizeShortly(notRun('there is no cloud'), times)), '');
  });

  it('takes keys that come later, but no other version and nothing that is wrong', () => {
    const summary = summarize(run, facts, red, times, '/project');
    assert.equal(problemsOf({ ...summary, later: 1 }, asItIs), '');
    assert.notEqual(problemsOf({ ...summary, later: 1 }), '');
    for (const wrong of [
      { schemaVersion: schemaVersion + 1 },
      { verdict: 'amber' },
      { exitCode: 3 },
      { seconds: -1 },
    ]) {
      assert.notEqual(problemsOf({ ...summary, ...wrong }, asItIs), '', JSON.stringify(wrong));
    }
  });

  it('says what each key is', () => {
    assert.ok('properties' in asItIs);
    for (const [key, described] of Object.entries(asItIs.properties ?? {})) {
      assert.ok(typeof described === 'object' && described !== null && 'description' in described, key);
    }
  });
});
