import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReleaseRecord } from '../../support/conformance/record';
import { renderVerdicts } from '../../support/conformance/verdict-table';

const run = '2026-01-01T10:00:00.000Z';
const command = 'npm run acceptance -- --cloud reference --release zed';

function recordOf(scenarios: ReleaseRecord['record']['scenarios']): ReleaseRecord {
  const recording = { cloud: 'reference', release: 'zed', command, packages: { nova: '26.2.2' }, configuration: {} };
  return { release: 'zed', record: { recordings: { [run]: recording }, scenarios } };
}

const rows = [
  { id: 'LD-1', title: 'The host is forced down' },
  { id: 'LD-2', title: 'Two | bars' },
];

function cells(records: readonly ReleaseRecord[], id: string): string[] {
  const line = renderVerdicts(records, rows)
    .split('\n')
    .find((each) => each.startsWith(`| ${id} `));
  return (line ?? '')
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('the table of verdicts', () => {
  it('has a row for each scenario of today, and says what has not been recorded', () => {
    const records = [recordOf({ 'LD-1': { verdict: 'passed', run } })];
    assert.deepEqual(cells(records, 'LD-1'), ['LD-1', 'The host is forced down', 'passed']);
    assert.deepEqual(cells(records, 'LD-2'), ['LD-2', 'Two \\| bars', 'not recorded']);
  });

  it('tells the reason of what did not run', () => {
    const reason = 'since 2025.1 only; reference-zed is zed';
    const records = [recordOf({ 'LD-1': { verdict: 'not applicable', reason, run } })];
    assert.equal(cells(records, 'LD-1').at(-1), `not applicable: ${reason}`);
  });

  it('counts what passed, of the scenarios of today only', () => {
    const records = [recordOf({ 'LD-1': { verdict: 'passed', run }, 'LD-9': { verdict: 'passed', run } })];
    assert.match(renderVerdicts(records, rows), /\| +\| passed +\| 1 of 2 +\|$/m);
  });

  it('says when, how and from which versions it was recorded', () => {
    const records = [recordOf({ 'LD-1': { verdict: 'passed', run } })];
    assert.equal(
      renderVerdicts(records, rows).split('### zed\n\n')[1],
      `- 2026-01-01 10:00 UTC, 1 verdict\n  - \`${command}\`\n  - versions: nova 26.2.2\n`,
    );
  });
});
