import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const root = resolve(__dirname, '..', '..');
const pages = readdirSync(join(root, 'docs', 'reference')).map((name) => join('docs', 'reference', name));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The sections of the reference by their marks: `A`, `A.4`, `D.2.1`. */
const sections = new Set(
  pages.flatMap((page) => [...textOf(page).matchAll(/^#+ ([A-Z](?:\.\d+)*)\.? /gm)].map(([, mark = '']) => mark)),
);

const folders = [
  'support',
  'step-definitions',
  'tests',
  'features',
  'docs',
  'config',
  'reports/README.md',
  'README.md',
];
const texts = folders
  .flatMap((place) => [
    place,
    ...(place.includes('.')
      ? []
      : readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((file) => join(place, file))),
  ])
  .filter((file) => /\.(ts|cjs|feature|md|py)$/.test(file));

/** What a text cites of the reference, as `file:line mark`. */
function citations(file: string, pattern: RegExp): readonly { readonly place: string; readonly mark: string }[] {
  return textOf(file)
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(pattern)].map(([, mark = '']) => ({ place: `${file}:${index + 1}`, mark })),
    );
}

const lost = (found: readonly { readonly place: string; readonly mark: string }[]): readonly string[] =>
  found.filter(({ mark }) => !sections.has(mark)).map(({ place, mark }) => `${place} cites ${mark}`);

describe('every citation of the reference leads to a section', () => {
  it('in code, tests, features and pages', () => {
    const found = texts.flatMap((file) => citations(file, /\breference(?:,? section)? ([A-Z](?:\.\d+)*)\b/gi));
    assert.ok(found.length > 150, `only ${found.length} citations were found`);
    assert.deepEqual(lost(found), []);
  });

  it('in the reference itself', () => {
    const found = pages.flatMap((page) => citations(page, /(?<![\w.`/-])([A-HS]\.\d+(?:\.\d+)*)\b(?![`/])/g));
    assert.ok(found.length > 50, `only ${found.length} citations were found`);
    assert.deepEqual(lost(found), []);
  });
});

describe('every link between the pages leads to a file', () => {
  it('of the project', () => {
    const broken = texts
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        citations(file, /\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)
          .filter(({ mark }) => !existsSync(resolve(root, dirname(file), mark)))
          .map(({ place, mark }) => `${place} leads to ${mark}`),
      );
    assert.deepEqual(broken, []);
  });
});

describe('every file that a page names', () => {
  it('is there', () => {
    const gone = texts
      .filter((file) => file.endsWith('.md') && !file.startsWith(join('docs', 'reference')))
      .flatMap((file) =>
        citations(file, /`((?:support|step-definitions|features|tests|config|docs)\/[\w./-]*[\w/])`/g)
          .filter(({ mark }) => !existsSync(join(root, mark)) && !existsSync(join(root, `${mark}.ts`)))
          .map(({ place, mark }) => `${place} names ${mark}`),
      );
    assert.deepEqual(gone, []);
  });
});
