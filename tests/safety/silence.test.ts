import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange, Outcome } from '../../support/api/exchange';
import { CloudClients } from '../../support/api/cloud-clients';
import { cleanUp, PutBackFailed } from '../../support/safety/cleanup';
import { Silence } from '../../support/safety/silence';
import { TimeLimit } from '../../support/safety/time-limit';
import { startLoopback } from '../api/loopback';
import { openStage } from './stage';

const answered: Outcome = { kind: 'answer', status: 500, headers: {}, body: '' };
const unanswered: Outcome = { kind: 'no answer', reason: 'none within 90 s from cloud:8774' };

function exchange(outcome: Outcome, seconds: number): Exchange {
  const about = { cloud: 'c', person: 'owner', service: 'compute', method: 'GET', path: '/', route: '/' } as const;
  return { ...about, requestHeaders: {}, outcome, startedAt: 0, seconds };
}

describe('a cloud that has stopped to answer', () => {
  it('is lost when two scenarios in a row end so, however they began', () => {
    const silence = new Silence();
    silence.note([exchange(answered, 1), exchange(unanswered, 90)]);
    assert.equal(silence.reason(), undefined);
    silence.note([exchange(unanswered, 90)]);
    const lost = 'the cloud is lost: 2 scenarios in a row ended without an answer (none within 90 s from cloud:8774)';
    assert.equal(silence.reason(), lost);
  });

  it('is not lost when it answers in between, nor when a connection is refused at once', () => {
    const silence = new Silence();
    silence.note([exchange(unanswered, 90)]);
    silence.note([exchange(unanswered, 90), exchange(answered, 1)]);
    silence.note([exchange(unanswered, 90)]);
    silence.note([]);
    assert.equal(silence.reason(), undefined);
    for (let scenario = 0; scenario < 5; scenario += 1) silence.note([exchange(unanswered, 0.1)]);
    assert.equal(silence.reason(), undefined);
  });

  it('is asked nothing more by a clean-up, which mends what needs no answer and tells all the rest', async (t) => {
    const stage = await openStage();
    const cloud = await startLoopback(t, () => 'silence');
    const session = cloud.session({ deadlineSeconds: 0.1 });
    await session.token();
    const clients = new CloudClients(session);
    const ledger = stage.ledgerOf('abc123');
    for (const name of ['one', 'two']) ledger.open('LD-1', { kind: 'port', name });
    ledger.open('LD-1', { kind: 'image', name: 'three' });
    ledger.open('LD-1', { kind: 'path', neighbour: 'Placement' });
    let now = 0;
    t.mock.method(performance, 'now', () => (now += 100_000));
    const work = { ...stage.work(ledger), operator: clients, auditor: clients };
    const error = await cleanUp(work).catch((reason: unknown) => reason);
    t.mock.restoreAll();
    await stage.end();
    assert.ok(error instanceof PutBackFailed);
    assert.deepEqual(
      error.failures.map(({ what, why }) => `${what}: ${why.replace(/^embedded.*: none/, 'none')}`),
      [
        `the port one: none within 0.1 s from ${cloud.host}`,
        ...['the port two', 'the image three'].map(
          (what) => `${what}: not tried, for there was no answer before: none within 0.1 s from ${cloud.host}`,
        ),
      ],
    );
    assert.equal(cloud.requests.length, 1);
    assert.equal(error.failures.flatMap(({ commands }) => commands).length, 3);
    assert.ok(ledger.entries().every(({ entry }) => entry.kind !== 'path'));
  });
});

describe('the longest time of a run', () => {
  it('is over when it has passed, and may have no end', () => {
    const limit = new TimeLimit();
    limit.set(1);
    assert.equal(limit.overtime(), undefined);
    limit.set(0);
    assert.equal(limit.overtime(), 'the run has lasted longer than the 0 min that its plan allows at most');
    limit.set(undefined);
    assert.equal(limit.overtime(), undefined);
  });
});
