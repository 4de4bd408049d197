import { Ajv } from 'ajv';
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { createServer, request as requestOf } from 'node:http';
import { ReferenceCloudError, reasonOf } from './failure';
import type { ForwardedPath, PathReport, PathState } from './forwarder';
import { pathStates } from './forwarder';

const ANSWER_MILLISECONDS = 5000;

const ajv = new Ajv();

const isOrder = ajv.compile<{ name: string; state: PathState }>({
  type: 'object',
  required: ['name', 'state'],
  properties: { name: { type: 'string' }, state: { enum: [...pathStates] } },
});

const areReports = ajv.compile<PathReport[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'state', 'port', 'requests'],
    properties: {
      name: { type: 'string' },
      state: { enum: [...pathStates] },
      port: { type: 'integer' },
      requests: { type: 'integer' },
    },
  },
});

/**
 * Serves the control of paths on a Unix socket that only its owner may use: `GET /` answers the reports of all,
 * `PUT /` with `{"name": …, "state": …}` changes one and answers the same once it is done, 400 says what was wrong.
 */
export async function serveControl(socket: string, paths: readonly ForwardedPath[]): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    obey(incoming, paths).then(
      () => outgoing.end(JSON.stringify(paths.map((path) => path.report()))),
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
export function reportsOfPaths(socket: string): Promise<PathReport[]> {
  return ask(socket, 'GET', '');
}

/** Opens or refuses a path. Resolves once it is so; rejects with a {@link ReferenceCloudError} otherwise. */
export async function setPath(socket: string, name: string, state: PathState): Promise<void> {
  const reports = await ask(socket, 'PUT', JSON.stringify({ name, state }));
  const seen = reports.find((report) => report.name === name)?.state;
  if (seen !== state) {
    throw new ReferenceCloudError(`the path to ${name} should be ${state}, but it is ${seen ?? 'unknown'}`);
  }
}

async function obey(incoming: IncomingMessage, paths: readonly ForwardedPath[]): Promise<void> {
  const text = await textOf(incoming);
  if (incoming.method !== 'PUT') {
    return;
  }
  const order: unknown = JSON.parse(text);
  if (!isOrder(order)) {
    throw new Error(`not an order like {"name": "placement", "state": "${pathStates.join('" or "')}"}`);
  }
  const path = paths.find((candidate) => candidate.report().name === order.name);
  if (path === undefined) {
    throw new Error(`no path to "${order.name}"; there are: ${paths.map((each) => each.report().name).join(', ')}`);
  }
  await (order.state === 'open' ? path.open() : path.refuse());
}

async function ask(socket: string, method: 'GET' | 'PUT', body: string): Promise<PathReport[]> {
  const { status, text } = await exchange(socket, method, body);
  if (status !== 200) {
    throw new ReferenceCloudError(`the forwarder refuses an order: ${text}`);
  }
  const reports: unknown = JSON.parse(text);
  if (!areReports(reports)) {
    throw new ReferenceCloudError(`the forwarder answers something unexpected at ${socket}: ${text}`);
  }
  return reports;
}

function exchange(socket: string, method: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(new ReferenceCloudError(`the forwarder does not answer at ${socket}: ${error.message}`));
    };
    const onward = requestOf({ socketPath: socket, method, agent: false, timeout: ANSWER_MILLISECONDS }, (answer) => {
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
