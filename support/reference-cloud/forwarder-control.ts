import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { createServer, request as requestOf } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { checkBy } from '../check';
import { ReferenceCloudError, reasonOf } from './failure';
import type { ForwardedEnd, ForwardedPath, ForwardedRequest, PathReport } from './forwarder';
import type { PathState } from '../contract/trouble';
import { holdSchema, pathStateSchema, tellState, type Hold } from './path-state';

const ANSWER_MILLISECONDS = 5000;

const isOrder = checkBy<{ name: string; state: PathState }>({
  type: 'object',
  required: ['name', 'state'],
  properties: { name: { type: 'string' }, state: pathStateSchema },
});

const isHoldOrder = checkBy<{ name: string; hold: Hold }>({
  type: 'object',
  required: ['name', 'hold'],
  properties: { name: { type: 'string' }, hold: holdSchema },
});

const areReports = checkBy<PathReport[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'state', 'port', 'requests'],
    properties: {
      name: { type: 'string' },
      state: pathStateSchema,
      holds: { type: 'array', items: holdSchema },
      port: { type: 'integer' },
      requests: { type: 'integer' },
    },
  },
});

const areRequests = checkBy<ForwardedRequest[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'method', 'path'],
    properties: { name: { type: 'string' }, method: { type: 'string' }, path: { type: 'string' } },
  },
});

/** What the forwarder has to be controlled with. */
export interface Controlled {
  readonly paths: readonly ForwardedPath[];
  /** The DELETE requests that went on, and those that did not, of all paths and in order; emptied when its control is told to. */
  readonly freeing: Readonly<Record<ForwardedEnd, ForwardedRequest[]>>;
}

/**
 * Serves the control of paths on a Unix socket that only its owner may use: `GET /` answers the reports of all,
 * `PUT /` with `{"name": …, "state": …}` changes one and answers the same once it is done, `PUT /hold` with `{"name": …, "hold": …}` holds
 * requests there, `DELETE /hold` lets all go on, `GET /freed` answers the DELETE requests that went on since `DELETE /freed`, `GET /stopped` those that did not, 400 says what was wrong.
 */
export async function serveControl(socket: string, controlled: Controlled): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    obey(incoming, controlled).then(
      (answer) => outgoing.end(JSON.stringify(answer)),
      (error: unknown) => outgoing.writeHead(400).end(reasonOf(error)),
    );
  });
  rmSync(socket, { force: true });
  server.listen(socket);
  await once(server, 'listening');
  chmodSync(socket, 0o600);
  return server;
}

/** The state of each path, asked of the running forwarder. Rejects with a {@link ReferenceCloudError} if it does not answer. */
export async function reportsOfPaths(socket: string): Promise<PathReport[]> {
  return reports(await ask(socket, 'GET', '/'), socket);
}

/** Brings a path into a state. Resolves once it is so; rejects with a {@link ReferenceCloudError} otherwise. */
export async function setPath(socket: string, name: string, state: PathState): Promise<void> {
  const answer = await ask(socket, 'PUT', '/', JSON.stringify({ name, state }));
  const seen = reports(answer, socket).find((report) => report.name === name)?.state;
  if (!isDeepStrictEqual(seen, state)) {
    const found = seen === undefined ? 'unknown' : tellState(seen);
    throw new ReferenceCloudError(`the path to ${name} should be ${tellState(state)}, but it is ${found}`);
  }
}

/** Holds such requests on a path. Rejects with a {@link ReferenceCloudError}. */
export async function holdOn(socket: string, name: string, hold: Hold): Promise<void> {
  await ask(socket, 'PUT', '/hold', JSON.stringify({ name, hold }));
}

/** Lets go on what is held on any path. Rejects with a {@link ReferenceCloudError}. */
export async function releaseHeld(socket: string): Promise<void> {
  await ask(socket, 'DELETE', '/hold');
}

/** What Nova has freed since {@link forgetFreed}: its DELETE requests that went on. Rejects with a {@link ReferenceCloudError}. */
export async function freedSince(socket: string): Promise<readonly ForwardedRequest[]> {
  return requestsAt(socket, '/freed');
}

/** What Nova wanted to free since, and did not: its DELETE requests that were stopped. Rejects with a {@link ReferenceCloudError}. */
export async function stoppedSince(socket: string): Promise<readonly ForwardedRequest[]> {
  return requestsAt(socket, '/stopped');
}

/** Begins anew to note what Nova frees. Rejects with a {@link ReferenceCloudError}. */
export async function forgetFreed(socket: string): Promise<void> {
  await ask(socket, 'DELETE', '/freed');
}

async function obey(incoming: IncomingMessage, { paths, freeing }: Controlled): Promise<unknown> {
  const text = await textOf(incoming);
  const order = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
  switch (order) {
    case 'GET /':
      break;
    case 'PUT /':
      await setOne(JSON.parse(text), paths);
      break;
    case 'PUT /hold':
      holdOne(JSON.parse(text), paths);
      break;
    case 'DELETE /hold':
      for (const path of paths) path.release();
      break;
    case 'GET /freed':
      return freeing.passed;
    case 'GET /stopped':
      return freeing.stopped;
    case 'DELETE /freed':
      freeing.passed.length = 0;
      freeing.stopped.length = 0;
      break;
    default:
      throw new Error(`no such order: ${order}`);
  }
  return paths.map((path) => path.report());
}

async function requestsAt(socket: string, path: '/freed' | '/stopped'): Promise<readonly ForwardedRequest[]> {
  const requests = await ask(socket, 'GET', path);
  if (areRequests(requests)) return requests;
  throw unexpected(socket, requests);
}

async function setOne(order: unknown, paths: readonly ForwardedPath[]): Promise<void> {
  if (!isOrder(order)) {
    const wrong = isOrder.told('data');
    throw new Error(`not an order like {"name": "placement", "state": {"kind": "open"}}: ${wrong}`);
  }
  await pathTo(order.name, paths).set(order.state);
}

function holdOne(order: unknown, paths: readonly ForwardedPath[]): void {
  if (!isHoldOrder(order)) {
    throw new Error(`not an order to hold requests: ${isHoldOrder.told('data')}`);
  }
  pathTo(order.name, paths).hold(order.hold);
}

function pathTo(name: string, paths: readonly ForwardedPath[]): ForwardedPath {
  const path = paths.find((candidate) => candidate.report().name === name);
  if (path !== undefined) return path;
  throw new Error(`no path to "${name}"; there are: ${paths.map((each) => each.report().name).join(', ')}`);
}

function reports(answer: unknown, socket: string): PathReport[] {
  if (areReports(answer)) return answer;
  throw unexpected(socket, answer);
}

function unexpected(socket: string, answer: unknown): ReferenceCloudError {
  return new ReferenceCloudError(
    `the forwarder answers something unexpected at ${socket}: ${JSON.stringify(answer)}; perhaps it is of an earlier version: take the cloud down and up again`,
  );
}

async function ask(socket: string, method: 'GET' | 'PUT' | 'DELETE', path: string, body = ''): Promise<unknown> {
  const { status, text } = await exchange(socket, method, path, body);
  if (status !== 200) {
    throw new ReferenceCloudError(`the forwarder refuses an order: ${text}`);
  }
  return JSON.parse(text);
}

function exchange(
  socket: string,
  method: string,
  path: string,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(new ReferenceCloudError(`the forwarder does not answer at ${socket}: ${error.message}`));
    };
    const order = { socketPath: socket, method, path, agent: false, timeout: ANSWER_MILLISECONDS };
    const onward = requestOf(order, (answer) => {
      textOf(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 0, text });
      }, fail);
    });
    onward.on('timeout', () => onward.destroy(new Error(`no answer in ${ANSWER_MILLISECONDS} ms`)));
    onward.on('error', fail);
    onward.end(body);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) {
    text += String(chunk);
  }
  return text;
}
