import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
  ForwardedPath,
  isClear,
  tellPath,
  type ForwardedEnd,
  type ForwardedRequest,
} from '../../support/reference-cloud/forwarder';
import {
  forgetFreed,
  freedSince,
  stoppedSince,
  holdOn,
  releaseHeld,
  reportsOfPaths,
  serveControl,
  setPath,
} from '../../support/reference-cloud/forwarder-control';

interface Seen {
  status: number;
  text: string;
  header: string | undefined;
}

let target: Server;
let path: ForwardedPath;
let freeing: Record<ForwardedEnd, ForwardedRequest[]>;
let control: Server;
let directory: string;
let socket: string;

beforeEach(async () => {
  target = createServer((incoming, outgoing) => {
    if (incoming.url === '/hang') {
      return;
    }
    incoming.setEncoding('utf8');
    let body = '';
    incoming.on('data', (chunk: string) => (body += chunk));
    incoming.on('end', () => {
      const status = incoming.method === 'PUT' ? 409 : 200;
      outgoing.writeHead(status, { 'OpenStack-API-Version': 'placement 1.39' });
      outgoing.end(
        `${incoming.method ?? ''} ${incoming.url ?? ''} ${incoming.headers['x-auth-token']?.toString() ?? ''} ${body}`,
      );
    });
  });
  target.listen({ host: '127.0.0.1', port: 0 });
  await once(target, 'listening');
  freeing = { passed: [], stopped: [] };
  path = new ForwardedPath(
    { name: 'placement', port: 0, target: `http://127.0.0.1:${portOf(target)}` },
    (request, end) => {
      if (request.method === 'DELETE') freeing[end].push(request);
    },
  );
  await path.set({ kind: 'open' });
  directory = mkdtempSync(join(tmpdir(), 'forwarder-'));
  socket = join(directory, 'socket');
  control = await serveControl(socket, { paths: [path], freeing });
});

afterEach(async () => {
  await path.set({ kind: 'refuse' });
  target.closeAllConnections();
  target.close();
  control.closeAllConnections();
  control.close();
  rmSync(directory, { recursive: true, force: true });
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function send(method: string, url: string, body = '', agent: Agent | false = false): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const port = path.report().port;
    const headers = { 'X-Auth-Token': 'token-1' };
    const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text, header: answer.headers['openstack-api-version']?.toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

test('a request goes through with its method, path, headers and body, and so does its answer', async () => {
  assert.deepEqual(await send('PUT', '/allocations/1?a=b', '{"x":1}'), {
    status: 409,
    text: 'PUT /allocations/1?a=b token-1 {"x":1}',
    header: 'placement 1.39',
  });
  assert.equal(path.report().requests, 1);
});

test('a refused path refuses the connection, and mended it lets requests through at the same port', async () => {
  await setPath(socket, 'placement', { kind: 'refuse' });
  await assert.rejects(send('GET', '/'), { code: 'ECONNREFUSED' });
  const port = path.report().port;
  await setPath(socket, 'placement', { kind: 'open' });
  assert.equal((await send('GET', '/')).status, 200);
  assert.equal(path.report().port, port);
});

test('refusing breaks a connection whose answer is under way', async () => {
  const waiting = assert.rejects(send('GET', '/hang'), { code: 'ECONNRESET' });
  await once(target, 'request');
  await setPath(socket, 'placement', { kind: 'refuse' });
  await waiting;
});

test('a client that keeps connections gets a new one for each request', async () => {
  const agent = new Agent({ keepAlive: true });
  await send('GET', '/', '', agent);
  await setPath(socket, 'placement', { kind: 'refuse' });
  await assert.rejects(send('GET', '/', '', agent), { code: 'ECONNREFUSED' });
  agent.destroy();
});

test('the state is observable', async () => {
  const port = path.report().port;
  assert.deepEqual(await reportsOfPaths(socket), [{ name: 'placement', state: { kind: 'open' }, port, requests: 0 }]);
  await setPath(socket, 'placement', { kind: 'refuse' });
  assert.deepEqual(await reportsOfPaths(socket), [{ name: 'placement', state: { kind: 'refuse' }, port, requests: 0 }]);
});

test('refusing twice and opening twice are no errors', async () => {
  for (const kind of ['refuse', 'refuse', 'open', 'open'] as const) {
    await setPath(socket, 'placement', { kind });
  }
  assert.equal((await send('GET', '/')).status, 200);
});

test('an order for an unknown path names the known ones', async () => {
  await assert.rejects(setPath(socket, 'glance', { kind: 'refuse' }), /no path to "glance"; there are: placement/);
});

test('a forwarder that does not run is told with its socket', async () => {
  await assert.rejects(reportsOfPaths(join(directory, 'none')), /the forwarder does not answer at .*none/);
});

test('a service that is gone breaks the connection', async () => {
  target.close();
  await assert.rejects(send('GET', '/'), { code: 'ECONNRESET' });
});

test('a path that answers by itself does so for the method that was said, and lets others through', async () => {
  await setPath(socket, 'placement', { kind: 'answer', status: 503, method: 'DELETE' });
  assert.deepEqual(await send('DELETE', '/allocations/1'), {
    status: 503,
    text: 'answered 503 on the path from Nova to placement',
    header: undefined,
  });
  assert.equal((await send('GET', '/')).status, 200);
  await setPath(socket, 'placement', { kind: 'answer', status: 500 });
  assert.equal((await send('GET', '/')).status, 500);
  assert.deepEqual(await freedSince(socket), []);
});

test('a path that hangs answers nothing, and breaks what hung when it is mended', async () => {
  await setPath(socket, 'placement', { kind: 'hang' });
  const hung = assert.rejects(send('GET', '/'), { code: 'ECONNRESET' });
  await untilAsked(1);
  await setPath(socket, 'placement', { kind: 'open' });
  await hung;
  assert.equal((await send('GET', '/')).status, 200);
});

test('a delayed answer comes later', async () => {
  await setPath(socket, 'placement', { kind: 'delay', seconds: 0.2 });
  const start = performance.now();
  assert.equal((await send('GET', '/')).status, 200);
  assert.ok(performance.now() - start >= 190);
});

test('a held request goes on when it is released, and others are not held', async () => {
  await holdOn(socket, 'placement', { method: 'PUT', path: '/allocations/', what: 'the request' });
  let arrived = 0;
  target.on('request', () => (arrived += 1));
  const held = send('PUT', '/allocations/1', '{}');
  assert.equal((await send('GET', '/allocations/1')).status, 200);
  assert.equal((await send('PUT', '/traits/1')).status, 409);
  assert.equal(arrived, 2);
  await setPath(socket, 'placement', { kind: 'answer', status: 503, method: 'DELETE' });
  await releaseHeld(socket);
  assert.equal((await held).text, 'PUT /allocations/1 token-1 {}');
});

test('requests of several kinds are held beside each other, and told', async () => {
  const holds = ['PUT', 'DELETE'].map((method) => ({ method, path: '/allocations/', what: 'the request' as const }));
  for (const hold of holds) await holdOn(socket, 'placement', hold);
  const held = Promise.all([send('PUT', '/allocations/1', '{}'), send('DELETE', '/allocations/2')]);
  await untilAsked(2);
  const [report] = await reportsOfPaths(socket);
  assert.ok(report);
  assert.deepEqual(report.holds, holds);
  assert.equal(
    tellPath(report),
    'open, holds the request of PUT /allocations/, holds the request of DELETE /allocations/',
  );
  assert.deepEqual(await freedSince(socket), []);
  await releaseHeld(socket);
  assert.equal((await held).length, 2);
  assert.equal((await reportsOfPaths(socket)).every(isClear), true);
});

test('a held answer is of a request that has arrived, and comes when it is released', async () => {
  await holdOn(socket, 'placement', { method: 'PUT', path: '/allocations/', what: 'the answer' });
  let state = 'held';
  const held = send('PUT', '/allocations/1', '{}').then((seen) => {
    assert.equal(state, 'open');
    return seen;
  });
  await once(target, 'request');
  assert.equal((await send('GET', '/')).status, 200);
  state = 'open';
  await releaseHeld(socket);
  assert.equal((await held).status, 409);
});

test('a held request of a caller that gave up does not go on', async () => {
  await holdOn(socket, 'placement', { method: 'PUT', path: '/', what: 'the request' });
  let arrived = 0;
  target.on('request', () => (arrived += 1));
  const outgoing = request({ host: '127.0.0.1', port: path.report().port, method: 'PUT', agent: false });
  const gone = new Promise((resolve) => outgoing.on('close', resolve));
  outgoing.on('error', () => undefined).end();
  await untilAsked(1);
  outgoing.destroy();
  await gone;
  await send('GET', '/');
  await releaseHeld(socket);
  await send('GET', '/');
  assert.equal(arrived, 2);
});

test('a held request meets the path as it is when it is released', async () => {
  await holdOn(socket, 'placement', { method: 'GET', path: '/', what: 'the request' });
  const held = send('GET', '/');
  await untilAsked(1);
  await setPath(socket, 'placement', { kind: 'answer', status: 503 });
  await releaseHeld(socket);
  assert.equal((await held).status, 503);
});

test('what was freed is told in order, until it is forgotten', async () => {
  await send('DELETE', '/allocations/1');
  await send('GET', '/allocations/1');
  await send('DELETE', '/allocations/2?x=y');
  assert.deepEqual(await freedSince(socket), [
    { name: 'placement', method: 'DELETE', path: '/allocations/1' },
    { name: 'placement', method: 'DELETE', path: '/allocations/2?x=y' },
  ]);
  await forgetFreed(socket);
  assert.deepEqual(await freedSince(socket), []);
});

test('what was answered in place of the service is told apart from what was freed', async () => {
  await setPath(socket, 'placement', { kind: 'answer', status: 503 });
  await send('DELETE', '/allocations/1');
  assert.deepEqual(await freedSince(socket), []);
  assert.deepEqual(await stoppedSince(socket), [{ name: 'placement', method: 'DELETE', path: '/allocations/1' }]);
  await forgetFreed(socket);
  assert.deepEqual(await stoppedSince(socket), []);
});

test('a state that is none is refused with what is wrong', async () => {
  const answer = await new Promise<string>((resolve) => {
    const order = JSON.stringify({ name: 'placement', state: { kind: 'answer', status: 200 } });
    const outgoing = request({ socketPath: socket, method: 'PUT', path: '/', agent: false }, (incoming) => {
      incoming.setEncoding('utf8').on('data', resolve);
    });
    outgoing.end(order);
  });
  assert.match(answer, /not an order like .*status must be >= 400/);
});

/** Resolves once so many requests have come to the path. */
async function untilAsked(count: number): Promise<void> {
  while (path.report().requests < count) await new Promise(setImmediate);
}
