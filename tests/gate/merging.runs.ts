import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { mergeParts } from '../../support/gate/merging/merge';
import type { ShortSummary } from '../../support/reporting/summary';
import { emptyFolder, runFixture, surroundingsOf } from './fixture-run';
import { allureResults, cucumberHtml, junitCases, summaryOf } from './read-reports';

const fixture = (suite: string): string => join(__dirname, 'fixtures', suite);

interface Merged {
  readonly exitCode: number;
  readonly console: string;
  readonly reports: string;
}

/** Runs the parts of a fixture suite, and resolves to their folders. */
async function partsOf(suite: string, of: number, ...argv: readonly string[]): Promise<string[]> {
  const folders: string[] = [];
  for (let number = 1; number <= of; number += 1) {
    folders.push((await runFixture(suite, ['--shard', `${number}/${of}`, ...argv])).reports);
  }
  return folders;
}

async function merge(folders: readonly string[], suite = 'green'): Promise<Merged> {
  const [reports, printed]: [string, string[]] = [emptyFolder(), []];
  const order = { folders, reports, allure: 'results', command: 'npm run merge' } as const;
  const exitCode = await mergeParts(order, surroundingsOf(fixture(suite), reports, printed));
  return { exitCode, console: printed.join(''), reports };
}

/** A copy of a part with something else in its summary. */
function changed(folder: string, change: (summary: ShortSummary) => object): string {
  const copy = emptyFolder();
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, 'summary.json'), JSON.stringify(change(summaryOf({ reports: folder }))));
  return copy;
}

function changedPart(folder: string, change: object): string {
  return changed(folder, (summary) => ({ ...summary, part: { ...summary.part, ...change } }));
}

const lastLineOf = ({ console }: Merged): string => console.trimEnd().split('\n').at(-1) ?? '';

describe('a part of a run', () => {
  it('has its share of the scenarios, whatever the seed, and says which part it is', async () => {
    const folders = await partsOf('outcomes', 3, '--seed', '1');
    const another = await partsOf('outcomes', 3, '--seed', '2');
    const idsIn = (reports: string): readonly string[] =>
      summaryOf({ reports })
        .scenarios.map(({ id }) => id)
        .sort();
    assert.deepEqual(folders.map(idsIn), another.map(idsIn));
    assert.deepEqual(
      folders.map((folder) => idsIn(folder).length),
      [6, 5, 5],
    );
    assert.equal(new Set(folders.flatMap(idsIn)).size, 16);
    const { line, part, reproduce } = summaryOf({ reports: folders[1] ?? '' });
    assert.match(line, /^RED: \d of 5 failed.* on the embedded cloud \(2025\.1\), part 2 of 3, in /);
    assert.equal(part?.scenarios, 16);
    assert.equal(reproduce, 'npm run acceptance -- --cloud embedded --release 2025.1 --seed 1 --shard 2/3');
  });

  it('is no green one when there are more parts than scenarios', async () => {
    const { exitCode, console } = await runFixture('green', ['--shard', '4/4']);
    assert.equal(exitCode, 2);
    assert.match(console, /^NOT RUN: no scenario was found in the features, for part 4 of 4$/m);
  });
});

describe('parts put together', () => {
  let green: string[] = [];

  before(async () => {
    green = await partsOf('green', 2);
  });

  it('are one green run, in whichever order they were named', async () => {
    const { exitCode, console, reports } = await merge(green.toReversed());
    assert.equal(exitCode, 0);
    assert.match(console, /^Putting together 2 of 2 parts of a run on the embedded cloud \(2025\.1\)\n/);
    assert.match(console, /\n3 scenarios passed on the embedded cloud \(2025\.1\) in 2 parts in \d+\.\d s\n$/);
    const summary = summaryOf({ reports });
    assert.deepEqual(summary.scenarios.map(({ id }) => id).sort(), ['LD-1', 'LD-14', 'LD-2']);
    assert.deepEqual(
      summary.parts?.map(({ number, of, exitCode: each }) => [number, of, each]),
      [
        [1, 2, 0],
        [2, 2, 0],
      ],
    );
    assert.equal(summary.part, undefined);
  });

  it('have in every report all scenarios of a red run, as one run of them all has', async () => {
    const { exitCode, reports } = await merge(await partsOf('outcomes', 3, '--seed', '7'), 'outcomes');
    const whole = await runFixture('outcomes', ['--seed', '7']);
    assert.equal(exitCode, 1);
    const verdicts = (folder: string) => {
      const { scenarios, groups, counts } = summaryOf({ reports: folder });
      const inOrder = scenarios.map(({ id, status, uri, line }) => [id, status, uri, line].join(' ')).sort();
      return { inOrder, counts, groups: groups.map(({ headline, ids }) => [headline, ...ids].join(' ')).sort() };
    };
    assert.deepEqual(verdicts(reports), verdicts(whole.reports));
    const kinds = (folder: string) => [...junitCases(folder)].map(([name, { verdict }]) => `${name} ${verdict}`).sort();
    assert.deepEqual(kinds(reports), kinds(whole.reports));
    const statuses = (folder: string) =>
      allureResults(folder)
        .map(({ name, status }) => `${name} ${status ?? ''}`)
        .sort();
    assert.deepEqual(statuses(reports), statuses(whole.reports));
  });

  it('are one page of cucumber, which tells each feature, step and hook once', async () => {
    const folders = await partsOf('outcomes', 3, '--seed', '7');
    const merged = cucumberHtml((await merge(folders, 'outcomes')).reports);
    const whole = cucumberHtml((await runFixture('outcomes', ['--seed', '7'])).reports);
    const told = ({ run }: typeof whole) =>
      run.scenarios.map(({ key, outcome, line }) => [key, outcome, line].join(' ')).sort();
    assert.deepEqual(told(merged), told(whole));
    assert.equal(merged.success, false);
    assert.deepEqual(merged.kinds, whole.kinds);
  });

  it('fail by a hook of one of them', async () => {
    const runFailures = ['AfterAll hook "the cloud is closed"\n  a request is still open'];
    const red = { verdict: 'red', exitCode: 1, line: 'RED: the AfterAll hook failed', runFailures };
    const merged = await merge([...green.slice(1), changed(green[0] ?? '', (was) => ({ ...was, ...red }))]);
    assert.equal(merged.exitCode, 1);
    assert.match(merged.console, /^AfterAll hook "the cloud is closed" of part 1 of 2\n {2}a request is still open$/m);
    assert.match(lastLineOf(merged), /^RED: the AfterAll hook "the cloud is closed" of part 1 of 2 failed on /);
  });

  it('are red where one is red by something else than its scenarios', async () => {
    const red = { verdict: 'red', exitCode: 1, line: 'RED: 2 differences to the record of 2025.1' };
    const merged = await merge([...green.slice(1), changed(green[0] ?? '', (was) => ({ ...was, ...red }))]);
    assert.equal(merged.exitCode, 1);
    assert.match(
      lastLineOf(merged),
      /^RED: part 1 of 2 was red by itself \(RED: 2 differences to the record of 2025\.1\) on /,
    );
  });

  it('are never green without one of them, and say how to run that', async () => {
    const merged = await merge(green.slice(1));
    assert.equal(merged.exitCode, 2);
    assert.match(lastLineOf(merged), /^INCOMPLETE: 1 scenario passed on .*, but part 1 of 2 is missing$/);
    assert.match(
      merged.console,
      /^Again: {2}npm run acceptance -- --cloud embedded --release 2025\.1 --seed \d+ --shard 1\/2$/m,
    );
    assert.equal(summaryOf(merged).exitCode, 2);
  });

  it('are never green with one that came to nothing, or was not whole', async () => {
    const nothing = changed(green[0] ?? '', ({ part: _part, ...was }) => ({
      ...was,
      verdict: 'could not be run',
      exitCode: 2,
      line: 'NOT RUN: x',
    }));
    const [without, within] = [
      await merge([nothing, ...green.slice(1)]),
      changed(green[0] ?? '', (was) => ({ ...was, exitCode: 2, verdict: 'incomplete', line: 'INCOMPLETE: y' })),
    ];
    assert.equal(without.exitCode, 2);
    assert.match(
      lastLineOf(without),
      /^INCOMPLETE: .*, but part 1 of 2 is missing, \S+ came to nothing \(NOT RUN: x\)$/,
    );
    const unfinished = await merge([within, ...green.slice(1)]);
    assert.equal(unfinished.exitCode, 2);
    assert.match(lastLineOf(unfinished), /^INCOMPLETE: .*, but part 1 of 2 is no whole one \(INCOMPLETE: y\)$/);
  });

  it('are not put together where one is doubled or foreign', async () => {
    const [one = '', two = ''] = green;
    const foreign: readonly (readonly [string, RegExp])[] = [
      [one, /^NOT RUN: \S+ and \S+ are both part 1 of 2$/],
      [changedPart(two, { of: 3 }), /how many parts there are differs \(3; there 2\)$/],
      [changedPart(two, { commit: 'c'.repeat(40) }), /the commit of the suite differs \(c{40}; there .+\)$/],
      [
        changedPart(two, { suite: 'd'.repeat(64) }),
        /the suite's own files differs \(digest d{64}; there digest \w+\)$/,
      ],
      [
        changedPart(two, { identity: 'https://b.example/v3' }),
        /the cloud differs \(.* https:\/\/b\.example\/v3; there .*\)$/,
      ],
      [changedPart(two, { scenarios: 4 }), /how many scenarios those are differs \(4; there 3\)$/],
      [changedPart(two, { selection: 'with the tags "@a"' }), /which scenarios were asked for differs /],
      [changed(two, (was) => ({ ...was, release: 'zed' })), /the cloud differs \(the embedded cloud \(zed\); there /],
      [
        changed(two, (was) => ({ ...was, defect: 'bug-1' })),
        /the cloud differs \(the embedded cloud \(2025\.1, with bug-1\)/,
      ],
      [changed(two, (was) => ({ ...was, microversions: { compute: '2.1' } })), /the microversions differs /],
      [changedPart(one, { number: 2 }), /^NOT RUN: \S+ and \S+ have both run LD-\d+ /],
    ];
    for (const [other, told] of foreign) {
      const merged = await merge([one, other]);
      assert.equal(merged.exitCode, 2, String(told));
      assert.match(lastLineOf(merged), told);
      assert.equal(summaryOf(merged).verdict, 'could not be run');
    }
  });

  it('are not put together where one is damaged, no part, or not there', async () => {
    const [one = '', two = ''] = green;
    const spoilt = (name: string, content: string | undefined): string => {
      const copy = changed(two, (was) => was);
      if (content === undefined) rmSync(join(copy, name));
      else writeFileSync(join(copy, name), content);
      return copy;
    };
    const messages = readFileSync(join(two, 'messages.ndjson'), 'utf8');
    const whole = (await runFixture('green')).reports;
    const bad: readonly (readonly [string, RegExp])[] = [
      [spoilt('messages.ndjson', messages.slice(0, -500)), /is damaged: /],
      [spoilt('messages.ndjson', ''), /is damaged: its messages tell of other verdicts than its summary$/],
      [spoilt('messages.ndjson', undefined), /messages\.ndjson cannot be read: /],
      [spoilt('summary.json', undefined), /has no summary\.json: is it the folder of a part's reports\?$/],
      [spoilt('summary.json', '{"verdict": "green"}'), /summary\.json is no summary of this suite's: it must have /],
      [spoilt('summary.json', '{'), /summary\.json is damaged: /],
      [join(two, 'parts-*'), /has no summary\.json/],
      [whole, /has the reports of a whole run, and none of a part: /],
    ];
    for (const [other, told] of bad) {
      const merged = await merge([one, other]);
      assert.equal(merged.exitCode, 2, String(told));
      assert.match(lastLineOf(merged), told);
    }
    assert.match(lastLineOf(await merge([])), /no folder of a part was named/);
  });

  it('leave a part as it is that is in the place of the whole', async () => {
    const [one = ''] = green;
    const printed: string[] = [];
    const order = { folders: green, reports: one, allure: 'none', command: 'npm run merge' } as const;
    assert.equal(await mergeParts(order, surroundingsOf(fixture('green'), one, printed)), 2);
    assert.match(printed.join(''), /^NOT RUN: \S+ is where the whole is written to; /);
    assert.equal(summaryOf({ reports: one }).verdict, 'green');
  });
});
