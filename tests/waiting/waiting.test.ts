import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange } from '../../support/api/exchange';
import { ExpectationFailed } from '../../support/books/expectation';
import { eventually, NoUseWaiting, type WaitingCloud } from '../../support/waiting';

/** A cloud whose time goes on by half a second whenever somebody lets it. */
function slowCloud(step = 500): WaitingCloud {
  const time = { now: 0 };
  return {
    name: 'slow',
    now: () => time.now,
    letTimePass: () => {
      time.now += step;
      return Promise.resolve();
    },
  };
}

const notYet = (message: string) => Promise.reject(new ExpectationFailed(message));

describe('eventually', () => {
  it('resolves with what the assertion resolved with', async () => {
    let polls = 0;
    const cloud = slowCloud();
    const seen = await eventually(
      cloud,
      'the third poll',
      () => (++polls < 3 ? notYet('soon') : Promise.resolve(polls)),
      {
        within: 5,
      },
    );
    assert.equal(seen, 3);
    assert.equal(cloud.now(), 1000);
  });

  it('does not let time pass when the first look is enough', async () => {
    const cloud = slowCloud();
    await eventually(cloud, 'nothing', () => Promise.resolve(), { within: 0 });
    assert.equal(cloud.now(), 0);
  });

  it('looks once more when the deadline has come, and then tells what it last saw', async () => {
    const seenAt: number[] = [];
    const cloud = slowCloud();
    const look = () => {
      seenAt.push(cloud.now());
      return notYet(`status BUILD at ${cloud.now()}`);
    };
    await assert.rejects(eventually(cloud, 'the server to be ACTIVE', look, { within: 1 }), {
      name: 'ExpectationFailed',
      message: 'waited 1 s of 1 s for the server to be ACTIVE: the deadline has passed\nstatus BUILD at 1000',
    });
    assert.deepEqual(seenAt, [0, 500, 1000]);
  });

  it('tells the requests it sent, and only those', async () => {
    const exchanges: Exchange[] = [];
    const look = () => {
      exchanges.push(exchange(`/servers/${exchanges.length}`));
      return notYet('still there');
    };
    exchanges.push(exchange('/before'));
    await assert.rejects(
      eventually(slowCloud(), 'it to go', look, { within: 2, requests: () => exchanges }),
      (error: Error) => {
        assert.match(error.message, /2 before these, while waiting/);
        assert.match(error.message, /auditor: GET \/servers\/5 200 in 0\.01 s$/);
        assert.doesNotMatch(error.message, /\/before/);
        return true;
      },
    );
  });

  it('ends at once on an error that is no "not yet"', async () => {
    const cloud = slowCloud();
    await assert.rejects(
      eventually(cloud, 'anything', () => Promise.reject(new TypeError('wrong')), { within: 5 }),
      TypeError,
    );
    await assert.rejects(
      eventually(cloud, 'ACTIVE', () => Promise.reject(new NoUseWaiting('it is in ERROR')), { within: 5 }),
      { name: 'NoUseWaiting', message: 'it is in ERROR' },
    );
    assert.equal(cloud.now(), 0);
  });

  it('gives up when real time is up, or when the time of the cloud stands still', async () => {
    await assert.rejects(
      eventually(slowCloud(0), 'a beat', () => notYet('none'), { within: 5, watchdog: 0 }),
      {
        message: 'waited 0 s of 5 s for a beat: 0 real seconds have passed\nnone',
      },
    );
    await assert.rejects(
      eventually(slowCloud(0), 'a beat', () => notYet('none'), { within: 5 }),
      {
        message: 'waited 0 s of 5 s for a beat: the time of slow stands still\nnone',
      },
    );
  });
});

function exchange(path: string): Exchange {
  return {
    cloud: 'slow',
    person: 'auditor',
    service: 'compute',
    method: 'GET',
    path,
    route: path,
    requestHeaders: {},
    outcome: { kind: 'answer', status: 200, headers: {}, body: {} },
    startedAt: 0,
    seconds: 0.01,
  };
}
