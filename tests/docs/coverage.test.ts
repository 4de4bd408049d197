import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { readFeatureFiles } from '../../support/scenarios/files';
import { listScenarios } from '../../support/scenarios/listing';

const root = resolve(__dirname, '..', '..');
const reference = join(root, 'docs', 'reference');

/** The lines of a section of one of the reference's pages. */
function section(page: string, heading: RegExp): readonly string[] {
  const lines = readFileSync(join(reference, page), 'utf8').split('\n');
  const begin = lines.findIndex((line) => heading.test(line));
  assert.notEqual(begin, -1, `${page} has no heading ${String(heading)}`);
  const end = lines.findIndex((line, index) => index > begin && line.startsWith('## '));
  return lines.slice(begin, end === -1 ? undefined : end);
}

/** The cells of the first table of a section, without its head. */
function rowsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const begin = lines.findIndex((line) => line.startsWith('| ---'));
  const rest = lines.slice(begin + 1);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end === -1 ? undefined : end).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

const firstCells = (page: string, heading: RegExp) => rowsOf(section(page, heading)).map(([first = '']) => first);

const tables = [
  { name: 'A.4', rows: firstCells('delete-path.md', /^## A\.4 /) },
  { name: 'A.5', rows: firstCells('delete-path.md', /^## A\.5 /) },
  { name: 'B.4', rows: firstCells('hosts.md', /^## B\.4 /) },
] as const;

const told = new Set(
  listScenarios(readFeatureFiles(root, ['features', 'docs/drafts'])).map(({ id }) => /^LD-\d+/.exec(id)?.[0] ?? id),
);

describe('where the rows of the reference are told', () => {
  for (const { name, rows } of tables) {
    const covered = rowsOf(section('coverage.md', new RegExp(`^## ${name.replace('.', '\\.')} `)));

    it(`has each row of ${name} once, in its order`, () => {
      assert.equal(covered.length, rows.length);
      rows.forEach((row, index) => {
        const beginning = covered[index]?.[0] ?? 'nothing';
        const isIt = /^[DO]\d+$/.test(row) ? row === beginning : row.startsWith(beginning);
        assert.ok(isIt, `row ${index + 1} of ${name} is "${row}", and ${beginning} stands here`);
      });
    });

    it(`gives each row of ${name} a place or a reason, not both`, () => {
      for (const [row = '', numbers = '', reason = ''] of covered) {
        assert.equal((numbers === '') !== (reason === ''), true, row);
        for (const number of numbers === '' ? [] : numbers.split(', ')) {
          assert.ok(told.has(number), `${row} is to be told by ${number}, which no scenario and no draft has`);
        }
      }
    });
  }

  it('knows every number of the catalogue', () => {
    const numbers = Array.from({ length: 134 }, (_, index) => `LD-${index + 1}`);
    assert.deepEqual(
      numbers.filter((number) => !told.has(number)),
      [],
    );
  });
});
