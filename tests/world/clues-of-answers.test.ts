import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UnexpectedAnswer } from '../../support/api/api-errors';
import type { Exchange } from '../../support/api/exchange';
import {
  cluesOfText,
  cluesOfWriting,
  consumerNotWritten,
  consumerTakenFrom,
  deletedBy,
  detachedBy,
} from '../../support/world/story/clues-of-answers';

function exchange(given: Partial<Exchange>, status = 204): Exchange {
  return {
    cloud: 'staging',
    person: 'operator',
    service: 'placement',
    method: 'PUT',
    path: '/allocations/c1',
    route: '/allocations/{consumer}',
    requestHeaders: {},
    outcome: { kind: 'answer', status, headers: {}, body: '' },
    startedAt: 0,
    seconds: 0.1,
    ...given,
  };
}

const server = { service: 'compute', path: '/servers/s1', route: '/servers/{server}' } as const;
const action = { ...server, method: 'POST', path: '/servers/s1/action', route: '/servers/{server}/action' } as const;
const written = (generation: unknown, path = '/allocations/c1'): Exchange =>
  exchange({ path, requestBody: { allocations: {}, consumer_generation: generation } });

describe('what a request shows that was answered', () => {
  it('is which server it wanted deleted, in either form', () => {
    assert.equal(deletedBy(exchange({ ...server, method: 'DELETE' })), 's1');
    assert.equal(deletedBy(exchange({ ...action, requestBody: { forceDelete: null } })), 's1');
    assert.equal(deletedBy(exchange({ ...action, requestBody: { unlock: null } })), undefined);
    assert.equal(deletedBy(exchange({ ...action, requestBody: null })), undefined);
    assert.equal(deletedBy(exchange({ ...action, method: 'GET', requestBody: { forceDelete: null } })), undefined);
    assert.equal(deletedBy(exchange({ ...server, method: 'GET' })), undefined);
    const attachment = { path: '/servers/s1/os-volume_attachments/v1', route: '/servers/{server}/…/{volume}' };
    assert.equal(deletedBy(exchange({ ...server, ...attachment, method: 'DELETE' })), undefined);
  });

  it('is from which server it wanted a volume detached', () => {
    const attachment = { ...server, path: '/servers/s1/os-volume_attachments/v1' };
    assert.equal(detachedBy(exchange({ ...attachment, method: 'DELETE' })), 's1');
    assert.equal(detachedBy(exchange({ ...attachment, method: 'GET' })), undefined);
    assert.equal(detachedBy(exchange({ ...server, method: 'DELETE' })), undefined);
  });

  it('is from which consumer all was taken, where that was done', () => {
    assert.equal(consumerTakenFrom(exchange({ method: 'DELETE' })), 'c1');
    assert.equal(consumerTakenFrom(exchange({ method: 'DELETE' }, 404)), undefined);
    assert.equal(consumerTakenFrom(exchange({ method: 'PUT' })), undefined);
    assert.equal(consumerTakenFrom(exchange({ method: 'DELETE', service: 'compute' })), undefined);
    assert.equal(consumerTakenFrom(undefined), undefined);
    const silent = exchange({ method: 'DELETE', outcome: { kind: 'no answer', reason: 'reset' } });
    assert.equal(consumerTakenFrom(silent), undefined);
  });
});

describe('an allocation that was written', () => {
  it('came with a generation that had been used when an accepted one before it did', () => {
    const last = written(1);
    assert.deepEqual(cluesOfWriting(last, [written(null), written(1), last]), [
      'an allocation was written',
      'with a generation that had been used already',
    ]);
  });

  it('did not when the one before it was another one, was refused, or was of another consumer', () => {
    const last = written(1);
    const refused = exchange({ requestBody: { consumer_generation: 1 } }, 409);
    for (const before of [written(null), refused, written(1, '/allocations/c2'), exchange({ method: 'DELETE' })])
      assert.deepEqual(cluesOfWriting(last, [before, last]), ['an allocation was written']);
  });

  it('is nothing that a refused request shows, or another one', () => {
    assert.deepEqual(cluesOfWriting(exchange({}, 409), []), []);
    assert.deepEqual(cluesOfWriting(exchange({ method: 'DELETE' }), []), []);
    assert.deepEqual(cluesOfWriting(exchange({ ...server }), []), []);
  });
});

describe('a consumer that could not be written anew', () => {
  const conflict = { errors: [{ detail: 'consumer generation conflict - expected 1 but got None' }] };
  const refused = (request: Partial<Exchange>, status = 409, body: unknown = conflict): UnexpectedAnswer =>
    new UnexpectedAnswer(
      exchange({ ...request, outcome: { kind: 'answer', status, headers: {}, body } }),
      status,
      [204],
    );
  const anew = { requestBody: { consumer_generation: null } };

  it('is the one of a conflict of generations when none was given', () => {
    assert.equal(consumerNotWritten(refused(anew)), 'c1');
    assert.equal(consumerNotWritten(refused({ requestBody: { consumer_generation: 1 } })), undefined);
    assert.equal(consumerNotWritten(refused({ requestBody: 'none' })), undefined);
    assert.equal(consumerNotWritten(refused(anew, 400)), undefined);
    assert.equal(consumerNotWritten(refused(anew, 409, { errors: [{ detail: 'no room' }] })), undefined);
  });
});

describe('the text of an error of Nova', () => {
  it('names what happened, or nothing that is known', () => {
    const named = (faultMessage: string | undefined) => cluesOfText({ faultMessage });
    assert.deepEqual(named("<class 'openstack.exceptions.NotSupported'>"), [
      'Nova names an error in making its client',
    ]);
    assert.deepEqual(named('Failed to delete allocations for consumer c1: generation'), [
      'Nova names a conflict of generations',
    ]);
    assert.deepEqual(named("<class 'cinderclient.exceptions.ClientException'>"), ['Nova names an error of Cinder']);
    assert.deepEqual(named('the image is gone'), ['Nova names an error of Glance']);
    assert.deepEqual(named('Oops'), []);
    assert.deepEqual(named(undefined), []);
  });
});
