import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MalformedAnswer, NoAnswer, UnexpectedAnswer } from '../../support/api/api-errors';
import type { Exchange, Outcome } from '../../support/api/exchange';
import type { Cause } from '../../support/books/causes';
import { tellUnexpected } from '../../support/world/story/unexpected';

const uuid = '0b2b6c51-af2b-416b-bbdf-053d8c4161ac';

function exchange(outcome: Outcome): Exchange {
  return {
    cloud: 'staging',
    person: 'owner',
    service: 'compute',
    method: 'DELETE',
    path: `/servers/${uuid}`,
    route: '/servers/{server}',
    requestHeaders: {},
    outcome,
    requestId: `req-${uuid}`,
    startedAt: 0,
    seconds: 0.14,
  };
}

function refusal(status: number, message?: string): UnexpectedAnswer {
  const body = message === undefined ? '' : { conflictingRequest: { code: status, message } };
  return new UnexpectedAnswer(exchange({ kind: 'answer', status, headers: {}, body }), status, [204]);
}

async function tell(error: unknown, cause?: Cause): Promise<Error> {
  const told = await tellUnexpected(error, { causeOfRefusal: () => Promise.resolve(cause) });
  assert.ok(told instanceof Error);
  return told;
}

const expected = "expected the owner's DELETE compute /servers/0b2b6c51… to be answered";

describe('what a request got that no step speaks of', () => {
  it('is told as expected, seen, because and last, without a long id', async () => {
    const { name, message } = await tell(refusal(409, `Failed to delete allocations for consumer ${uuid}.`));
    assert.equal(name, 'ExpectationFailed');
    assert.equal(
      message,
      `${expected} 204
seen     in conflict (409)
because  Failed to delete allocations for consumer 0b2b6c51….
last     owner: DELETE /servers/0b2b6c51… 409 in 0.14 s (req-0b2b6c51…)`,
    );
  });

  it('says so when the service does not say why', async () => {
    assert.match((await tell(refusal(418))).message, /\nseen {5}418\nbecause {2}the answer has no message\n/);
  });

  it('has its likely cause, which decides whose matter it is', async () => {
    const cloud = await tell(refusal(500, 'Oops'), { words: 'Nova is wrong', blames: 'the cloud' });
    assert.match(cloud.message, /\nlikely {3}Nova is wrong$/);
    assert.equal(cloud.name, 'ExpectationFailed');
    const preparation = await tell(refusal(500, 'Oops'), { words: 'it has just started', blames: 'its preparation' });
    assert.equal(preparation.name, 'CloudNotReady');
  });

  it('is no matter of the cloud when a gateway answers in its place', async () => {
    for (const status of [502, 503, 504]) assert.equal((await tell(refusal(status))).name, 'CloudNotReady');
  });

  it('may be no answer at all', async () => {
    const silence = 'nothing listens at 127.0.0.1:8774';
    const { name, message } = await tell(new NoAnswer(exchange({ kind: 'no answer', reason: silence }), silence));
    assert.equal(name, 'CloudNotReady');
    assert.ok(message.startsWith(`${expected}\nseen     no answer: ${silence}\nlast     owner: DELETE`), message);
  });

  it('may be an answer of another shape', async () => {
    const answer: Outcome = { kind: 'answer', status: 200, headers: {}, body: {} };
    const { name, message } = await tell(
      new MalformedAnswer(exchange(answer), 200, 'server.id should be a string, but is missing'),
    );
    assert.equal(name, 'ExpectationFailed');
    assert.match(message, /\nseen {5}server\.id should be a string, but is missing\n/);
  });

  it('is left as it is when it is no error of a request', async () => {
    const mistake = new TypeError('x is undefined');
    assert.equal(await tell(mistake), mistake);
  });
});
