import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { text } from 'node:stream/consumers';
import type { Credentials } from '../../support/api/credentials';
import type { Exchange } from '../../support/api/exchange';
import { Secret } from '../../support/api/secret';
import type { SessionAccess } from '../../support/api/session';
import { Session } from '../../support/api/session';

/** A request as the service got it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The port that the request came from: one port, one connection. */
  readonly fromPort: number | undefined;
}

/** What a service does with a request: it answers, never answers, or breaks the connection off. */
export type Reply =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'silence'
  | 'break off';

/** Answers the n-th request (from 1) that is no sign-in. */
export type Answering = (request: Seen, count: number) => Reply;

export const password = 'pa$$/word "canary"';

/** A real HTTP server with a sign-in; everything else is answered by the test. */
export interface Loopback {
  readonly url: string;
  readonly host: string;
  /** Requests but for sign-ins. */
  readonly requests: Seen[];
  readonly signIns: Seen[];
  readonly exchanges: Exchange[];
  session(options?: SessionOptions): Session;
}

export interface SessionOptions {
  readonly access?: SessionAccess;
  readonly person?: string;
  readonly deadlineSeconds?: number;
  readonly credentials?: Credentials;
  readonly region?: string;
  readonly authUrl?: string;
}

export const ownerCredentials: Credentials = {
  kind: 'password',
  username: 'owner',
  userDomain: 'Default',
  password: new Secret(password),
  project: 'demo',
  projectDomain: 'Default',
};

/** Starts the server for one test and stops it afterwards. `signIn` answers the n-th sign-in in place of Keystone. */
export async function startLoopback(
  t: TestContext,
  answering: Answering,
  signIn: (count: number, url: string) => Reply = tokenReply,
): Promise<Loopback> {
  const requests: Seen[] = [];
  const signIns: Seen[] = [];
  const exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    void seenOf(request).then((seen) => {
      const isSignIn = seen.url === '/identity/v3/auth/tokens';
      const count = (isSignIn ? signIns : requests).push(seen);
      give(response, isSignIn ? signIn(count, url) : answering(seen, count));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${portOf(server.address())}`;
  const url = `http://${host}`;
  const sessions: Session[] = [];
  t.after(() => {
    for (const session of sessions) session.close();
    server.closeAllConnections();
    server.close();
  });
  const session = (options: SessionOptions = {}) => {
    const { authUrl = `${url}/identity/v3`, region = 'RegionOne', deadlineSeconds = 5 } = options;
    const access = { authUrl, region, interface: 'public' } as const;
    const listener = (exchange: Exchange) => exchanges.push(exchange);
    const connection = { cloud: 'embedded', access, deadlineSeconds, listener };
    const { person = 'owner', credentials = ownerCredentials } = options;
    const made = new Session(connection, person, credentials, options.access);
    sessions.push(made);
    return made;
  };
  return { url, host, requests, signIns, exchanges, session };
}

/** Keystone's reply to the n-th sign-in, with the token `token-canary-<n>`. */
export function tokenReply(count: number, url: string): Reply {
  const at = (type: string, path: string) => ({
    type,
    endpoints: [{ interface: 'public', region: 'RegionOne', region_id: 'RegionOne', url: `${url}${path}` }],
  });
  const catalog = [
    at('compute', '/compute/v2.1'),
    at('placement', '/placement/'),
    at('image', '/image/v2'),
    at('network', '/network'),
    at('block-storage', '/volume/v3/p1'),
  ];
  const project = { id: 'project-1', name: 'demo', domain: { id: 'default', name: 'Default' } };
  const user = { id: 'user-1', name: 'owner', domain: { id: 'default', name: 'Default' } };
  const roles = [
    { id: 'r1', name: 'member' },
    { id: 'r2', name: 'reader' },
  ];
  return {
    status: 201,
    headers: { 'X-Subject-Token': `token-canary-${count}`, 'x-openstack-request-id': `req-sign-in-${count}` },
    body: { token: { methods: ['password'], user, project, roles, catalog } },
  };
}

/** A JSON answer with the request id `req-1`. */
export function json(status: number, body?: unknown): Reply {
  return { status, headers: { 'x-openstack-request-id': 'req-1' }, body };
}

async function seenOf(request: IncomingMessage): Promise<Seen> {
  const { method = '', url = '', headers, socket } = request;
  return { method, url, headers, body: await text(request), fromPort: socket.remotePort };
}

function give(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'break off') {
    response.destroy();
    return;
  }
  const { status, headers, body } = reply;
  const plain = typeof body === 'string';
  response.writeHead(status, { 'Content-Type': plain ? 'text/html' : 'application/json', ...headers });
  response.end(plain || body === undefined ? body : JSON.stringify(body));
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
