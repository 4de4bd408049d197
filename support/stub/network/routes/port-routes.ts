import type { Route } from '../../http/call';
import { jsonResponse } from '../../http/errors';
import { perform } from '../../operation';
import type { NetworkService, UpdatePortContext } from '../neutron';
import { replyList, replyOne } from '../neutron-lists';
import { createPort } from '../operations/write-port';
import { portNotFound } from '../port-wish';
import { readChangedPort, readNewPort } from '../read-port';
import { type NetworkCall, onlooker } from '../requests';
import type { Port } from '../store';
import { networkViews } from '../views';

/** Ports (reference D.5). */
export const portRoutes: readonly Route<NetworkService>[] = [
  { method: 'GET', path: '/v2.0/ports', handle: list },
  { method: 'POST', path: '/v2.0/ports', handle: create },
  { method: 'GET', path: '/v2.0/ports/:port', handle: show },
  { method: 'PUT', path: '/v2.0/ports/:port', handle: update },
  { method: 'DELETE', path: '/v2.0/ports/:port', handle: remove },
];

function list(call: NetworkCall): Response {
  const { store, seams } = call.env;
  const seen = [...store.ports.values()].filter((port) => seams.rules.seesPort(call.get('caller'), port, store));
  const { port: view } = networkViews;
  const listed = seen.map((port) => ({ shown: view(port, onlooker(call)), whole: view(port, 'privileged') }));
  return replyList(call, 'ports', listed);
}

async function create(call: NetworkCall): Promise<Response> {
  const wish = await readNewPort(call);
  return reply(call, createPort(call.env, call.get('caller'), wish), 201);
}

function show(call: NetworkCall): Response {
  const port = findPort(call, call.req.param('port') ?? '');
  return replyOne(call, 'ports', 'port', networkViews.port(port, onlooker(call)));
}

/** A port that the caller sees. Throws 404. */
export function findPort(call: NetworkCall, id: string): Port {
  const { store, seams } = call.env;
  const port = store.ports.get(id);
  if (port === undefined || !seams.rules.seesPort(call.get('caller'), port, store)) throw portNotFound(id);
  return port;
}

async function update(call: NetworkCall): Promise<Response> {
  const context: UpdatePortContext = { ...target(call), wish: await readChangedPort(call) };
  await perform(call.env.seams.operations.updatePort, context);
  return reply(call, context.port, 200);
}

async function remove(call: NetworkCall): Promise<Response> {
  await perform(call.env.seams.operations.deletePort, target(call));
  return new Response(null, { status: 204 });
}

function target(call: NetworkCall) {
  return { service: call.env, caller: call.get('caller'), id: call.req.param('port') ?? '', port: undefined };
}

function reply(call: NetworkCall, port: Port | undefined, status: number): Response {
  if (port === undefined) throw new TypeError('the operation on a port ended without one');
  return jsonResponse(status, { port: networkViews.port(port, onlooker(call)) });
}
