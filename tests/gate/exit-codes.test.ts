import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { tellCrash } from '../../support/gate/not-run';
import { emptyFolder, runFixture } from './fixture-run';
import type { FixtureRun } from './fixture-run';
import { allureResults, cucumberHtml, junitCases, summaryOf } from './read-reports';

const lastLineOf = (run: FixtureRun): string => run.console.trimEnd().split('\n').at(-1) ?? '';
const statuses = ({ reports }: FixtureRun): string[] =>
  allureResults(reports)
    .map(({ name, status }) => `${name}: ${status ?? 'none'}`)
    .sort();

describe('the gate ends with 0', () => {
  it('when everything passed, and says so in one line', async () => {
    const run = await runFixture('green');
    assert.equal(run.exitCode, 0);
    assert.match(lastLineOf(run), /^3 scenarios passed on the embedded cloud \(2025\.1\) in \d+\.\d s$/);
    assert.equal(summaryOf(run).verdict, 'green');
    assert.deepEqual(statuses(run), ['LD-1 The first: passed', 'LD-14 The third: passed', 'LD-2 The second: passed']);
    assert.equal(cucumberHtml(run.reports).success, true);
  });

  it('when somebody chose a part of the suite', async () => {
    const byTag = await runFixture('elsewhere', ['--tags', '@LD-14']);
    const byWord = await runFixture('elsewhere', ['--allow-partial']);
    const byName = await runFixture('elsewhere', ['--name=third']);
    const byPath = await runFixture('elsewhere', ['features/elsewhere.feature:8']);
    assert.deepEqual(
      [byTag, byWord, byName, byPath].map(({ exitCode }) => exitCode),
      [0, 0, 0, 0],
    );
    assert.match(lastLineOf(byName), /^1 scenario passed /);
    assert.match(lastLineOf(byPath), /^1 scenario passed /);
  });

  it('and runs in the order that its seed gives', async () => {
    const order = async (seed: string) =>
      summaryOf(await runFixture('green', ['--seed', seed])).scenarios.map(({ id }) => id);
    assert.deepEqual(await order('3'), await order('3'));
    const orders = new Set<string>();
    for (const seed of ['1', '2', '3', '4']) {
      orders.add((await order(seed)).join());
    }
    assert.ok(orders.size > 1);
  });
});

describe('the gate ends with 1', () => {
  it('when a BeforeAll hook failed: every report shows it, and what was not run', async () => {
    const run = await runFixture('before-all');
    const told = 'BeforeAll hook "the cloud is open"';
    assert.equal(run.exitCode, 1);
    assert.match(lastLineOf(run), /^RED: 2 of 2 not run, the BeforeAll hook "the cloud is open" failed on /);
    assert.ok(run.console.includes('nothing listens at 127.0.0.1:5000'));
    assert.deepEqual(statuses(run), [`${told}: broken`, 'LD-1 The first: broken', 'LD-2 The second: broken']);
    assert.equal(summaryOf(run).counts['not run'], 2);
    assert.match(summaryOf(run).runFailures[0] ?? '', /nothing listens/);
    const junit = junitCases(run.reports);
    assert.equal(junit.get(told.replaceAll('"', '&quot;'))?.verdict, 'error failed');
    assert.equal(junit.get('LD-1 The first')?.verdict, 'error not run');
    const html = cucumberHtml(run.reports);
    assert.equal(html.run.hookFailures[0]?.where, told);
    assert.equal(html.success, false);
  });

  it('when an AfterAll hook failed, though all scenarios passed', async () => {
    const run = await runFixture('after-all');
    const told = 'AfterAll hook "the cloud is closed"';
    assert.equal(run.exitCode, 1);
    assert.match(lastLineOf(run), /^RED: the AfterAll hook "the cloud is closed" failed on /);
    assert.deepEqual(statuses(run), [`${told}: broken`, 'LD-1 The first: passed', 'LD-2 The second: passed']);
    assert.equal(summaryOf(run).verdict, 'red');
    assert.equal(junitCases(run.reports).get(told.replaceAll('"', '&quot;'))?.verdict, 'error failed');
    assert.equal(cucumberHtml(run.reports).run.hookFailures[0]?.where, told);
    assert.equal(cucumberHtml(run.reports).success, false);
  });

  it('when one scenario was skipped on the embedded cloud, which offers everything', async () => {
    const run = await runFixture('outcomes', ['--tags', '@LD-1 or @LD-905']);
    assert.equal(run.exitCode, 1);
    assert.match(lastLineOf(run), /^RED: 1 of 2 skipped \(nothing may be skipped on the embedded cloud\)/);
  });
});

describe('the gate ends with 2', () => {
  it('when no scenario of the rule about down hosts ran and nobody chose so', async () => {
    const run = await runFixture('elsewhere');
    assert.equal(run.exitCode, 2);
    assert.match(
      lastLineOf(run),
      /^INCOMPLETE: 2 scenarios passed .* \(LD-1 to LD-12\) ran; --allow-partial accepts that$/,
    );
    assert.equal(summaryOf(run).verdict, 'incomplete');
  });

  it('when nothing was selected, and says what was looked for', async () => {
    const run = await runFixture('green', ['--tags', '@LD-99']);
    assert.equal(run.exitCode, 2);
    assert.equal(lastLineOf(run), 'NOT RUN: no scenario was found in the features with the tags "@LD-99"');
    assert.deepEqual(statuses(run), []);
    assert.equal(summaryOf(run).verdict, 'could not be run');
    assert.equal(junitCases(run.reports).size, 0);
    assert.equal(cucumberHtml(run.reports).run.scenarios.length, 0);
  });

  it('when everything was skipped', async () => {
    const run = await runFixture('all-skipped');
    assert.equal(run.exitCode, 2);
    assert.equal(lastLineOf(run), 'NOT RUN: 2 scenarios skipped: nothing was tried');
    assert.deepEqual(statuses(run), ['LD-1 The first: skipped', 'LD-2 The second: skipped']);
    assert.equal(junitCases(run.reports).get('LD-1 The first')?.verdict, 'skipped skipped');
  });

  it('when there is no cloud', async () => {
    const run = await runFixture('no-cloud');
    assert.equal(run.exitCode, 2);
    assert.equal(lastLineOf(run), 'NOT RUN: the reference cloud is not up: npm run reference -- up starts it');
    assert.equal(summaryOf(run).verdict, 'could not be run');
    assert.equal(junitCases(run.reports).get('LD-1 The first')?.verdict, 'error not run');
  });

  it('when the gate itself is wrong, with a short text and the stack in a file', () => {
    const printed: string[] = [];
    const reports = join(emptyFolder(), 'not there yet');
    tellCrash(new TypeError('nothing has no length'), {
      reports,
      command: 'npm run acceptance',
      startedAt: Date.now(),
      print: (text) => printed.push(text),
    });
    assert.equal(
      printed.join(''),
      `NOT RUN: the gate itself failed: nothing has no length\nThe full stack is in ${join(reports, 'gate-error.txt')}\n`,
    );
    assert.equal(summaryOf({ reports }).line, 'NOT RUN: the gate itself failed: nothing has no length');
    assert.match(readFileSync(join(reports, 'gate-error.txt'), 'utf8'), /^TypeError: nothing has no length\n +at /);
  });

  it('when nothing is about the release of the cloud', async () => {
    const run = await runFixture('outcomes', ['--tags', '@LD-907']);
    assert.equal(run.exitCode, 2);
    assert.equal(lastLineOf(run), 'NOT RUN: 1 scenario not applicable: nothing was tried');
  });

  it('when a feature is no Gherkin, and says where', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'cucumber.json'), '{ "default": { "paths": ["*.feature"] } }');
    writeFileSync(
      join(folder, 'broken.feature'),
      'Feature: Broken\n\n  Scenario: One\n    Given a step\n    nonsense\n',
    );
    const run = await runFixture('', [], folder);
    assert.equal(run.exitCode, 2);
    assert.equal(lastLineOf(run), 'NOT RUN: broken.feature cannot be read as Gherkin');
    assert.match(run.console, /^broken\.feature:5 is no Gherkin$/m);
    assert.equal(junitCases(run.reports).get('broken.feature:5')?.verdict, 'error no Gherkin');
    assert.deepEqual(statuses(run), ['broken.feature:5 is no Gherkin: broken']);
    assert.equal(cucumberHtml(run.reports).run.parseFailures.length, 1);
  });

  it('when the steps cannot be loaded, and says where the stack is', async () => {
    const run = await runFixture('broken-code');
    assert.equal(run.exitCode, 2);
    assert.match(
      lastLineOf(run),
      /^NOT RUN: steps\.ts:1:7 support code that cannot be loaded \(the full stack is in .*gate-error\.txt\)$/,
    );
    assert.equal(summaryOf(run).line, lastLineOf(run));
    assert.match(readFileSync(join(run.reports, 'gate-error.txt'), 'utf8'), /at .*broken-code/);
  });

  it('when a step file is no TypeScript, and says in a line where and why', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'cucumber.json'), '{ "default": { "require": ["*.ts"] } }');
    writeFileSync(join(folder, 'steps.ts'), 'const one = 1;\nconst two = ;\n');
    const run = await runFixture('', [], folder);
    assert.equal(run.exitCode, 2);
    assert.match(lastLineOf(run), /^NOT RUN: \S*steps\.ts:2 Expression expected \(the full stack is in \S+\)$/);
    assert.doesNotMatch(run.console, /unknown>|backtrace/);
  });

  it('when a step has a parameter type that nobody has defined, also when no scenario has the step', async () => {
    const run = await runFixture('unknown-parameter-type');
    assert.equal(run.exitCode, 2);
    assert.match(
      lastLineOf(run),
      /^NOT RUN: steps\.ts:6: there is no parameter type \{colour\} for the step "the \{colour\} host"; did you mean color\? /,
    );
    assert.equal(summaryOf(run).line, lastLineOf(run));
  });

  it('when nothing was done because it could not be written down, unless something else is red', async () => {
    const run = await runFixture('unwritable-ledger', ['--tags', '@LD-1']);
    assert.equal(run.exitCode, 2);
    assert.match(
      lastLineOf(run),
      /^NOT RUN: nothing is made or disturbed without a ledger, and .*abc123\.jsonl cannot be written: (?:ENOTDIR|EEXIST)/,
    );
    assert.equal((await runFixture('unwritable-ledger')).exitCode, 1);
  });

  it('when the code has a mistake, whatever its scenarios say, and tells all mistakes', async () => {
    const mistakes = ['steps.ts:3:7 this is no host', 'steps.ts:9:1 nor is this'];
    const run = await runFixture('green', [], '', { checkCode: () => Promise.resolve(mistakes) });
    assert.equal(run.exitCode, 2);
    assert.equal(lastLineOf(run), 'NOT RUN: steps.ts:3:7 this is no host');
    assert.match(run.console, /^steps\.ts:9:1 nor is this$/m);
    assert.equal(summaryOf(run).exitCode, 2);
  });

  it('when the code has a mistake, before anything is told of a cloud that is not its own', async () => {
    const checkCode = () => Promise.resolve(['steps.ts:3:7 this is no host']);
    const tellPlan = () => Promise.resolve({ text: 'Plan of the run', minutesAtMost: 60 });
    const run = await runFixture('green', ['--cloud', 'staging'], '', { checkCode, tellPlan });
    assert.equal(run.exitCode, 2);
    assert.doesNotMatch(run.console, /Plan of the run|passed/);
  });

  it("when cucumber's configuration is wrong", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'cucumber.json'), '{ "default": { "paths": 3 } }');
    const run = await runFixture('', [], folder);
    assert.equal(run.exitCode, 2);
    assert.match(run.console, /^NOT RUN: cucumber's configuration is wrong: .*paths must be a `array`/m);
  });

  it('when it was asked for what is not there, and the summary says so instead of that of an earlier run', async () => {
    const told: string[] = [];
    const reports = emptyFolder();
    writeFileSync(join(reports, 'summary.json'), '{ "verdict": "green", "exitCode": 0 }');
    writeFileSync(join(reports, 'junit.xml'), '<testsuites/>');
    for (const argv of [['nowhere.feature'], ['--release', 'zet'], ['--defect', 'bug-167975'], ['--retry', '2']]) {
      const run = await runFixture('green', argv, '', { reports });
      const line = run.console.split('\n')[0] ?? '';
      assert.equal(run.exitCode, 2);
      const { verdict, exitCode, line: summarized, reproduce, scenarios } = summaryOf(run);
      assert.deepEqual([verdict, exitCode, scenarios], ['could not be run', 2, []]);
      assert.equal(summarized, line.startsWith('NOT RUN: ') ? line : `NOT RUN: ${line}`);
      assert.equal(reproduce, `npm run acceptance -- --allure results ${argv.join(' ')}`);
      assert.ok(!existsSync(join(reports, 'junit.xml')));
      told.push(line);
    }
    assert.deepEqual(told.slice(0, 3), [
      'NOT RUN: there is no feature file or folder nowhere.feature',
      'NOT RUN: there is no release zet: did you mean zed? (known: zed, 2023.1, 2024.1, 2025.1, 2026.1, 2026.2)',
      'NOT RUN: there is no defect bug-167975: did you mean bug-1679750? (--defect list tells all there are)',
    ]);
    assert.match(told[3] ?? '', /^--retry is refused: /);
  });
});
