import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { heading } from '../../support/reporting/console';
import { notRun } from '../../support/reporting/conclusion';
import { printable } from '../../support/printable';
import { facts } from '../reporting/example-verdicts';
import { runFixture } from './fixture-run';
import type { FixtureRun } from './fixture-run';
import { allureResults, junitCases, summaryOf } from './read-reports';
import { wildSigns, wildWords, wildWordsShown } from './wild-words';

describe('words of a cloud', () => {
  let run: FixtureRun;
  before(async () => {
    run = await runFixture('foreign-words', ['--allow-partial']);
  });

  it('are shown with escapes in place of what would act on a terminal', () => {
    assert.equal(printable(wildWords), wildWordsShown);
    assert.equal(printable('one\ttab,\r\nand a line\n'), 'one\ttab,\nand a line\n');
    assert.equal(printable('\ud800 𝒇 \udc00'), '\\ud800 𝒇 \\udc00');
    assert.match(heading({ ...facts, warnings: [wildWords] }), /owned\\u0007/);
    assert.match(notRun(wildWords).line, /owned\\u0007/);
  });

  it('are so on the console and in every report, whoever told them', () => {
    for (const place of ['the cloud answered', 'the zone is', 'the hook was told', 'the end was told']) {
      assert.ok(run.console.includes(`${place} ${wildWordsShown}`), place);
    }
    const texts = new Map([['the console', run.console], ...filesIn(run.reports)]);
    assert.ok([...texts.keys()].some((name) => name.endsWith('junit.xml')));
    for (const [name, text] of texts) {
      const found = wildSigns.exec(text.replace(/[\n\t]/g, ''));
      assert.equal(found?.[0].codePointAt(0)?.toString(16), undefined, name);
    }
  });

  it('keep their letters beyond U+FFFF in JUnit, and all that can be read', () => {
    const text = junitCases(run.reports).get('LD-1 A failure tells the words of a cloud')?.text ?? '';
    assert.ok(text.includes(`the cloud answered ${wildWordsShown}`), text.slice(0, 200));
    const [result] = allureResults(run.reports).filter(({ name }) => name.startsWith('LD-3'));
    assert.ok(result?.statusDetails.message?.includes(wildWordsShown));
    assert.ok(summaryOf(run).skips.some(({ reason }) => reason.includes(wildWordsShown)));
  });

  it('are cut when they have no end, and say how long they were', () => {
    assert.match(run.console, /!!!… \(10000\d\d characters in all\)/);
    for (const [name, text] of filesIn(run.reports)) assert.ok(text.length < 300_000, `${name} ${text.length}`);
  });
});

/** The text of every file below a folder, by its path; of cucumber's page what it shows, for the rest is its own program. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, shownOf(readFileSync(file, 'utf8'))]);
}

function shownOf(text: string): string {
  return /CUCUMBER_MESSAGES = (\[.*\]);?$/m.exec(text)?.[1] ?? text;
}
