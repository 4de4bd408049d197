import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { contentsFindings, readContents } from '../../support/scenarios/contents';
import type { FeatureSource } from '../../support/scenarios/feature-text';
import { contentsFile, readFeatureFiles } from '../../support/scenarios/files';

const root = resolve(__dirname, '..', '..');
const head = 'title: T\nopening: O\nwords: {}\nchapters:\n';
const chapter = (folder: string, ...behaviours: readonly string[]): string =>
  [
    `  - folder: ${folder}`,
    '    title: C',
    '    about: A',
    '    behaviours:',
    ...behaviours.map((name) => `      - ${name}`),
    '',
  ].join('\n');
const source = (path: string): FeatureSource => ({
  path,
  text: '',
  world: path.startsWith('docs/') ? 'drafts' : 'features',
});
const found = (chapters: string, ...paths: readonly string[]): readonly string[] =>
  contentsFindings({ path: 'contents.yaml', text: head + chapters }, paths.map(source)).map(
    ({ line, message, mend }) => `${line} ${message}. ${mend}`,
  );

describe('the contents', () => {
  it('of the project have each feature and draft once', () => {
    assert.deepEqual(contentsFindings(contentsFile(root), readFeatureFiles(root, ['features', 'docs/drafts'])), []);
  });

  it('may name a feature, a draft, or both', () => {
    const chapters = chapter('a', 'one', 'two') + chapter('b', 'one');
    const paths = [
      'features/a/one.feature',
      'docs/drafts/a/one.feature',
      'docs/drafts/a/two.feature',
      'features/b/one.feature',
    ];
    assert.deepEqual(found(chapters, ...paths), []);
  });

  it('lack a feature', () => {
    assert.deepEqual(found(chapter('a', 'one'), 'features/a/one.feature', 'features/a/two.feature'), [
      '1 features/a/two.feature is not in the contents. Put its name where it is best read',
    ]);
  });

  it('name one that is not there, and are told the nearest', () => {
    assert.deepEqual(found(chapter('b', 'oen') + chapter('a', 'oen', 'one'), 'features/a/one.feature'), [
      '9 there is no features/b/oen.feature and no docs/drafts/b/oen.feature. Did you mean features/a/one.feature? Otherwise take the line out',
      '14 there is no features/a/oen.feature and no docs/drafts/a/oen.feature. Did you mean features/a/one.feature? Otherwise take the line out',
    ]);
  });

  it('name one twice', () => {
    assert.deepEqual(found(chapter('a', 'one', 'one'), 'features/a/one.feature'), [
      '10 features/a/one.feature stands here more than once. Leave it where it is best read',
    ]);
  });

  it('are told with the place when they are no YAML, or hold something else', () => {
    const read = (text: string) => () => readContents({ path: 'contents.yaml', text });
    assert.throws(read('title: "T\n'), /^UnreadableContents: contents\.yaml:2 {2}Missing closing "quote/);
    assert.throws(
      read(`${head}  - folder: a\n`),
      /contents\.yaml: it\/chapters\/0 must have required property 'title'/,
    );
    assert.throws(read(''), /contents\.yaml: it must be object/);
  });
});
