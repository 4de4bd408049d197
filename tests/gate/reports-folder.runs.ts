import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Surroundings } from '../../support/gate/task';
import { emptyFolder, runFixture, type FixtureRun } from './fixture-run';
import { summaryOf } from './read-reports';

const lastLineOf = (run: FixtureRun): string => run.console.trimEnd().split('\n').at(-1) ?? '';

/** A suite of one green and one of one red scenario. */
const suites = { green: ['green', '--tags', '@LD-1'], red: ['outcomes', '--tags', '@LD-901'] } as const;

async function runIn(reports: string, verdict: keyof typeof suites, changes: Partial<Surroundings> = {}) {
  const [suite, ...argv] = suites[verdict];
  return runFixture(suite, argv, '', { reports, ...changes });
}

/** Runs with a folder that is spoiled as soon as the first scenario has ended. */
async function runAndSpoil(verdict: keyof typeof suites, spoil: (reports: string) => void): Promise<FixtureRun> {
  const reports = emptyFolder();
  const printed: string[] = [];
  let spoilt = false;
  const print = (text: string): void => {
    printed.push(text);
    if (!spoilt && /LD-\d+/.test(text)) {
      spoilt = true;
      spoil(reports);
    }
  };
  const run = await runIn(reports, verdict, { print });
  return { ...run, console: printed.join('') };
}

/** Folders that no user can write to, and what is said of each. */
const unusable: readonly (readonly [what: string, make: (parent: string) => string, told: RegExp])[] = [
  ['a file is in its place', (parent) => fileAt(join(parent, 'reports')), /: it is a file, no folder\. Mend that, or /],
  [
    'a file is above it',
    (parent) => join(fileAt(join(parent, 'up')), 'reports'),
    /: a file is in the place of its folder\. /,
  ],
  [
    'it is a link that leads nowhere',
    (parent) => linkAt(join(parent, 'reports'), '/not/there'),
    /: it is a symbolic link to \/not\/there, which is not there\. /,
  ],
  [
    'it is a link to itself',
    (parent) => linkAt(join(parent, 'reports'), 'reports'),
    /: it is a symbolic link to reports, which /,
  ],
  ['its file system takes nothing', () => '/proc/local-delete/reports', /: its folder is not there\. /],
  ['its name is too long', (parent) => join(parent, 'x'.repeat(300)), /: ENAMETOOLONG: /],
  [
    'summary.json is a folder',
    (parent) => parentOf(folderAt(join(parent, 'summary.json'))),
    /summary\.json is a folder, where a run writes a file: move it away/,
  ],
  [
    'allure-results is a file',
    (parent) => parentOf(fileAt(join(parent, 'allure-results'))),
    /allure-results is a file, where a run writes a folder: move it away/,
  ],
];

function fileAt(path: string): string {
  writeFileSync(path, 'of somebody');
  return path;
}

function folderAt(path: string): string {
  mkdirSync(join(path, 'of somebody'), { recursive: true });
  return path;
}

function linkAt(path: string, target: string): string {
  symlinkSync(target, path);
  return path;
}

const parentOf = (path: string): string => join(path, '..');

/** What can happen to the folder while the scenarios run. */
const spoilers: readonly (readonly [what: string, spoil: (reports: string) => void])[] = [
  [
    'is removed',
    (reports) => {
      rmSync(reports, { recursive: true });
    },
  ],
  [
    'becomes a file',
    (reports) => {
      rmSync(reports, { recursive: true });
      writeFileSync(reports, '');
    },
  ],
  ['has a folder in the place of junit.xml', (reports) => folderAt(join(reports, 'junit.xml'))],
  ['has a folder in the place of messages.ndjson', (reports) => folderAt(join(reports, 'messages.ndjson'))],
  ['has a folder in the place of cucumber.html', (reports) => folderAt(join(reports, 'cucumber.html'))],
  [
    'has a folder in the place of summary.json',
    (reports) => {
      rmSync(join(reports, 'summary.json'));
      folderAt(join(reports, 'summary.json'));
    },
  ],
  ['has a file in the place of allure-results', (reports) => fileAt(join(reports, 'allure-results'))],
];

describe('a run whose reports cannot be written', () => {
  for (const [what, make, told] of unusable) {
    it(`ends with 2 and runs nothing when ${what}`, async () => {
      const run = await runIn(make(emptyFolder()), 'red');
      assert.equal(run.exitCode, 2);
      assert.match(run.console, /^NOT RUN: [^\n]+\n$/);
      assert.match(run.console, told);
    });
  }

  it('says besides what is wrong with its command line', async () => {
    const run = await runFixture('green', ['--nonsense'], '', { reports: fileAt(join(emptyFolder(), 'reports')) });
    assert.equal(run.exitCode, 2);
    assert.match(run.console, /^there is no option --nonsense: [^]*\nNOT RUN: the reports cannot be written to /);
  });

  it('leaves alone what no run has written', async () => {
    const folder = emptyFolder();
    folderAt(join(folder, 'summary.json'));
    fileAt(join(folder, 'notes.txt'));
    await runIn(folder, 'green');
    assert.deepEqual(readdirSync(folder).sort(), ['notes.txt', 'summary.json']);
    assert.deepEqual(readdirSync(join(folder, 'summary.json')), ['of somebody']);
  });

  for (const [what, spoil] of spoilers) {
    it(`is never green when the folder ${what} in the middle`, async () => {
      const run = await runAndSpoil('green', spoil);
      assert.equal(run.exitCode, 2, run.console);
      assert.match(lastLineOf(run), /^INCOMPLETE: 1 scenario passed on .*, but not written: \S/);
    });

    it(`stays red when the folder ${what} in the middle`, async () => {
      const run = await runAndSpoil('red', spoil);
      assert.equal(run.exitCode, 1, run.console);
      assert.match(lastLineOf(run), /^RED: 1 of 1 failed on .*; not written: \S/);
    });
  }

  it('is told of in the summary, where that can be written', async () => {
    const run = await runAndSpoil('green', (reports) => folderAt(join(reports, 'junit.xml')));
    const { exitCode, verdict, line, scenarios } = summaryOf(run);
    assert.deepEqual([exitCode, verdict, scenarios.length], [2, 'incomplete', 1]);
    assert.equal(line, lastLineOf(run));
    assert.match(line, /junit\.xml \(a folder is in its place\)$/);
  });

  it('has a short summary where there is no place for a long one', async () => {
    // The long one is written beside the short one first.
    const run = await runAndSpoil('red', (reports) => folderAt(join(reports, 'summary.json.part')));
    const { exitCode, verdict, scenarios, runFailures } = summaryOf(run);
    assert.deepEqual([exitCode, verdict, scenarios], [1, 'red', []]);
    assert.deepEqual(runFailures, [lastLineOf(run)]);
    assert.match(lastLineOf(run), /^RED: .*summary\.json \(a folder is in its place\)$/);
  });

  it('is never green when nobody can hear it', async () => {
    const run = await runIn(emptyFolder(), 'green', { unheard: () => Promise.resolve('no space is left on the disk') });
    assert.equal(run.exitCode, 2);
    const { exitCode, line } = summaryOf(run);
    assert.equal(exitCode, 2);
    assert.match(line, /, but it could not be said: no space is left on the disk$/);
  });
});

describe('a folder of reports', () => {
  it('holds a summary from the beginning that says that there is no verdict yet', async () => {
    let early = '';
    const reports = emptyFolder();
    const print = (): void => {
      early ||= readFileSync(join(reports, 'summary.json'), 'utf8');
    };
    const { exitCode } = await runIn(reports, 'green', { print });
    assert.equal(exitCode, 0);
    assert.match(early, /"exitCode": 2,\n {2}"line": "NOT RUN: the run has not ended yet, or was killed"/);
    assert.equal(summaryOf({ reports }).exitCode, 0);
  });

  it('is the one of --reports, in which the ledgers are too, whatever is wrong with the command line besides', async () => {
    const [usual, chosen] = [emptyFolder(), join(emptyFolder(), 'a', 'b')];
    const told: unknown[] = [];
    const readParameters = (input: unknown) => {
      told.push(input);
      throw new TypeError('enough');
    };
    await runFixture('green', ['--reports', chosen], '', { reports: usual, readParameters });
    assert.equal(JSON.stringify(told).includes(`"ledgers":"${join(chosen, 'ledger')}"`), true);
    await runFixture('green', [`--reports=${chosen}`, '--nonsense'], '', { reports: usual });
    assert.match(summaryOf({ reports: chosen }).line, /^NOT RUN: there is no option --nonsense/);
    assert.deepEqual(readdirSync(usual), []);
  });
});
