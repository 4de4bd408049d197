import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { projectSurroundings } from '../../support/gate/surroundings';
import { runGate } from '../../support/gate/gate';
import { emptyFolder } from './fixture-run';

/** What a tester reads of LD-1 on a cloud with bug 1679750; ids and seconds replaced. */
const failure = `LD-1 The host is forced down
And the host should be used as much as before the server was created
  expected compute-1  VCPU 0  MEMORY_MB 0    DISK_GB 0
  seen     compute-1  VCPU 1  MEMORY_MB 512  DISK_GB 1
  held by  the server (<id>…), which answers 404: a leak
  last     owner: DELETE /servers/<id>… 204 in <seconds> s (req-<id>…)
  likely   the delete did not free the server's allocation (bug 1679750)
`;

describe('the gate on an embedded cloud with bug 1679750', () => {
  let exitCode: number;
  let told = '';
  const reports = emptyFolder();

  before(async () => {
    const checkCode = () => Promise.resolve([]);
    const print = (text: string): void => {
      told += text;
    };
    const surroundings = { ...projectSurroundings(), reports, print, style: 'plain' as const, checkCode };
    const options = [
      '--allure',
      'none',
      '--defect',
      'bug-1679750',
      '--tags',
      '@LD-1 or @LD-14 or @LD-22',
      '--seed',
      '1',
    ];
    ({ exitCode } = await runGate(options, surroundings));
  });

  it('is red, because of LD-1 alone', () => {
    const summary: unknown = JSON.parse(readFileSync(join(reports, 'summary.json'), 'utf8'));
    assert.equal(exitCode, 1);
    assert.deepEqual(statuses(summary), { 'LD-1': 'failed', 'LD-14': 'passed', 'LD-22': 'passed' });
  });

  it('tells at the Then of LD-1 who still holds what, and why that is likely', () => {
    const readable = told
      .replaceAll(/[0-9a-f]{8}…/g, '<id>…')
      .replaceAll(/\d+\.\d\d s \(/g, '<seconds> s (')
      .replaceAll(/compute-\d/g, 'compute-1');
    assert.ok(readable.includes(failure), told);
  });

  it('has no stack in what it tells', () => {
    assert.doesNotMatch(told, /\n\s+at /);
  });
});

function statuses(summary: unknown): Readonly<Record<string, string>> {
  assert.ok(
    typeof summary === 'object' && summary !== null && 'scenarios' in summary && Array.isArray(summary.scenarios),
  );
  const rows: readonly { id: string; status: string }[] = summary.scenarios;
  return Object.fromEntries(rows.map(({ id, status }) => [id, status] as const).sort());
}
