import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { filesOfPast, isFlaky } from '../../support/reporting/allure/past';
import {
  mostRuns,
  onSameCloud,
  pastRunOf,
  readHistory,
  writeHistory,
  type PastRun,
} from '../../support/reporting/history';
import { facts, runOf, scenario } from './example-verdicts';

const selection = 'in the features';

const past = (more: Partial<PastRun> = {}): PastRun => ({
  cloud: 'embedded',
  release: '2025.1',
  selection,
  startedAt: 1000,
  seconds: 2,
  scenarios: { 'LD-1': ['passed', 20] },
  ...more,
});

const ended = (...statuses: readonly string[]): readonly PastRun[] =>
  statuses.map((status) => past({ scenarios: { 'LD-1': [status, 20] } }));

describe('the history of runs', () => {
  let file = '';
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'history-')), 'history.json');
  });
  afterEach(() => {
    rmSync(join(file, '..'), { recursive: true });
  });

  it('has no runs before the first one', () => {
    assert.deepEqual(readHistory(file), { runs: [] });
  });

  it('has the last run first, with what became of each scenario', () => {
    const verdict = runOf(
      scenario('passed', { startedAt: 5100 }),
      scenario('skipped', { id: 'LD-2', startedAt: 7600 }),
      scenario('undefined', { id: 'LD-3' }),
    );
    writeHistory(file, { runs: [past()] }, pastRunOf(verdict, facts, { selection, startedAt: 5000, seconds: 3 }));
    assert.deepEqual(readHistory(file).runs, [
      past({
        startedAt: 5000,
        seconds: 3,
        scenarios: { 'LD-1': ['passed', 500], 'LD-2': ['skipped', 500], 'LD-3': ['broken', 500] },
      }),
      past(),
    ]);
  });

  it('forgets the oldest of many that are alike, and of all', () => {
    const many = Array.from({ length: 30 }, (_none, index) => past({ startedAt: index }));
    const others = Array.from({ length: mostRuns }, (_none, index) =>
      past({ selection: `with the tags @LD-${index}` }),
    );
    writeHistory(file, { runs: [...many, ...others] }, past({ startedAt: 9999 }));
    const { runs } = readHistory(file);
    assert.equal(runs.length, mostRuns);
    assert.deepEqual(
      runs.filter((run) => run.selection === selection).map(({ startedAt }) => startedAt),
      [9999, ...many.slice(0, 19).map(({ startedAt }) => startedAt)],
    );
  });

  it('begins anew, and says why and what would be right, where it is no history', () => {
    for (const [content, why] of [
      ['{', 'is no JSON: '],
      ['[]', 'is not what it should be: it must be object. '],
      ['{"version":2,"runs":[]}', 'is not what it should be: it/version must be equal to constant. '],
      ['{"version":1,"runs":[{"cloud":1}]}', 'is not what it should be: it/runs/0 must have required property'],
    ] as const) {
      writeFileSync(file, content);
      const { runs, forgotten = '' } = readHistory(file);
      assert.deepEqual(runs, []);
      assert.ok(forgotten.startsWith(why), forgotten);
      assert.ok(forgotten.endsWith('. A run writes it like {"version":1,"runs":[…]}'), forgotten);
    }
  });

  it('holds nothing of a scenario but what became of it and how long it took', () => {
    const build = { number: 3, url: 'https://x/3', system: 'Zuul', type: 'zuul', name: 'secret' };
    const told = scenario('failed', {
      title: 'secret',
      failures: [{ where: 'x', outcome: 'failed', message: 'secret' }],
    });
    writeHistory(file, { runs: [] }, pastRunOf(runOf(told), facts, { selection, startedAt: 1, seconds: 1, build }));
    assert.ok(!readFileSync(file, 'utf8').includes('secret'));
    assert.deepEqual(readHistory(file).runs[0]?.build, { url: 'https://x/3', number: 3 });
  });

  it('compares only with runs on a cloud of the same name, release and defect', () => {
    const runs = [past(), past({ release: 'zed' }), past({ defect: 'bug-1679750' }), past({ cloud: 'staging' })];
    assert.deepEqual(onSameCloud({ runs }, facts), [past()]);
    assert.deepEqual(onSameCloud({ runs }, { ...facts, defect: 'bug-1679750' }), [past({ defect: 'bug-1679750' })]);
  });
});

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

describe('what Allure is told of the history', () => {
  it('is a trend of the runs of the same scenarios, and each scenario in whichever run', () => {
    const part = past({ selection: 'with the tags @LD-1', scenarios: { 'LD-1': ['failed', 10] } });
    const files = filesOfPast([past({ build: { number: 4, url: 'https://x/4' } }), part], selection);
    assert.deepEqual(files.get('history-trend.json'), [
      {
        buildOrder: 4,
        reportUrl: 'https://x/4',
        data: { failed: 0, broken: 0, skipped: 0, passed: 1, unknown: 0, total: 1 },
      },
    ]);
    const statistic = '{"failed":1,"broken":0,"skipped":0,"passed":1,"unknown":0,"total":2}';
    const beginning = `{"${md5(md5('LD-1'))}.${md5('')}":{"statistic":${statistic},`;
    assert.ok(JSON.stringify(files.get('history.json')).startsWith(beginning));
  });

  it('takes a scenario for flaky whose end has changed and changed back', () => {
    assert.equal(isFlaky('LD-1', 'passed', ended('failed', 'passed')), true);
    assert.equal(isFlaky('LD-1', 'broken', ended('passed', 'skipped', 'failed')), true);
    assert.equal(isFlaky('LD-1', 'passed', ended('failed', 'broken')), false);
    assert.equal(isFlaky('LD-2', 'passed', ended('failed', 'passed')), false);
    assert.equal(isFlaky('LD-1', 'passed', ended(...Array<string>(9).fill('passed'), 'failed', 'passed')), false);
  });

  it('is nothing of a scenario that is called like a property of every object', () => {
    assert.equal(isFlaky('constructor', 'passed', ended('failed', 'passed')), false);
  });
});
