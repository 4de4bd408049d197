import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causes } from '../../support/books/causes';
import { failureReport } from '../../support/reporting/console';
import { groupFailures } from '../../support/reporting/groups';
import { jointCauses } from '../../support/reporting/joint-causes';
import { Progress, type ConsoleStyle } from '../../support/reporting/progress';
import { interruptionBy } from '../../support/reporting/skip-marker';
import { summarize } from '../../support/reporting/summary';
import type { Failure, ScenarioVerdict, Stage } from '../../support/reporting/verdict';
import { facts, runOf, scenario } from './example-verdicts';

const leak = "the delete did not free the server's allocation (bug 1679750)";

function failed(id: string, stage: Stage, message: string, more: Partial<Failure> = {}): ScenarioVerdict {
  const where = stage.endsWith('hook') ? `${stage} "the books"` : `${stage} the host should be as before`;
  const failure: Failure = { where, stage, outcome: 'failed', message, errorType: 'ExpectationFailed', ...more };
  return scenario('failed', { id, title: `Scenario ${id}`, failures: [failure] });
}

const leaking = (id: string, stage: Stage = 'Then') =>
  failed(id, stage, `expected nothing\nseen     ${id} on compute-${id.length} (7f3a1c22…)\nlikely   ${leak}`);

describe('scenarios that failed', () => {
  it('alike are one group, however they noticed, with the one first that shows it best', () => {
    const run = runOf(
      leaking('LD-21', 'After hook'),
      leaking('LD-10'),
      leaking('LD-3.empty', 'Given'),
      leaking('LD-5'),
    );
    const [group, ...others] = groupFailures(run);
    assert.deepEqual(others, []);
    assert.equal(group?.kind, 'the cloud broke a promise');
    assert.equal(group.headline, `likely: ${leak}`);
    assert.deepEqual(
      group.scenarios.map(({ key }) => key),
      ['LD-5', 'LD-3.empty', 'LD-10', 'LD-21'],
    );
  });

  it('otherwise are groups of their own, the largest first', () => {
    const lost = (id: string) =>
      failed(id, 'Given', `seen no answer: nothing listens at 127.0.0.1:8774\nlast ${id}`, { errorType: 'NoAnswer' });
    const run = runOf(
      scenario('passed'),
      leaking('LD-7'),
      lost('LD-8'),
      lost('LD-9'),
      failed('LD-2', 'Then', 'x is y'),
    );
    assert.deepEqual(
      groupFailures(run).map(({ kind, headline, scenarios }) => [kind, headline, scenarios.length]),
      [
        ['the cloud could not be reached or prepared', 'no answer: nothing listens at 127.0.0.1:8774', 2],
        ['the cloud broke a promise', `likely: ${leak}`, 1],
        ['the cloud broke a promise', 'the host should be as before: x is y', 1],
      ],
    );
  });

  it('for causes that are all faces of one cause are one group under its name, and else as many as there are causes', () => {
    const [cause] = jointCauses;
    const [first = '', second = ''] = cause?.faces ?? [];
    const likely = (id: string, words: string) => failed(id, 'Then', `x is y\nlikely   ${words}`);
    const headlines = (...all: readonly ScenarioVerdict[]) =>
      groupFailures(runOf(...all)).map(({ headline, scenarios }) => [headline, scenarios.length]);
    assert.deepEqual(headlines(likely('LD-1', first), likely('LD-2', second), likely('LD-3', leak)), [
      [`likely: ${cause?.words ?? ''}`, 2],
      [`likely: ${leak}`, 1],
    ]);
    assert.deepEqual(headlines(likely('LD-1', first), likely('LD-3', leak)), [
      [`likely: ${first}`, 1],
      [`likely: ${leak}`, 1],
    ]);
  });

  it('are joined by causes that the suite can tell', () => {
    const told = new Set(causes.map(({ words }) => words));
    for (const { faces, words } of jointCauses) {
      assert.deepEqual(
        faces.filter((face) => !told.has(face)),
        [],
        words,
      );
      assert.ok(faces.length > 1 && words.length <= 107, words);
    }
  });

  it('stand in the summary by their groups', () => {
    const end = { exitCode: 1, verdict: 'red', line: 'RED' } as const;
    const times = { startedAt: 0, seconds: 1, reproduce: 'npm run acceptance' };
    const { groups } = summarize(runOf(leaking('LD-7'), leaking('LD-1')), facts, end, times, '/project');
    assert.deepEqual(groups, [
      { kind: 'the cloud broke a promise', headline: `likely: ${leak}`, ids: ['LD-1', 'LD-7'] },
    ]);
  });
});

describe('the console', () => {
  it('tells a group once: what it has in common, the best of it in full, the others by title', () => {
    const run = runOf(leaking('LD-21', 'After hook'), leaking('LD-10'), leaking('LD-5'));
    assert.equal(
      failureReport(run, facts, '/project'),
      `
3 scenarios failed alike: the cloud broke a promise
  likely: ${leak}

LD-5 Scenario LD-5
Then the host should be as before
  expected nothing
  seen     LD-5 on compute-4 (7f3a1c22…)
  likely   ${leak}

and likewise 2:
  LD-10 Scenario LD-10 · LD-21 Scenario LD-21
`,
    );
  });

  it('tells forty scenarios of one fault in no more than 30 lines of 120 columns', () => {
    const run = runOf(...Array.from({ length: 40 }, (_, index) => leaking(`LD-${index + 1}.variant`)));
    const lines = failureReport(run, facts, '/project').split('\n');
    assert.ok(lines.length <= 30, String(lines.length));
    assert.ok(lines.every((line) => line.length <= 120));
    for (const { key, title } of run.scenarios) assert.ok(lines.join('\n').includes(`${key} ${title}`));
  });

  it('counts what would not fit on a screen any more', () => {
    const run = runOf(...Array.from({ length: 150 }, (_, index) => leaking(`LD-${index + 1}`)));
    const lines = failureReport(run, facts, '/project').trimEnd().split('\n');
    assert.match(lines.at(-1) ?? '', /^ {2}and \d+ more$/);
    assert.ok(lines.length <= 36, String(lines.length));
  });

  it('tells each of many faults, the first ten in full', () => {
    const run = runOf(
      ...Array.from({ length: 12 }, (_, index) => failed(`LD-${index + 1}`, 'Then', `fault ${'x'.repeat(index)}`)),
    );
    const told = failureReport(run, facts, '/project');
    assert.match(told, /^\n12 scenarios failed in 12 ways\n {2}1 {2}the host should be as before: fault\n/);
    assert.match(
      told,
      /\n1 scenario failed: the cloud broke a promise\n\nLD-1 Scenario LD-1\nThen the host should be as before\n {2}fault \n/,
    );
    assert.match(
      told,
      /\n1 scenario failed: the cloud broke a promise\n {2}the host should be as before: fault x{11}\n {2}LD-12 Scenario LD-12\n$/,
    );
  });

  it('tells why scenarios were skipped where none may be', () => {
    const skipped = (id: string) => scenario('skipped', { id, title: id, reason: 'there are no volumes' });
    const run = runOf(skipped('LD-46'), skipped('LD-50'));
    assert.equal(failureReport(run, facts, '/'), '\nskipped: there are no volumes\n  LD-46 LD-46 · LD-50 LD-50\n');
    assert.equal(failureReport(run, { cloud: 'staging' }, '/'), '');
    const interrupted = runOf(scenario('skipped', { reason: interruptionBy('SIGINT') }));
    assert.equal(failureReport(interrupted, facts, '/'), '');
  });
});

describe('the progress of a run', () => {
  const told = (cloud: string, selected: number, style: ConsoleStyle = 'plain'): string => {
    const progress = new Progress(cloud, style);
    const outcomes = Array.from({ length: selected }, (_, index) => (index % 10 === 9 ? 'failed' : 'passed'));
    return outcomes.map((outcome) => progress.tell(scenario(outcome), selected)).join('');
  };

  it('has a line for each scenario of a few, and of any number on a real cloud', () => {
    assert.equal(told('embedded', 25).split('\n').length, 26);
    assert.equal(told('staging', 60).split('\n').length, 61);
    assert.match(
      told('embedded', 10),
      /^ {3}1 of 10 {2}passed +LD-1 {3}The host is forced down {2}0\.50 s\n {3}2 of 10 {2}passed/,
    );
  });

  it('has counts now and then of many on the embedded cloud', () => {
    assert.equal(told('embedded', 60), '  60 of 60  54 passed, 6 failed\n');
    assert.equal(told('embedded', 110), '  100 of 110  90 passed, 10 failed\n  110 of 110  99 passed, 11 failed\n');
  });

  it('is one line there in a terminal, written over each time', () => {
    const lines = told('embedded', 60, 'colours').split('\u001b[2K');
    assert.equal(lines.length, 61);
    assert.equal(lines[10], '  10 of 60  9 passed, 1 failed\r');
    assert.equal(lines[60], '  60 of 60  54 passed, 6 failed\n');
  });
});
