import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepPart } from '../../support/scenarios/feature-text';
import { nearestSteps, type KnownSteps } from '../../support/scenarios/nearest-steps';

const known: KnownSteps = {
  steps: [
    { part: 'Given', expression: '{server} is/are running on {host}' },
    { part: 'Given', expression: '{server} is running' },
    { part: 'Given', expression: '{person} has deleted {server}' },
    { part: 'Given', expression: '{service} answers Nova with error {int}' },
    { part: 'When', expression: '{person} deletes {server}' },
    { part: 'Then', expression: '{server} should be gone' },
    { part: 'Then', expression: '{server} should be gone at once' },
    { part: 'Given', expression: 'the operator has forced {host} down' },
    { part: 'Then', expression: "{host}'s usage should (still )count {server}" },
    { part: 'Then', expression: 'the request should be refused: {refusal}' },
  ],
  parameterTypes: [
    { name: 'server', words: ['a server', 'the server', 'server blue', 'servers blue, green and red'] },
    { name: 'host', words: ['a host', 'the host', 'host A'] },
    { name: 'person', words: ['the owner', 'the operator'] },
    { name: 'service', words: ['Placement'] },
    { name: 'refusal', words: ['not found', 'in conflict'] },
    { name: 'int', words: [] },
  ],
};

const near = (part: StepPart, text: string): readonly string[] => nearestSteps({ part, text }, known);

test('a step that was misspelt is offered as it should be', () => {
  for (const [part, misspelt, meant] of [
    ['Given', 'a server is runing on a host', 'a server is running on a host'],
    ['Given', 'the operator has forced host A dwn', 'the operator has forced host A down'],
    ['When', 'the ownr delets the server', 'the owner deletes the server'],
    ['Then', 'servers blue, green and red should be gon', 'servers blue, green and red should be gone'],
    ['Then', 'the hosts usage should count the server', "the host's usage should count the server"],
    ['Then', "the host's usage should stil count the server", "the host's usage should still count the server"],
    ['Given', 'Placement answers with error 503', 'Placement answers Nova with error 503'],
  ] as const) {
    assert.equal(near(part, misspelt)[0], meant);
  }
});

test('a step of the same part comes before one that is spelt alike', () => {
  assert.deepEqual(near('Given', 'the owner deletes the server').slice(0, 1), ['the owner has deleted the server']);
  assert.deepEqual(near('When', 'the owner has deleted the server').slice(0, 2), [
    'the owner deletes the server',
    'the owner has deleted the server',
  ]);
});

test('of two steps of a part the nearer comes first', () => {
  assert.deepEqual(near('Then', 'the server should be gone now').slice(0, 2), [
    'the server should be gone',
    'the server should be gone at once',
  ]);
  assert.equal(near('Then', 'the server should be gone at onec')[0], 'the server should be gone at once');
});

test('what a parameter stands for is offered by its name where the text says nothing of it', () => {
  assert.equal(near('Then', 'the request should be refused')[0], 'the request should be refused: {refusal}');
});

test('nothing is offered that has nothing in common, nor for no words at all', () => {
  assert.deepEqual(near('Given', 'it rains'), []);
  assert.deepEqual(near('Then', 'I wait for a minute'), []);
  assert.deepEqual(near('Given', ''), []);
});

test('no more are offered than wanted', () => {
  assert.equal(nearestSteps({ text: 'the server should be gone' }, known, 1).length, 1);
});

test('a text of a thousand words takes no time to speak of', () => {
  const startedAt = process.cpuUsage();
  near('Given', 'the server is '.repeat(333));
  assert.ok(process.cpuUsage(startedAt).user < 5_000_000);
});
