import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintDraft, lintText } from './feature-builder';

function outline(tags: string, examples: string, title = 'The owner deletes <what> there'): string {
  return [
    'Feature: A delete',
    'A story.',
    '',
    'Rule: A rule',
    '',
    tags,
    `Scenario Outline: ${title}`,
    'Given <what> is running on a host',
    'When the owner deletes <what>',
    'Then <what> should be gone',
    '',
    examples,
    '',
  ].join('\n');
}

const row = 'Examples:\n| what |\n| a server |';

test('an outline with an id for its row is good, its placeholders filled in and counted as one word', () => {
  assert.deepEqual(lintText(outline('@exclusive-host', `@LD-1.one\n${row}`)), []);
  assert.deepEqual(lintDraft(outline('@exclusive-host', `@LD-1.one\n${row}`)), []);
});

test('a row without id is found', () => {
  const [found] = lintText(outline('@exclusive-host', row));
  assert.deepEqual([found?.rule, found?.line, found?.message], ['id', 12, 'the row of examples has no id']);
});

test('an id at the outline instead of the row is found', () => {
  const rules = lintText(outline('@LD-1', row)).map(({ rule }) => rule);
  assert.deepEqual(rules, ['examples', 'id']);
});

test('two rows under one id are found', () => {
  const [found] = lintText(outline('@exclusive-host', `@LD-1.one\n${row}\n| the server |`));
  assert.deepEqual([found?.rule, found?.message], ['examples', 'the Examples block has 2 rows for one id']);
});

test('what a row puts into a step is checked too', () => {
  const [found] = lintText(outline('@exclusive-host', `@LD-1.one\nExamples:\n| what |\n| server 7f3a9c21 |`));
  assert.equal(found?.rule, 'no-ids');
});

test('a draft may only use the vocabulary, and the nearest steps are offered', () => {
  const [found] = lintDraft(outline('@exclusive-host', `@LD-1.one\nExamples:\n| what |\n| a machine |`));
  assert.equal(found?.rule, 'vocabulary');
  assert.equal(found.message, '"a machine is running on a host" is no step of the vocabulary');
  assert.match(found.mend, /"a server is running on a host"/);
});

test('a step of the vocabulary has its own part', () => {
  const text = outline('@exclusive-host', `@LD-1.one\n${row}`).replace(
    'When the owner deletes <what>',
    'When the operator has forced the host down',
  );
  const [found] = lintDraft(text);
  assert.match(found?.message ?? '', /is used as a When/);
  assert.equal(found?.mend, 'Use it as a Given, or another step here');
});
