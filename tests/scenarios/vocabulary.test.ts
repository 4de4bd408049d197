import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readFeature } from '../../support/scenarios/feature-text';
import { UnreadablePath, draftVocabulary, projectTags, readFeatureFiles } from '../../support/scenarios/files';
import { lint } from '../../support/scenarios/lint';
import { readTagList } from '../../support/scenarios/tag-list';
import { readVocabulary } from '../../support/scenarios/vocabulary';

const root = resolve(__dirname, '..', '..');
const sources = readFeatureFiles(root, ['features', 'docs/drafts']);
const vocabulary = draftVocabulary(root);
const runs = sources.flatMap((source) => {
  const reading = readFeature(source);
  return reading.kind === 'feature' ? reading.feature.scenarios.flatMap((scenario) => scenario.runs) : [];
});

test('the features and drafts of the project have nothing to mend', () => {
  assert.deepEqual(lint(sources, { tags: projectTags(root), vocabulary }), []);
});

test('every behaviour of the suite has a scenario, as a feature or a draft', () => {
  const told = new Set(runs.map(({ id }) => Number(/^LD-(\d+)/.exec(id ?? '')?.[1])));
  const missing = Array.from({ length: 134 }, (_, index) => index + 1).filter((number) => !told.has(number));
  assert.deepEqual(missing, []);
});

test('a step means the same in features and in drafts: each text is one step of the vocabulary', () => {
  const stray = runs.filter(({ text }) => vocabulary.matches(text).length !== 1).map(({ text }) => text);
  assert.deepEqual(stray, []);
});

test('every step of the vocabulary is used', () => {
  const used = new Set(runs.flatMap(({ text }) => vocabulary.matches(text).map(({ expression }) => expression)));
  const idle = vocabulary.steps.filter(({ expression }) => !used.has(expression)).map(({ expression }) => expression);
  assert.deepEqual(idle, []);
});

test('words are taken literally', () => {
  const one = readVocabulary('{"parameterTypes": {"version": ["2.53"]}, "steps": {"When": ["at {version}"]}}');
  assert.deepEqual(one.matches('at 2.53'), [{ part: 'When', expression: 'at {version}' }]);
  assert.deepEqual(one.matches('at 2x53'), []);
});

test('a vocabulary of another shape is refused with what is wrong', () => {
  assert.throws(() => readVocabulary('[]'), /has no object "parameterTypes"/);
  assert.throws(
    () => readVocabulary('{"parameterTypes": {}, "steps": {"Given": "a"}}'),
    /"Given" .* is no list of strings/,
  );
  assert.throws(() => readVocabulary('{"parameterTypes": {}, "steps": {"If": []}}'), /steps of "If"/);
});

test('the tag list is read from the rows of tables alone', () => {
  const { tags } = readTagList(
    'Tags like `@no-row`.\n\n| tag | meaning |\n|---|---|\n| `@LD-n` | id |\n| `@volumes` | x |\n',
  );
  assert.deepEqual(tags, ['@volumes']);
  assert.throws(() => readTagList('nothing'), /has no table of tags/);
});

test('a path that is not there is named', () => {
  assert.throws(
    () => readFeatureFiles(root, ['features/nowhere']),
    (error) => error instanceof UnreadablePath && error.message.includes('cannot read features/nowhere'),
  );
});
