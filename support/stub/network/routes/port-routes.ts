import type { Route } from '../../http/call';
import { jsonResponse } from '../../http/errors';
import type { NetworkService } from '../neutron';
import { replyList, replyOne } from '../neutron-lists';
import { seesPort } from '../policy';
import { portNotFound } from '../port-wish';
import { readChangedPort, readNewPort } from '../read-port';
import { type NetworkCall, onlooker } from '../requests';
import type { Port } from '../store';
import { networkViews } from '../views';
import { createPort, deletePort, updatePort } from '../write-port';

/** Ports (reference D.5). */
export const portRoutes: readonly Route<NetworkService>[] = [
  { method: 'GET', path: '/v2.0/ports', handle: list },
  { method: 'POST', path: '/v2.0/ports', handle: create },
  { method: 'GET', path: '/v2.0/ports/:port', handle: show },
  { method: 'PUT', path: '/v2.0/ports/:port', handle: update },
  { method: 'DELETE', path: '/v2.0/ports/:port', handle: remove },
];

function list(call: NetworkCall): Response {
  const { store } = call.env;
  const seen = [...store.ports.values()].filter((port) => seesPort(call.get('caller'), port, store));
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
  const { store } = call.env;
  const port = store.ports.get(id);
  if (port === undefined || !seesPort(call.get('caller'), port, store)) throw portNotFound(id);
  return port;
}

async function update(call: NetworkCall): Promise<Response> {
  const wish = await readChangedPort(call);
  const port = findPort(call, call.req.param('port') ?? '');
  updatePort(call.env, call.get('caller'), port, wish);
  return reply(call, port, 200);
}

function remove(call: NetworkCall): Response {
  deletePort(call.env, call.get('caller'), findPort(call, call.req.param('port') ?? ''));
  return new Response(null, { status: 204 });
}

function reply(call: NetworkCall, port: Port, status: number): Response {
  return jsonResponse(status, { port: networkViews.port(port, onlooker(call)) });
}
