import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { Status } from 'allure-js-commons';
import { projectSurroundings } from '../../support/gate/surroundings';
import { runGate } from '../../support/gate/gate';
import type { GateResult } from '../../support/gate/task';
import { emptyFolder } from './fixture-run';
import { allureResults, categoriesOf, summaryOf } from './read-reports';

/** What a tester reads of LD-1 on a cloud with bug 1679750; ids and seconds replaced. */
const failure = `LD-1 The host is forced down
And the host should be used as much as before the server was created
  expected compute-1  VCPU 0  MEMORY_MB 0    DISK_GB 0
  seen     compute-1  VCPU 1  MEMORY_MB 512  DISK_GB 1
  held by  the server (<id>…), which answers 404: a leak
  last     owner: DELETE /servers/<id>… 204 in <seconds> s (req-<id>…)
  likely   the delete did not free the server's allocation (bug 1679750)
`;

/** What the first run has loaded, which a second one in this process takes over. */
let support: GateResult['support'];

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
    ({ exitCode, support } = await runGate(options, surroundings));
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

describe('the gate with all scenarios on an embedded cloud with bug 1679750', () => {
  let told = '';
  const reports = emptyFolder();

  before(async () => {
    const print = (text: string): void => {
      told += text;
    };
    const surroundings = {
      ...projectSurroundings(),
      reports,
      print,
      style: 'plain' as const,
      ...(support && { support }),
    };
    await runGate(['--allure', 'results', '--defect', 'bug-1679750', '--seed', '1'], surroundings);
  });

  it('tells the one fault on one screen', () => {
    const lines = told.trimEnd().split('\n');
    assert.ok(lines.length <= 45, `${lines.length} lines:\n${told}`);
    // What is to be typed again is as long as what was typed.
    const tooLong = lines.slice(0, -1).filter((line) => line.length > 120 && !line.startsWith('Again:'));
    assert.deepEqual(tooLong, []);
  });

  it('finds one group of all red scenarios, with one likely cause', () => {
    const summary = summaryOf({ reports });
    const [group, ...others] = summary.groups;
    assert.deepEqual(others, []);
    assert.equal(group?.kind, 'the cloud broke a promise');
    assert.equal(group.headline, "likely: the delete did not free the server's allocation (bug 1679750)");
    assert.equal(group.ids.length, summary.counts.failed);
    assert.ok(group.ids.length >= 40);
    assert.match(
      told,
      new RegExp(`\n${group.ids.length} scenarios failed alike: the cloud broke a promise\n  likely: `),
    );
  });

  it('begins the page of the summary with that group, and tells as much there', () => {
    const page = readFileSync(join(reports, 'summary.md'), 'utf8');
    const [title, group, common, best] = page.split('\n\n');
    assert.match(title ?? '', /^# RED: \d+ of \d+ failed on the embedded cloud/);
    assert.match(group ?? '', /^## \d+ scenarios failed alike: the cloud broke a promise$/);
    assert.equal(common, "<code>likely: the delete did not free the server's allocation (bug 1679750)</code>");
    assert.match(best ?? '', /^\*\*LD-1 The host is forced down\*\* \(<code>features\/\S+\.feature:\d+<\/code>\)$/);
    for (const line of told.split('\n').filter((each) => /^ {2}(?:expected|seen|likely) /.test(each))) {
      assert.ok(page.includes(line), line);
    }
  });

  it('has in Allure one message for all of them, in one category, and the ids in the trace', () => {
    const results = allureResults(reports).filter(({ status }) => status === Status.FAILED || status === Status.BROKEN);
    const messages = new Set(results.map(({ statusDetails }) => statusDetails.message));
    assert.deepEqual([...messages], ["likely: the delete did not free the server's allocation (bug 1679750)"]);
    assert.deepEqual(
      [...new Set(results.flatMap((each) => categoriesOf(reports, each)))],
      ['The cloud broke a promise'],
    );
    assert.ok(results.every(({ statusDetails }) => /\b[0-9a-f]{8}…/.test(statusDetails.trace ?? '')));
  });
});

function statuses(summary: unknown): Readonly<Record<string, string>> {
  assert.ok(
    typeof summary === 'object' && summary !== null && 'scenarios' in summary && Array.isArray(summary.scenarios),
  );
  const rows: readonly { id: string; status: string }[] = summary.scenarios;
  return Object.fromEntries(rows.map(({ id, status }) => [id, status] as const).sort());
}
