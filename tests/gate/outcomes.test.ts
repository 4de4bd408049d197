import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { runFixture } from './fixture-run';
import type { FixtureRun } from './fixture-run';
import {
  allureContainers,
  allureResults,
  categoriesOf,
  cucumberHtml,
  junitCases,
  labelOf,
  summaryOf,
  type NamedResult,
} from './read-reports';

interface Expected {
  readonly outcome: string;
  readonly allure: string;
  readonly junit: string;
  /** What a person has to be told, in every report. */
  readonly told?: string;
}

const table: Readonly<Record<string, Expected>> = {
  'LD-1 Passed': { outcome: 'passed', allure: 'passed', junit: 'passed' },
  'LD-901 Failed': { outcome: 'failed', allure: 'failed', junit: 'failure failed', told: 'seen 1 VCPU' },
  'LD-902 Undefined': {
    outcome: 'undefined',
    allure: 'broken',
    junit: 'failure undefined',
    told: 'nearest: a step that',
  },
  'LD-903 Ambiguous': { outcome: 'ambiguous', allure: 'broken', junit: 'failure ambiguous', told: 'steps.ts:33' },
  'LD-904 Pending': { outcome: 'pending', allure: 'broken', junit: 'failure pending', told: 'not finished (pending)' },
  'LD-905 Skipped': {
    outcome: 'skipped',
    allure: 'skipped',
    junit: 'skipped skipped',
    told: 'the cloud has no volumes',
  },
  'LD-906 Skipped by its last step': {
    outcome: 'skipped',
    allure: 'skipped',
    junit: 'skipped skipped',
    told: 'no reason was given',
  },
  'LD-907 Not applicable': {
    outcome: 'not applicable',
    allure: 'skipped',
    junit: 'skipped not applicable',
    told: 'since 2026.1, this cloud is 2025.1',
  },
  'LD-908 Before hook failed': {
    outcome: 'failed',
    allure: 'broken',
    junit: 'failure failed',
    told: 'the cloud was not ready',
  },
  'LD-909 After hook failed': {
    outcome: 'failed',
    allure: 'failed',
    junit: 'failure failed',
    told: 'seen     compute-1  VCPU 1',
  },
  'LD-910 Timed out': { outcome: 'failed', allure: 'broken', junit: 'failure failed', told: 'timed out' },
  'LD-911 Broken': {
    outcome: 'failed',
    allure: 'broken',
    junit: 'failure failed',
    told: 'SyntaxError in the suite itself',
  },
  'LD-912 Without steps': { outcome: 'undefined', allure: 'broken', junit: 'failure undefined', told: 'has no steps' },
  'LD-913.good In rows': { outcome: 'passed', allure: 'passed', junit: 'passed' },
  'LD-913.bad In rows': { outcome: 'failed', allure: 'broken', junit: 'failure failed', told: 'seen 1 VCPU' },
  'features/outcomes.feature:80 Without an id': { outcome: 'passed', allure: 'passed', junit: 'passed' },
};

/** The name of a result without what should come of it. */
const titleIn = ({ name }: NamedResult): string => name.split(' → ', 1).join();

describe('a run with every outcome', () => {
  let run: FixtureRun;
  before(async () => {
    run = await runFixture('outcomes', ['--seed', '7']);
  });

  const eachRow = (check: (name: string, expected: Expected) => void): void => {
    for (const [name, expected] of Object.entries(table)) {
      check(name, expected);
    }
  };

  it('is red', () => {
    assert.equal(run.exitCode, 1);
  });

  it('has the same verdicts in the Allure results', () => {
    const results = new Map(allureResults(run.reports).map((result) => [titleIn(result), result]));
    assert.deepEqual([...results.keys()].sort(), Object.keys(table).sort());
    eachRow((name, { outcome, allure, told = '' }) => {
      const result = results.get(name);
      assert.ok(result);
      assert.equal(result.status, allure, name);
      assert.equal(labelOf(result, 'outcome'), outcome, name);
      const { message = '', trace = '' } = result.statusDetails;
      assert.ok(`${message}\n${trace}`.includes(told), name);
    });
  });

  it('tells in Allure no stack of this machine and no marker', () => {
    const text = JSON.stringify([allureResults(run.reports), allureContainers(run.reports)]);
    assert.ok(!text.includes(__dirname));
    assert.ok(!text.includes('application/x.local-delete'));
  });

  it('has the same verdicts in the steps and hooks of the Allure results', () => {
    const results = allureResults(run.reports);
    const stepsOf = (id: string) => results.find(({ name }) => name.startsWith(id))?.steps.map(({ status }) => status);
    assert.deepEqual(stepsOf('LD-902 '), ['passed', 'broken']);
    assert.deepEqual(stepsOf('LD-904 '), ['passed', 'broken']);
    assert.deepEqual(stepsOf('LD-906 '), ['passed', 'skipped']);
    assert.deepEqual(stepsOf('LD-901 '), ['passed', 'failed', 'skipped']);
    const afters = allureContainers(run.reports).flatMap((container) => container.afters);
    assert.deepEqual(
      afters.map(({ name, status }) => [name, status]),
      [['After hook "the books of the cloud balance"', 'failed']],
    );
  });

  it('puts each result of Allure that did not pass into the one category whose matter it is', () => {
    const results = allureResults(run.reports);
    const found = new Map(
      results.map((result) => [result.name.split(' ')[0] ?? '', categoriesOf(run.reports, result)]),
    );
    const promise = ['The cloud broke a promise'];
    const suite = ['The suite is wrong'];
    assert.deepEqual(Object.fromEntries([...found].filter(([, names]) => names.length > 0).sort()), {
      'LD-901': promise,
      'LD-902': suite,
      'LD-903': suite,
      'LD-904': suite,
      'LD-905': ['The cloud does not offer it'],
      'LD-906': ['The cloud does not offer it'],
      'LD-907': ['About another release'],
      'LD-908': ['The cloud could not be reached or prepared'],
      'LD-909': promise,
      'LD-910': ['The cloud could not be reached or prepared'],
      'LD-911': suite,
      'LD-912': suite,
      'LD-913.bad': ['The cloud could not be reached or prepared'],
    });
  });

  it('has in Allure one message for what failed alike, and the rest of it in the trace', () => {
    const of = (id: string) => allureResults(run.reports).find(({ name }) => name.startsWith(id))?.statusDetails;
    assert.equal(of('LD-901 ')?.message, 'a step that fails');
    assert.equal(of('LD-913.bad ')?.message, of('LD-901 ')?.message);
    assert.match(
      of('LD-901 ')?.trace ?? '',
      /^the cloud broke a promise\nThen a step that fails\n {2}expected the host/,
    );
  });

  it('shows with the scenario in Allure what a step attached', () => {
    const failed = allureResults(run.reports).find((result) => titleIn(result) === 'LD-901 Failed');
    const attached = failed?.steps[1]?.steps[0]?.attachments[0]?.source ?? '';
    assert.match(attached, /-attachment\.txt$/);
  });

  it('keys Allure by the stable id', () => {
    const results = allureResults(run.reports);
    const ids = results.map((result) => result['historyId']);
    assert.equal(new Set(ids).size, Object.keys(table).length);
    assert.ok(results.every((result) => result['testCaseId'] === result['historyId']));
    assert.ok(results.some((result) => result['fullName'] === 'LD-913.bad'));
  });

  it('groups Allure by theme, feature, rule and how much it matters', () => {
    const passed = allureResults(run.reports).find((result) => titleIn(result) === 'LD-1 Passed');
    assert.ok(passed);
    assert.equal(labelOf(passed, 'suite'), 'One scenario for each outcome');
    assert.equal(labelOf(passed, 'epic'), 'Features');
    assert.equal(labelOf(passed, 'feature'), 'A verdict is the worst of its steps and hooks');
    assert.equal(labelOf(passed, 'severity'), 'blocker');
    assert.equal(passed.links[0]?.url, 'https://bugs.launchpad.net/bugs/1679750');
  });

  it("has the same verdicts in JUnit's XML", () => {
    const cases = junitCases(run.reports);
    assert.equal(cases.size, Object.keys(table).length);
    eachRow((name, { junit, told = '' }) => {
      assert.equal(cases.get(name)?.verdict, junit, name);
      assert.ok(cases.get(name)?.text.includes(told), name);
    });
  });

  it("has the same verdicts in cucumber's HTML, where a skip tells its reason in words", () => {
    const { run: seen, logs, success } = cucumberHtml(run.reports);
    const outcomes = new Map(seen.scenarios.map(({ key, title, outcome }) => [`${key} ${title}`, outcome]));
    eachRow((name, { outcome }) => {
      assert.equal(outcomes.get(name), outcome === 'not applicable' ? 'skipped' : outcome, name);
    });
    assert.ok(logs.includes('skipped: the cloud has no volumes'));
    assert.ok(logs.includes('not applicable: since 2026.1, this cloud is 2025.1'));
    assert.equal(success, false);
  });

  it('has the same verdicts in the summary', () => {
    const summary = summaryOf(run);
    const scenarios = new Map(summary.scenarios.map((scenario) => [`${scenario.id} ${scenario.title}`, scenario]));
    eachRow((name, { outcome, told = '' }) => {
      const { status, failure = '', reason = '' } = scenarios.get(name) ?? {};
      assert.equal(status, outcome, name);
      assert.ok(`${failure}${reason}`.includes(told), name);
    });
    assert.equal(summary.verdict, 'red');
    assert.equal(summary.exitCode, 1);
    assert.equal(summary.counts.failed, 6);
    assert.deepEqual(summary.microversions, { compute: '2.80', placement: '1.36' });
    assert.equal(summary.reproduce, 'npm run acceptance -- --cloud embedded --release 2025.1 --seed 7');
    assert.deepEqual(summary.skips.map(({ id }) => id).sort(), ['LD-905', 'LD-906', 'LD-907']);
  });

  it('has the same verdicts on the console, and says how to do the run again', () => {
    eachRow((name, { outcome, told = '' }) => {
      const [key = '', ...title] = name.split(' ');
      const line = new RegExp(`^ +\\d+ of 16  ${outcome} +${key} +${title.join(' ')}  \\d+\\.\\d\\d s`, 'm');
      assert.match(run.console, line, name);
      assert.ok(run.console.includes(told), name);
    });
    const [again, last] = run.console.trimEnd().split('\n').slice(-2);
    assert.equal(again, 'Again:  npm run acceptance -- --cloud embedded --release 2025.1 --seed 7');
    assert.match(last ?? '', /^RED: 6 of 16 failed, 2 undefined, 1 pending, 1 ambiguous, 2 of 16 skipped /);
  });

  it('tells a failure without a stack, and a mistake of the suite with its own lines only', () => {
    assert.ok(
      run.console.includes(
        '\nLD-901 Failed\nThen a step that fails\n  expected the host <A> to hold 0 VCPU & 0 MB\n  seen 1 VCPU\n\n',
      ),
    );
    assert.match(run.console, /SyntaxError in the suite itself:\n {4}at \S+ \(?.*steps\.ts:\d+:\d+\)?\n/);
    assert.ok(!run.console.includes('node_modules'));
  });
});
