import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { embeddedDefects, leftOutBugs, type EmbeddedDefect } from '../../support/clouds/embedded/defects';
import { readFeatureFiles } from '../../support/scenarios/files';
import { listScenarios } from '../../support/scenarios/listing';

const root = join(__dirname, '..', '..');
const scenarios = listScenarios(readFeatureFiles(root, ['features']));
const guardsBug = /^@(?:bug-\d+|commit-[0-9a-f]+)$/;

/** The tag of the scenarios that guard the bug; a mend has the bug's. */
function tagOf({ name, origin }: EmbeddedDefect): string | undefined {
  if (origin.kind === 'single fault') return undefined;
  return `@${name.replace(/^mended-/, 'bug-')}`;
}

describe('the defects', () => {
  it('have names of their own, each of its kind', () => {
    const names = embeddedDefects.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const prefixes = {
      bug: /^(?:bug-\d+|commit-[0-9a-f]{10})$/,
      mend: /^mended-\d+$/,
      'single fault': /^fault-[a-z-]+$/,
    };
    const misnamed = embeddedDefects.filter(({ name, origin }) => !prefixes[origin.kind].test(name));
    assert.deepEqual(
      misnamed.map(({ name }) => name),
      [],
    );
  });

  it('name scenarios that are there, at least one, and none twice', () => {
    const known = new Set(scenarios.map(({ id }) => id));
    for (const { name, turnsRed, alsoRed = [] } of embeddedDefects) {
      const named = [...turnsRed, ...alsoRed];
      assert.ok(turnsRed.length > 0, name);
      assert.deepEqual(
        named.filter(
          (id) => !known.has(id) && !(alsoRed.includes(id) && [...known].some((each) => each.startsWith(`${id}.`))),
        ),
        [],
        name,
      );
      assert.equal(new Set(named).size, named.length, name);
    }
  });

  it('that are bugs name scenarios that are tagged with them', () => {
    for (const defect of embeddedDefects) {
      const tag = tagOf(defect);
      const untagged = defect.turnsRed.filter(
        (id) => tag !== undefined && scenarios.find((scenario) => scenario.id === id)?.tags.includes(tag) === false,
      );
      assert.deepEqual(untagged, [], defect.name);
    }
  });

  it('are named by each scenario that is tagged with a bug', () => {
    const idle = scenarios.flatMap(({ id, tags }) =>
      tags
        .filter((tag) => guardsBug.test(tag))
        .filter((tag) => !embeddedDefects.some((defect) => tagOf(defect) === tag && defect.turnsRed.includes(id)))
        .map((tag) => `${id} ${tag}`),
    );
    assert.deepEqual(idle, []);
  });

  it('and the list of those left out have all bugs of the reference, each once', () => {
    const page = readFileSync(join(root, 'docs', 'reference', 'bugs.md'), 'utf8');
    const played = embeddedDefects
      .filter(({ origin }) => origin.kind !== 'single fault')
      .map(({ name }) => name.replace(/^[a-z]+-/, ''));
    const accounted = new Set([...played, ...leftOutBugs.map(({ bug }) => bug)]);
    const missing = bugsIn(page).filter((bug) => !accounted.has(bug));
    assert.deepEqual(missing, []);
    assert.deepEqual(
      leftOutBugs.map(({ bug }) => bug).filter((bug) => played.includes(bug) || !page.includes(bug)),
      [],
    );
  });
});

/** What the tables of part C call their bugs: the first column, without what it says of related ones. */
function bugsIn(page: string): readonly string[] {
  const tables = page.slice(0, page.indexOf('## C.5'));
  const cells = tables.split('\n').flatMap((line) => /^\| (\*\*\d|\(|`?\d)([^|]*)\|/.exec(line)?.[0] ?? []);
  return cells.flatMap((cell) => {
    const own = cell.replace(/,? related \d+/gi, '').replace(/CVE-[\d-]+/g, '');
    const numbers = own.match(/\b\d{7}\b|\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,10}\b/g) ?? [];
    return numbers.length > 0 ? numbers : (own.match(/`[^`]+`/g) ?? []).map((name) => name.replaceAll('`', ''));
  });
}
