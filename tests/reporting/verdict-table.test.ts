import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunSummary, VerdictRecord } from '../../support/reporting/verdict-table';
import { keepScenarios, mergeRun } from '../../support/reporting/verdict-table';
import { readRecord, readSummary } from '../../support/reporting/verdict-table-files';
import { renderVerdicts } from '../../support/reporting/verdict-table-text';

const early = '2026-01-01T10:00:00.000Z';
const late = '2026-01-02T10:00:00.000Z';

function run(more: Partial<RunSummary> = {}): RunSummary {
  return {
    cloud: 'reference',
    release: 'zed',
    microversions: { compute: '2.80' },
    packages: { nova: '26.2.2' },
    scenarios: [{ id: 'LD-1', status: 'passed', seconds: 0.5 }],
    startedAt: early,
    seconds: 3,
    reproduce: 'npm run acceptance -- --cloud reference --release zed',
    ...more,
  };
}

const failed = { id: 'LD-1', status: 'failed', seconds: 2 } as const;

function statusOf(record: VerdictRecord, id = 'LD-1'): string | undefined {
  return record['reference zed']?.verdicts[id]?.status;
}

describe('merging runs into the record', () => {
  it('keeps each verdict with its seconds and its run, and each run with its versions', () => {
    assert.deepEqual(mergeRun({}, run()), {
      'reference zed': {
        runs: {
          [early]: {
            seconds: 3,
            reproduce: 'npm run acceptance -- --cloud reference --release zed',
            microversions: { compute: '2.80' },
            packages: { nova: '26.2.2' },
          },
        },
        verdicts: { 'LD-1': { status: 'passed', seconds: 0.5, run: early } },
      },
    });
  });

  it('lets the latest verdict count, in whichever order the runs come', () => {
    const [first, second] = [run(), run({ startedAt: late, scenarios: [failed] })];
    assert.equal(statusOf(mergeRun(mergeRun({}, first), second)), 'failed');
    assert.equal(statusOf(mergeRun(mergeRun({}, second), first)), 'failed');
  });

  it('keeps what a later run of a part did not try, and drops a run that nothing comes from', () => {
    const two = mergeRun({}, run({ scenarios: [failed, { id: 'LD-2', status: 'passed', seconds: 1 }] }));
    const part = mergeRun(two, run({ startedAt: late }));
    assert.deepEqual([statusOf(part), statusOf(part, 'LD-2')], ['passed', 'passed']);
    assert.deepEqual(Object.keys(part['reference zed']?.runs ?? {}), [early, late]);
    const whole = mergeRun(two, run({ startedAt: late, scenarios: run().scenarios.concat({ ...failed, id: 'LD-2' }) }));
    assert.deepEqual(Object.keys(whole['reference zed']?.runs ?? {}), [late]);
  });

  it('does not take "not run" for a verdict', () => {
    const broken = run({ startedAt: late, scenarios: [failed, { id: 'LD-2', status: 'not run', seconds: 0 }] });
    assert.equal(statusOf(mergeRun({}, broken), 'LD-2'), undefined);
    const all = run({ scenarios: [{ id: 'LD-2', status: 'not run', seconds: 0 }] });
    assert.throws(() => mergeRun({}, all), /has given no verdict/);
  });

  it('refuses a run with a defect, and one on a cloud without a column', () => {
    assert.throws(() => mergeRun({}, run({ defect: 'bug-1679750' })), /with the defect bug-1679750 says nothing/);
    assert.throws(
      () => mergeRun({}, run({ cloud: 'staging' })),
      /no column for the cloud staging zed; it has embedded 2025\.1, .*reference zed/,
    );
  });

  it('drops verdicts of scenarios that are no more', () => {
    const record = mergeRun({}, run({ scenarios: [failed, { ...failed, id: 'LD-2' }] }));
    const kept = keepScenarios(record, ['LD-2', 'LD-3']);
    assert.deepEqual(Object.keys(kept['reference zed']?.verdicts ?? {}), ['LD-2']);
    assert.deepEqual(keepScenarios(record, []), { 'reference zed': { runs: {}, verdicts: {} } });
  });
});

describe('the table', () => {
  const rows = [
    { id: 'LD-1', title: 'The host is forced down' },
    { id: 'LD-2', title: 'Two | bars' },
  ];

  function cells(record: VerdictRecord, id: string): string[] {
    const line = renderVerdicts(record, rows)
      .split('\n')
      .find((each) => each.startsWith(`| ${id} `));
    return (line ?? '')
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
  }

  it('has a row for each scenario, and says of each cloud that none has been run', () => {
    const none = ['not run', 'not run', 'not run', 'not run'];
    assert.deepEqual(cells({}, 'LD-1'), ['LD-1', 'The host is forced down', ...none]);
    assert.deepEqual(cells({}, 'LD-2'), ['LD-2', 'Two \\| bars', ...none]);
    assert.equal(renderVerdicts({}, rows).match(/Not recorded yet\./g)?.length, 4);
  });

  it('tells verdicts with their seconds, and skips with their reasons', () => {
    const reason = 'since 2025.1 only; reference-zed is zed';
    const record = mergeRun(
      {},
      run({
        scenarios: [
          { id: 'LD-1', status: 'failed', seconds: 12.345 },
          { id: 'LD-2', status: 'not applicable', seconds: 0, reason },
        ],
      }),
    );
    assert.equal(cells(record, 'LD-1').at(-1), 'failed 12.3 s');
    assert.equal(cells(record, 'LD-2').at(-1), `not applicable: ${reason}`);
    assert.equal(cells(record, 'LD-1').at(-2), 'not run');
  });

  it('says when, how and from which versions each column was recorded', () => {
    const text = renderVerdicts(mergeRun({}, run()), rows).split('### reference zed\n\n')[1];
    assert.equal(
      text,
      [
        '- 2026-01-01 10:00 UTC, 1 verdict, 3.00 s in all',
        '  - `npm run acceptance -- --cloud reference --release zed`',
        '  - microversions: compute 2.80',
        '  - versions: nova 26.2.2',
        '',
      ].join('\n'),
    );
  });

  it('counts what passed, of the scenarios of today only', () => {
    const record = mergeRun({}, run({ scenarios: [...run().scenarios, { ...failed, id: 'LD-9', status: 'passed' }] }));
    assert.match(renderVerdicts(record, rows), /\| 1 of 2, 0\.50 s \|$/m);
  });
});

describe('reading files of verdicts', () => {
  it('takes what was written', () => {
    assert.deepEqual(readSummary(JSON.stringify({ ...run(), line: 'more' }), 'a.json'), { ...run(), line: 'more' });
    const record = mergeRun({}, run());
    assert.deepEqual(readRecord(JSON.stringify(record), 'b.json'), record);
  });

  it('names the file and what is wrong with it', () => {
    assert.throws(() => readSummary('{', 'a.json'), /^UnreadableVerdicts: a\.json is no JSON: /);
    assert.throws(
      () => readSummary(JSON.stringify({ ...run(), packages: undefined }), 'a.json'),
      /a\.json is not the summary of a run of this version .*: it must have required property 'packages'/,
    );
    assert.throws(
      () => readSummary(JSON.stringify(run({ startedAt: 'today' })), 'a.json'),
      /it\/startedAt must match pattern/,
    );
    assert.throws(() => readRecord('{"reference zed": {}}', 'b.json'), /b\.json is not the record of the verdicts: it/);
  });
});
