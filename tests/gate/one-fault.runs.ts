import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { Status } from 'allure-js-commons';
import { runGate } from '../../support/gate/gate';
import { projectSurroundings } from '../../support/gate/surroundings';
import { emptyFolder } from './fixture-run';
import { allureResults, categoriesOf, summaryOf } from './read-reports';

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
