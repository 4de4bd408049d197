import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { AnswerTimedOut, Barrier, ConnectionRefused } from '../../support/stub/barrier';
import { Clock } from '../../support/stub/clock';
import { Latency } from '../../support/stub/latency';
import { leftOut, perform } from '../../support/stub/operation';
import { StubTime } from '../../support/stub/stub-time';
import { TaskFailed, TaskQueue } from '../../support/stub/task-queue';

const tenOClock = Date.UTC(2026, 10, 20, 10);

function stubTime(): StubTime {
  return new StubTime(new Clock(tenOClock), new TaskQueue());
}

test('the clock stands still until it is advanced to the next timer', () => {
  const clock = new Clock(tenOClock);
  const rung: string[] = [];
  clock.after(2, 'second', () => rung.push('second'));
  clock.after(1, 'first', () => rung.push('first'));
  clock.after(1, 'also first', () => rung.push('also first'));
  assert.equal(clock.now(), tenOClock);
  assert.equal(clock.advance(), true);
  assert.deepEqual(rung, ['first', 'also first']);
  assert.equal(clock.now(), tenOClock + 1000);
  assert.equal(clock.advance(), true);
  assert.equal(clock.advance(), false);
  assert.deepEqual(rung, ['first', 'also first', 'second']);
});

test('a cancelled timer does not ring', () => {
  const clock = new Clock(tenOClock);
  clock.after(1, 'cancelled', () => assert.fail('it rang')).cancel();
  assert.equal(clock.advance(), false);
});

test('the clock writes times as OpenStack does', () => {
  assert.equal(new Clock(tenOClock).timestamp(), '2026-11-20T10:00:00.000000');
});

test('the queue runs tasks one at a time, in order, with those that they cast', async () => {
  const queue = new TaskQueue();
  const seen: string[] = [];
  queue.cast('first', async () => {
    seen.push('first begins');
    queue.cast('third', () => Promise.resolve(void seen.push('third')));
    await Promise.resolve();
    seen.push('first ends');
  });
  queue.cast('second', () => Promise.resolve(void seen.push('second')));
  await queue.drain();
  assert.deepEqual(seen, ['first begins', 'first ends', 'second', 'third']);
  assert.equal(queue.isQuiet(), true);
});

test('the queue gives turns as it is told to', async () => {
  const queue = new TaskQueue((waiting) => waiting - 1);
  const seen: string[] = [];
  for (const name of ['first', 'second', 'third']) queue.cast(name, () => Promise.resolve(void seen.push(name)));
  await queue.drain();
  assert.deepEqual(seen, ['third', 'second', 'first']);
});

test('a task that pauses in two places at once fails, for its one turn would never end', async () => {
  const { clock, queue } = stubTime();
  const pause = (): Promise<void> => queue.pause((resume) => clock.after(1, 'over', resume));
  queue.cast('build', async () => {
    await Promise.all([pause(), pause()]);
  });
  await assert.rejects(async () => {
    await queue.drain();
    clock.advance();
    await queue.drain();
  }, /the task "build" pauses in two places at once/);
});

test('latency lets what is due happen before a request is answered, and time stands still without it', async () => {
  const time = stubTime();
  const seen: string[] = [];
  const slow = new Latency(time, 1, 2).before(() => {
    seen.push('answer');
    return Promise.resolve(new Response());
  });
  for (let request = 1; request <= 20; request += 1) {
    time.queue.cast('work', () => Promise.resolve(void seen.push('work')));
    await slow(new Request('http://127.0.0.1/servers'));
  }
  const seconds = (time.clock.now() - tenOClock) / 1000;
  assert.ok(seconds > 0 && seconds < 80, `${seconds} s`);
  assert.ok(seen.join().includes('answer,work') && seen.join().includes('work,answer'));
  const answer = () => Promise.resolve(new Response());
  assert.equal(new Latency(time, 1, 0).before(answer), answer);
});

test('a task that throws is named', async () => {
  const queue = new TaskQueue();
  queue.cast('terminate_instance on compute-1', () => Promise.reject(new Error('out of paper')));
  await assert.rejects(queue.drain(), (error: unknown) => {
    assert.ok(error instanceof TaskFailed);
    assert.match(error.message, /"terminate_instance on compute-1" failed: Error: out of paper/);
    return true;
  });
});

test('work that outlives its queue is named', async () => {
  const queue = new TaskQueue();
  const finish = new EventEmitter();
  queue.cast('slow', async () => {
    await once(finish, 'finish');
  });
  const drained = queue.drain();
  queue.dispose();
  queue.cast('late', () => Promise.resolve());
  finish.emit('finish');
  await drained;
  assert.deepEqual(queue.lateWork(), ['slow', 'late']);
});

test('time that follows another clock does what was handed over at once, and nothing before it is due', async () => {
  const time = stubTime();
  const seen: string[] = [];
  time.clock.after(2, 'due', () => {
    time.queue.cast('due', () => Promise.resolve(void seen.push('due')));
  });
  time.queue.cast('handed over', () => Promise.resolve(void seen.push('handed over')));
  await time.follow(tenOClock + 1999);
  assert.deepEqual(seen, ['handed over']);
  assert.equal(time.clock.now(), tenOClock + 1999);
  await time.follow(tenOClock + 5000);
  assert.deepEqual(seen, ['handed over', 'due']);
  await time.follow(tenOClock);
  assert.equal(time.clock.now(), tenOClock + 5000);
});

test('letting time pass runs what is due and then goes on to the next timer', async () => {
  const time = stubTime();
  const seen: string[] = [];
  time.clock.after(5, 'heartbeat', () => {
    time.queue.cast('beat', () => Promise.resolve(void seen.push('beat')));
  });
  time.queue.cast('build', () => Promise.resolve(void seen.push('build')));
  await time.letTimePass();
  assert.deepEqual(seen, ['build', 'beat']);
  assert.equal(time.clock.now(), tenOClock + 5000);
});

test('a parked request moves time itself, and what is due meanwhile happens', async () => {
  const time = stubTime();
  const beats: number[] = [];
  const beat = (): void => {
    beats.push(time.clock.now() - tenOClock);
    time.clock.after(10, 'heartbeat', beat);
  };
  time.clock.after(10, 'heartbeat', beat);
  await time.park(30, 'rpc call');
  assert.equal(time.clock.now(), tenOClock + 30_000);
  assert.deepEqual(beats, [10_000, 20_000, 30_000]);
});

test('a task may park itself without waiting for its own queue', async () => {
  const time = stubTime();
  time.queue.cast('hanging call', () => time.park(7, 'hang'));
  await time.letTimePass();
  assert.equal(time.clock.now(), tenOClock + 7000);
});

test('an operation performs its steps in the order they are written, and a replaced one in its place', async () => {
  const seen: string[] = [];
  const step = (name: string) => () => (seen.push(name), 'go on' as const);
  const healthy = { free: step('free'), mark: step('mark'), destroy: step('destroy') };
  await perform({ ...healthy, free: leftOut }, undefined);
  await perform({ ...healthy, mark: () => 'stop' }, undefined);
  assert.deepEqual(seen, ['mark', 'destroy', 'free']);
});

test('a barrier lets through, refuses, answers, delays and hangs', async () => {
  const time = stubTime();
  const barrier = new Barrier('nova to placement', () => new Response('through'), time, 60);
  const ask = (): Promise<Response> => barrier.fetch(new Request('http://placement/'));
  assert.equal(await (await ask()).text(), 'through');
  barrier.set({ kind: 'refuse' });
  await assert.rejects(ask(), ConnectionRefused);
  barrier.set({ kind: 'answer', status: 503 });
  assert.equal((await ask()).status, 503);
  barrier.set({ kind: 'delay', seconds: 2 });
  assert.equal(await (await ask()).text(), 'through');
  assert.equal(time.clock.now(), tenOClock + 2000);
  barrier.set({ kind: 'hang' });
  await assert.rejects(ask(), AnswerTimedOut);
  assert.equal(time.clock.now(), tenOClock + 62_000);
  barrier.set({ kind: 'open' });
  assert.equal((await ask()).status, 200);
});

test('a barrier holds writes below a path, of tasks too, until it is mended or disturbed otherwise', async () => {
  const time = stubTime();
  const passed: string[] = [];
  const barrier = new Barrier(
    'nova to placement',
    (request) => (passed.push(request.method), new Response('')),
    time,
    60,
  );
  const ask = (method: string, path = '/allocations/7f3a'): Promise<Response> =>
    barrier.fetch(new Request(`http://placement${path}`, { method }));
  barrier.set({ kind: 'hold writes', below: '/allocations/' });
  const held = ask('PUT');
  await Promise.all([ask('GET'), ask('PUT', '/resource_providers/1')]);
  const tasks: string[] = [];
  time.queue.cast('a task that deletes', async () => void tasks.push(String((await ask('DELETE')).status)));
  time.queue.cast('another task', () => Promise.resolve(void tasks.push('another')));
  await time.queue.drain();
  assert.deepEqual([passed, tasks], [['GET', 'PUT'], ['another']]);
  barrier.set({ kind: 'answer', status: 503, method: 'DELETE' });
  await held;
  await time.queue.drain();
  assert.deepEqual(
    [passed, tasks],
    [
      ['GET', 'PUT', 'PUT'],
      ['another', '503'],
    ],
  );
});
