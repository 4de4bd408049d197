import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as requestOf } from 'node:http';
import { once } from 'node:events';

/** What a path does to requests: it lets them through, or connecting to it is refused. */
export const pathStates = ['open', 'refused'] as const;

/** One of the states of a path. */
export type PathState = (typeof pathStates)[number];

/** A path on which requests go from Nova to another service. */
export interface PathSettings {
  /** The service that it leads to, like `placement`. */
  readonly name: string;
  /** Where Nova sends its requests, on 127.0.0.1; 0 takes any free port. */
  readonly port: number;
  /** Where they go: `http://127.0.0.1:<port>`. */
  readonly target: string;
}

/** A path as it is at this moment. */
export interface PathReport {
  readonly name: string;
  readonly state: PathState;
  readonly port: number;
  /** Requests that came since the path was made. */
  readonly requests: number;
}

/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1). */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Forwards HTTP requests to a service on the loopback, until it is told to refuse connections. */
export class ForwardedPath {
  readonly #settings: PathSettings;
  readonly #server: Server;
  #port: number;
  #requests = 0;

  constructor(settings: PathSettings) {
    this.#settings = settings;
    this.#port = settings.port;
    this.#server = createServer((incoming, outgoing) => {
      this.#requests += 1;
      forward(settings.target, incoming, outgoing);
    });
  }

  /** The path's state, taken from its listening socket. */
  report(): PathReport {
    return {
      name: this.#settings.name,
      state: this.#server.listening ? 'open' : 'refused',
      port: this.#port,
      requests: this.#requests,
    };
  }

  /** Lets requests through. Resolves once connections are accepted; rejects if the port is taken. */
  async open(): Promise<void> {
    if (this.#server.listening) {
      return;
    }
    this.#server.listen({ host: '127.0.0.1', port: this.#port });
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') {
      this.#port = address.port;
    }
  }

  /** Refuses connections and breaks those that are open. Resolves once both are done. */
  async refuse(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const url = new URL(incoming.url ?? '/', target);
  const onward = requestOf(url, { method: incoming.method, headers: messageHeaders(incoming), agent: false });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, [
      ...messageHeaders(answer),
      'Connection',
      'close',
    ]);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function messageHeaders(message: IncomingMessage): string[] {
  const headers: string[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = message.rawHeaders.slice(index, index + 2);
    if (!connectionHeaders.has(name.toLowerCase())) {
      headers.push(name, value);
    }
  }
  return headers;
}
