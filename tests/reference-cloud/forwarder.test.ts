import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { ForwardedPath } from '../../support/reference-cloud/forwarder';
import { reportsOfPaths, serveControl, setPath } from '../../support/reference-cloud/forwarder-control';

interface Seen {
  status: number;
  text: string;
  header: string | undefined;
}

let target: Server;
let path: ForwardedPath;
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
  path = new ForwardedPath({ name: 'placement', port: 0, target: `http://127.0.0.1:${portOf(target)}` });
  await path.open();
  directory = mkdtempSync(join(tmpdir(), 'forwarder-'));
  socket = join(directory, 'socket');
  control = await serveControl(socket, [path]);
});

afterEach(async () => {
  await path.refuse();
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
  await setPath(socket, 'placement', 'refused');
  await assert.rejects(send('GET', '/'), { code: 'ECONNREFUSED' });
  const port = path.report().port;
  await setPath(socket, 'placement', 'open');
  assert.equal((await send('GET', '/')).status, 200);
  assert.equal(path.report().port, port);
});

test('refusing breaks a connection whose answer is under way', async () => {
  const waiting = assert.rejects(send('GET', '/hang'), { code: 'ECONNRESET' });
  await once(target, 'request');
  await setPath(socket, 'placement', 'refused');
  await waiting;
});

test('a client that keeps connections gets a new one for each request', async () => {
  const agent = new Agent({ keepAlive: true });
  await send('GET', '/', '', agent);
  await setPath(socket, 'placement', 'refused');
  await assert.rejects(send('GET', '/', '', agent), { code: 'ECONNREFUSED' });
  agent.destroy();
});

test('the state is observable', async () => {
  const port = path.report().port;
  assert.deepEqual(await reportsOfPaths(socket), [{ name: 'placement', state: 'open', port, requests: 0 }]);
  await setPath(socket, 'placement', 'refused');
  assert.deepEqual(await reportsOfPaths(socket), [{ name: 'placement', state: 'refused', port, requests: 0 }]);
});

test('refusing twice and opening twice are no errors', async () => {
  for (const state of ['refused', 'refused', 'open', 'open'] as const) {
    await setPath(socket, 'placement', state);
  }
  assert.equal((await send('GET', '/')).status, 200);
});

test('an order for an unknown path names the known ones', async () => {
  await assert.rejects(setPath(socket, 'glance', 'refused'), /no path to "glance"; there are: placement/);
});

test('a forwarder that does not run is told with its socket', async () => {
  await assert.rejects(reportsOfPaths(join(directory, 'none')), /the forwarder does not answer at .*none/);
});

test('a service that is gone breaks the connection', async () => {
  target.close();
  await assert.rejects(send('GET', '/'), { code: 'ECONNRESET' });
});
