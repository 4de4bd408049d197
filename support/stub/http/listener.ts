import { createServer, type Server } from 'node:http';

import { getRequestListener } from '@hono/node-server';

import type { HttpApplication } from '../gate';

/** A port of the loopback that could not be had. */
export class ListenFailed extends Error {
  constructor(port: number, cause: unknown) {
    const free = port === 0 ? '' : ' (0 takes any free port)';
    super(`cannot listen on 127.0.0.1:${port}${free}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'ListenFailed';
  }
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
  /** Where it is, like `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly #server: Server;
  readonly #current: { root: Root };

  private constructor(server: Server, current: { root: Root }, port: number) {
    this.#server = server;
    this.#current = current;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** Starts to listen; `port` 0 takes any that is free. Rejects with {@link ListenFailed}. */
  static async open(port: number): Promise<Listener> {
    const current = { root: new Root(nobodyHome) };
    const answer = getRequestListener((request) => current.root.answer(request), { overrideGlobalObjects: false });
    const server = createServer((incoming, outgoing) => {
      void answer(incoming, outgoing);
    });
    // A client keeps a connection between scenarios; only `close` ends it.
    server.keepAliveTimeout = 0;
    await listen(server, port);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new ListenFailed(port, 'it has no port');
    return new Listener(server, current, address.port);
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
