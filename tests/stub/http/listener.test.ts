import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { Agent, request } from 'node:http';
import { test } from 'node:test';

import { Listener, ListenFailed } from '../../../support/stub/http/listener';

interface Got {
  readonly status: number | undefined;
  readonly text: string;
  readonly port: number | undefined;
}

function get(url: string, agent: Agent, method = 'GET', body?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method }, (response) => {
      const chunks: Buffer[] = [];
      const port = response.socket.localPort;
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString(), port });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('the application behind the address is swapped, the connection stays', async () => {
  const listener = await Listener.open(0);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    assert.match(listener.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await get(listener.origin, agent)).status, 503);
    listener.swap(() => new Response('first'));
    const first = await get(listener.origin, agent);
    assert.deepEqual(
      listener.swap(() => new Response('second')),
      [],
    );
    const second = await get(listener.origin, agent);
    assert.equal(first.text, 'first');
    assert.equal(second.text, 'second');
    assert.equal(second.port, first.port);
  } finally {
    agent.destroy();
    await listener.close();
  }
});

test('bodies, methods and paths arrive', async () => {
  const listener = await Listener.open(0);
  const agent = new Agent();
  try {
    listener.swap(
      async (asked) => new Response(`${asked.method} ${new URL(asked.url).pathname} ${await asked.text()}`),
    );
    const got = await get(`${listener.origin}/a/b`, agent, 'PUT', 'content');
    assert.equal(got.text, 'PUT /a/b content');
  } finally {
    agent.destroy();
    await listener.close();
  }
});

test('a swap names the requests that the former application has not answered', async () => {
  const listener = await Listener.open(0);
  const agent = new Agent();
  try {
    const arrivals = new EventEmitter();
    listener.swap(async () => {
      arrivals.emit('arrived');
      await once(arrivals, 'released');
      return new Response('from the former one');
    });
    const arrived = once(arrivals, 'arrived');
    const pending = get(`${listener.origin}/slow`, agent, 'DELETE');
    await arrived;
    assert.deepEqual(
      listener.swap(() => new Response('new')),
      ['DELETE /slow'],
    );
    arrivals.emit('released');
    assert.equal((await pending).text, 'from the former one');
  } finally {
    agent.destroy();
    await listener.close();
  }
});

test('a port that is taken is told with its number', async () => {
  const listener = await Listener.open(0);
  const port = Number(new URL(listener.origin).port);
  await assert.rejects(Listener.open(port), (error: Error) => {
    assert.ok(error instanceof ListenFailed);
    assert.match(error.message, new RegExp(`cannot listen on 127.0.0.1:${port}`));
    return true;
  });
  await listener.close();
});

test('once closed, nobody answers and nothing is left open', async () => {
  const listener = await Listener.open(0);
  const agent = new Agent({ keepAlive: true });
  await get(listener.origin, agent);
  await listener.close();
  agent.destroy();
  await assert.rejects(get(listener.origin, new Agent()), /ECONNREFUSED/);
});
