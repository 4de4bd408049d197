import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestSteps } from '../../support/scenarios/nearest-steps';

const steps = [
  '{server} is/are running on {host}',
  '{person} deletes {server}',
  '{server} should be gone',
  '{server} should be gone at once',
  'the operator has forced {host} down',
  "{host}'s usage should (still )count {server}",
];

test('a step that was misspelt is offered first', () => {
  assert.equal(nearestSteps('the operator has forced host A dwn', steps)[0], 'the operator has forced {host} down');
  assert.equal(nearestSteps('the owner delets the server', ['{person} deletes {server} now'])[0], undefined);
});

test('the nearer of two steps comes first', () => {
  assert.deepEqual(nearestSteps('the server should be gone now', steps).slice(0, 2), [
    '{server} should be gone',
    '{server} should be gone at once',
  ]);
});

test('alternatives and optional text are no part of the words', () => {
  assert.equal(nearestSteps('a server is running at a host', steps)[0], '{server} is/are running on {host}');
  assert.equal(
    nearestSteps("the host's usage should count a server", steps)[0],
    "{host}'s usage should (still )count {server}",
  );
});

test('nothing is offered that has nothing in common', () => {
  assert.deepEqual(nearestSteps('it rains', steps), []);
});

test('no more are offered than wanted', () => {
  assert.equal(nearestSteps('the server should be gone', steps, 1).length, 1);
});
