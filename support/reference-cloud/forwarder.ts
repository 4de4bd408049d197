import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as requestOf } from 'node:http';
import { once } from 'node:events';
import type { PathState } from '../contract/trouble';
import { tellHold, tellState, type Hold } from './path-state';

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
  /** What is held there, whatever the state is; left out where nothing is. */
  readonly holds?: readonly Hold[];
  readonly port: number;
  /** Requests that came since the path was made. */
  readonly requests: number;
}

/** What a path does, for a person: `answer 503 to DELETE, holds the answer of PUT /allocations/`. */
export function tellPath({ state, holds = [] }: PathReport): string {
  return [tellState(state), ...holds.map((hold) => `holds ${tellHold(hold)}`)].join(', ');
}

/** True for a path that lets everything through. */
export function isClear({ state, holds = [] }: PathReport): boolean {
  return state.kind === 'open' && holds.length === 0;
}

/** A request of Nova that went on to the service, or was stopped on its way. */
export interface ForwardedRequest {
  readonly name: string;
  readonly method: string;
  /** Below the service's address, with its query. */
  readonly path: string;
}

/** What became of a request on a path that is open to connections. */
export type ForwardedEnd = 'passed' | 'stopped';

/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1). */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Forwards HTTP requests to a service on the loopback as well or as badly as it is told. */
export class ForwardedPath {
  readonly #settings: PathSettings;
  readonly #server: Server;
  readonly #note: (request: ForwardedRequest, end: ForwardedEnd) => void;
  readonly #holds: Hold[] = [];
  /** What goes on when nothing is held any more: requests and answers. */
  readonly #held = new Set<() => void>();
  /** Requests that are never answered. */
  readonly #hung = new Set<ServerResponse>();
  #state: PathState = { kind: 'refuse' };
  #port: number;
  #requests = 0;

  /** @param note is told of each request that goes on, or that is answered in place of the service or never */
  constructor(settings: PathSettings, note: (request: ForwardedRequest, end: ForwardedEnd) => void = () => undefined) {
    this.#settings = settings;
    this.#note = note;
    this.#port = settings.port;
    this.#server = createServer((incoming, outgoing) => {
      this.#requests += 1;
      this.#take(incoming, outgoing);
    });
  }

  /** The path as it is now. */
  report(): PathReport {
    const { name } = this.#settings;
    const holds = [...this.#holds];
    return {
      name,
      state: this.#state,
      ...(holds.length > 0 && { holds }),
      port: this.#port,
      requests: this.#requests,
    };
  }

  /**
   * Makes the path so from now on; what hung is broken. Resolves once connections are accepted, or refused and the open ones broken;
   * rejects if the port is taken.
   */
  async set(state: PathState): Promise<void> {
    if (state.kind === 'refuse') await this.#close();
    else await this.#listen();
    this.#state = state;
    for (const outgoing of this.#hung) outgoing.destroy();
    this.#hung.clear();
  }

  /** Holds such requests too from now on, whatever the path does to others. */
  hold(hold: Hold): void {
    this.#holds.push(hold);
  }

  /** Lets go on what is held: requests meet the path as it is now. */
  release(): void {
    this.#holds.length = 0;
    for (const goOn of this.#held) goOn();
    this.#held.clear();
  }

  async #listen(): Promise<void> {
    if (this.#server.listening) return;
    this.#server.listen({ host: '127.0.0.1', port: this.#port });
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') {
      this.#port = address.port;
    }
  }

  async #close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #take(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const hold = this.#holds.find(
      ({ method, path }) => incoming.method === method && incoming.url?.startsWith(path) === true,
    );
    if (hold === undefined) this.#takeNow(incoming, outgoing);
    else if (hold.what === 'the answer') this.#forward(incoming, outgoing, 'held answer');
    else {
      this.#keep(outgoing, () => {
        this.#takeNow(incoming, outgoing);
      });
    }
  }

  #takeNow(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const state = this.#state;
    switch (state.kind) {
      case 'open':
        this.#forward(incoming, outgoing);
        return;
      case 'refuse':
        outgoing.destroy();
        return;
      case 'answer':
        if (incoming.method === (state.method ?? incoming.method)) this.#answer(state.status, incoming, outgoing);
        else this.#forward(incoming, outgoing);
        return;
      case 'delay':
        this.#later(state.seconds, incoming, outgoing);
        return;
      case 'hang':
        this.#tell(incoming, 'stopped');
        this.#hung.add(outgoing);
        outgoing.on('close', () => this.#hung.delete(outgoing));
    }
  }

  #answer(status: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.#tell(incoming, 'stopped');
    incoming.resume();
    const headers = { 'Content-Type': 'text/plain', Connection: 'close' };
    outgoing.writeHead(status, headers).end(`answered ${status} on the path from Nova to ${this.#settings.name}`);
  }

  #later(seconds: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const timer = setTimeout(() => {
      this.#forward(incoming, outgoing);
    }, seconds * 1000);
    outgoing.on('close', () => {
      clearTimeout(timer);
    });
  }

  /** A caller that has given up is not gone on with. */
  #keep(outgoing: ServerResponse, goOn: () => void): void {
    this.#held.add(goOn);
    outgoing.on('close', () => this.#held.delete(goOn));
  }

  #tell({ method = '', url: path = '/' }: IncomingMessage, end: ForwardedEnd): void {
    this.#note({ name: this.#settings.name, method, path }, end);
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse, manner: 'at once' | 'held answer' = 'at once'): void {
    const { target } = this.#settings;
    const { method = '', url: path = '/' } = incoming;
    this.#tell(incoming, 'passed');
    const onward = requestOf(new URL(path, target), { method, headers: messageHeaders(incoming), agent: false });
    onward.on('response', (answer) => {
      if (manner === 'at once') pass(answer, outgoing);
      else
        this.#keep(outgoing, () => {
          pass(answer, outgoing);
        });
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }
}

function pass(answer: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, [
    ...messageHeaders(answer),
    'Connection',
    'close',
  ]);
  answer.pipe(outgoing);
  answer.on('error', () => outgoing.destroy());
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
