import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headlineOf, lasting } from '../../support/reporting/headline';
import { kindOf, kindOfScenario } from '../../support/reporting/kind';
import type { Failure } from '../../support/reporting/verdict';
import { scenario } from './example-verdicts';

const failure = (more: Partial<Failure>): Failure => ({
  where: 'Then the server should be gone',
  stage: 'Then',
  outcome: 'failed',
  message: 'expected the server (7f3a1c22…) answers 404\nseen     ACTIVE',
  errorType: 'ExpectationFailed',
  ...more,
});

const promise = 'the cloud broke a promise';
const preparation = 'the cloud could not be reached or prepared';
const suite = 'the suite is wrong';

describe('whose matter a failure is', () => {
  const rows: readonly (readonly [string, Partial<Failure>, string])[] = [
    ['a Then whose expectation failed', {}, promise],
    ['a request in a When that was refused', { stage: 'When', errorType: 'UnexpectedAnswer' }, promise],
    ['a reply of another shape', { stage: 'When', errorType: 'MalformedAnswer' }, promise],
    ['a leak that the books found', { stage: 'After hook', message: 'I2 is broken: every consumer' }, promise],
    ['a Given whose expectation failed', { stage: 'Given' }, preparation],
    [
      'a Given with a known fault',
      { stage: 'Given', message: 'seen x\nlikely   Nova takes disabled for down' },
      promise,
    ],
    ['a Given that was refused', { stage: 'Given', errorType: 'UnexpectedAnswer' }, preparation],
    ['a Then that got no answer', { errorType: 'NoAnswer' }, preparation],
    [
      'a cloud that is not ready, for a known reason',
      { errorType: 'CloudNotReady', message: 'likely   x' },
      preparation,
    ],
    ['clean-up that could not put back', { stage: 'After hook', errorType: 'PutBackFailed' }, preparation],
    ['somebody else on the host', { stage: 'After hook', errorType: 'Inconclusive' }, preparation],
    [
      'a step that took too long',
      { errorType: 'Error', message: 'function timed out, ensure the promise resolves within 300000 milliseconds' },
      preparation,
    ],
    ['a Then that verified nothing', { errorType: 'SuiteMistake' }, suite],
    ['an error that no cloud causes', { errorType: 'TypeError' }, suite],
    ['an error of no class of its own', { errorType: 'Error', message: 'no step has made a port' }, suite],
    ['a write of somebody who only observes', { errorType: 'WriteRefused' }, suite],
    ['a missing step', { outcome: 'undefined' }, suite],
    ['clean-up that a signal broke off', { errorType: 'Interrupted' }, 'the cloud could not be reached or prepared'],
  ];
  for (const [what, more, kind] of rows) {
    it(`${kind}: ${what}`, () => {
      assert.equal(kindOf(failure(more)), kind);
    });
  }

  it('is that of the first failure that decides', () => {
    const failures = [failure({}), failure({ stage: 'After hook', errorType: 'PutBackFailed' })];
    assert.equal(kindOfScenario(scenario('failed', { failures })), promise);
    assert.equal(kindOfScenario(scenario('not run', { reason: 'the run broke off' })), 'the scenario was not run');
    assert.equal(kindOfScenario(scenario('passed')), undefined);
  });
});

describe('the headline of a failure', () => {
  it('is the likely cause', () => {
    const message =
      'expected compute-1  VCPU 0\nseen     compute-1  VCPU 1\nlikely   the delete did not free it (bug 1679750)';
    assert.equal(headlineOf(failure({ message })), 'likely: the delete did not free it (bug 1679750)');
  });

  it('is else the step, with what was seen if that is the same everywhere', () => {
    const refused = 'expected a request that is refused: in conflict (409)\nseen     it was accepted\nlast     x';
    assert.equal(headlineOf(failure({ message: refused })), 'the server should be gone: it was accepted');
    assert.equal(headlineOf(failure({})), 'the server should be gone: ACTIVE');
    const onHost = 'expected the server (7f3a1c22…) answers 404\nseen     ACTIVE, task none, on compute-2';
    assert.equal(
      headlineOf(failure({ where: 'And the server should be gone', message: onHost })),
      'the server should be gone',
    );
    const other = 'expected the server answers 404\nseen     server error (500): Unexpected API Error.';
    assert.equal(
      headlineOf(failure({ message: other })),
      'the server should be gone: server error (500): Unexpected API Error.',
    );
  });

  it('is the request that failed, whichever step needed it', () => {
    const message =
      "embedded: owner's GET compute /servers/0b2b6c51-af2b-416b-bbdf-053d8c4161ac (req-656b2734-35ee-480b-a044-4d8cdc8face5) should answer 200, but answered 500: Oops";
    const told = "embedded: owner's GET compute /servers/… should answer 200, but answered 500: Oops";
    assert.equal(headlineOf(failure({ errorType: 'UnexpectedAnswer', message })), told);
    assert.equal(headlineOf(failure({ where: 'Given a host', errorType: 'UnexpectedAnswer', message })), told);
  });

  it('is why there was no answer, whatever was asked for', () => {
    const told = 'no answer: nothing listens at 127.0.0.1:8774';
    for (const message of [
      "embedded: owner's GET compute /servers/0b2b6c51-af2b-416b-bbdf-053d8c4161ac got no answer: nothing listens at 127.0.0.1:8774",
      'expected an answer\nseen     no answer: nothing listens at 127.0.0.1:8774\nlast     x',
    ]) {
      assert.equal(headlineOf(failure({ errorType: 'NoAnswer', message })), told);
    }
  });

  it('is the error of the suite, whichever step has it', () => {
    const message = 'servers is undefined';
    assert.equal(headlineOf(failure({ errorType: 'TypeError', message })), 'TypeError: servers is undefined');
  });

  it('is the step that is missing', () => {
    const missing = failure({ outcome: 'undefined', message: 'no step definition matches this step\nnearest: a step' });
    assert.equal(headlineOf(missing), 'the server should be gone: no step definition matches this step');
  });

  it('has nothing that is another one in each run', () => {
    assert.equal(
      lasting(
        'waited 12.5 s of 12 s for the server (7f3a1c22…) and ld-0af3c1-LD-1-blue at 2026-01-01T00:00:00Z, CUSTOM_LD_4CDBE9_X, 204 in 0.14 s (req-5d1e02aa…)',
      ),
      'waited … s of … s for the server and ld-…-LD-1-blue at …, CUSTOM_LD_…_X, 204',
    );
    assert.equal(lasting('project 0123456789abcdef0123456789abcdef is not facade'), 'project … is not facade');
  });
});
