import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

import { getRequestListener } from '@hono/node-server';

import type { HttpApplication } from './http-application';

/** A port of the loopback that could not be had. */
export class ListenFailed extends Error {
  constructor(port: number, cause: unknown) {
    const free = port === 0 ? '' : ' (0 takes any free port)';
    super(`cannot listen on 127.0.0.1:${port}${free}: ${reasonOf(cause)}`, { cause });
    this.name = 'ListenFailed';
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return ('code' in cause ? reasons[String(cause.code)] : undefined) ?? cause.message;
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  EADDRINUSE: 'another program has this port',
  EACCES: 'only root may take this port',
};

/** How a server proves who it is; both in PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** One application behind the listener, and what is under way in it. */
class Root {
  readonly application: HttpApplication;
  readonly #underWay = new Map<Request, string>();

  constructor(application: HttpApplication) {
    this.application = application;
  }

  async answer(request: Request): Promise<Response> {
    const name = `${request.method} ${new URL(request.url).pathname}`;
    this.#underWay.set(request, name);
    try {
      return await this.application(request);
    } finally {
      this.#underWay.delete(request);
    }
  }

  /** What it has not answered yet, as `method path`. */
  underWay(): readonly string[] {
    return [...this.#underWay.values()];
  }
}

/**
 * The one place where the embedded cloud can be reached from outside: a port of the loopback. Which application answers
 * there can be swapped, so that each scenario has a cloud of its own behind an address that stays.
 */
export class Listener {
  /** Where it is, like `http://127.0.0.1:41234`, or with `https` when it speaks TLS. */
  readonly origin: string;
  readonly #server: Server;
  readonly #current: { root: Root };

  private constructor(server: Server, current: { root: Root }, origin: string) {
    this.#server = server;
    this.#current = current;
    this.origin = origin;
  }

  /** Starts to listen, with TLS if it has an identity; `port` 0 takes any that is free. Rejects with {@link ListenFailed}. */
  static async open(port: number, tls?: TlsIdentity): Promise<Listener> {
    const current = { root: new Root(nobodyHome) };
    const answer = getRequestListener((request) => current.root.answer(request));
    const server = serverFor(tls, (incoming, outgoing) => {
      void answer(incoming, outgoing);
    });
    // A client keeps a connection between scenarios; only `close` ends it.
    server.keepAliveTimeout = 0;
    await listen(server, port);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new ListenFailed(port, 'it has no port');
    const scheme = tls === undefined ? 'http' : 'https';
    return new Listener(server, current, `${scheme}://127.0.0.1:${address.port}`);
  }

  /**
   * Lets another application answer from now on. Gives the requests that the former one has not answered yet, as
   * `method path`: whoever swaps between scenarios names them as late.
   */
  swap(application: HttpApplication): readonly string[] {
    const former = this.#current.root;
    this.#current.root = new Root(application);
    return former.underWay();
  }

  /** Ends all connections and stops to listen. */
  async close(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.close((error) => {
        if (error === undefined) resolve();
        else reject(error);
      });
      this.#server.closeAllConnections();
    });
  }
}

function serverFor(tls: TlsIdentity | undefined, listener: RequestListener): Server {
  if (tls === undefined) return createServer(listener);
  return createTlsServer({ key: tls.key, cert: tls.certificate, minVersion: 'TLSv1.2' }, listener);
}

function nobodyHome(): Response {
  return new Response('no cloud is running here yet\n', { status: 503 });
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new ListenFailed(port, error));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
