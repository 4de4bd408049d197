import type { PathState } from '../contract/trouble';
import type { HttpApplication } from './http/http-application';
import type { StubTime } from './stub-time';

/** What a barrier does to the requests that come to it. */
export type BarrierState =
  | PathState
  /** What is to change something below this path of the service waits until the state changes. */
  | { readonly kind: 'hold writes'; readonly below: string };

/** The connection was refused: keystoneauth's `ConnectFailure`. */
export class ConnectionRefused extends Error {
  constructor(path: string) {
    super(`connection refused on the path ${path}`);
    this.name = 'ConnectionRefused';
  }
}

/** The answer did not come in time: keystoneauth's `ConnectTimeout`. */
export class AnswerTimedOut extends Error {
  constructor(path: string) {
    super(`no answer in time on the path ${path}`);
    this.name = 'AnswerTimedOut';
  }
}

/** Whether the request came to the service. */
export type BarrierEnd = 'passed' | 'stopped';

/** A path between two services of the embedded cloud, like `nova to placement`, which can be disturbed. */
export class Barrier {
  readonly name: string;
  readonly #application: HttpApplication;
  readonly #stop: (request: Request) => void;
  readonly #time: StubTime;
  readonly #timeoutSeconds: number;
  readonly #waiting: (() => void)[] = [];
  #state: BarrierState = { kind: 'open' };

  /**
   * @param timeoutSeconds after which the caller gives up, in the stub's time
   * @param note is told of each request once it gets through, or does not
   */
  constructor(
    name: string,
    application: HttpApplication,
    time: StubTime,
    timeoutSeconds: number,
    note: (request: Request, end: BarrierEnd) => void = () => undefined,
  ) {
    this.name = name;
    this.#application = (request) => {
      note(request, 'passed');
      return application(request);
    };
    this.#stop = (request) => {
      note(request, 'stopped');
    };
    this.#time = time;
    this.#timeoutSeconds = timeoutSeconds;
  }

  /** Disturbs or mends the path from now on; what waits meets it as it is now. */
  set(state: BarrierState): void {
    this.#state = state;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Sends a request along the path. Rejects with {@link ConnectionRefused} or {@link AnswerTimedOut}. */
  async fetch(request: Request): Promise<Response> {
    switch (this.#state.kind) {
      case 'open':
        return this.#application(request);
      case 'refuse':
        this.#stop(request);
        throw new ConnectionRefused(this.name);
      case 'answer':
        if (request.method !== (this.#state.method ?? request.method)) return this.#application(request);
        this.#stop(request);
        return new Response(`answered ${this.#state.status} on the path ${this.name}`, { status: this.#state.status });
      case 'delay':
        await this.#time.park(this.#state.seconds, `delay on the path ${this.name}`);
        return this.#application(request);
      case 'hang':
        this.#stop(request);
        await this.#time.park(this.#timeoutSeconds, `time-out on the path ${this.name}`);
        throw new AnswerTimedOut(this.name);
      case 'hold writes':
        if (!isWrite(request, this.#state.below)) return this.#application(request);
        await this.#wait();
        return this.fetch(request);
    }
  }

  /** A task lets the others go on meanwhile; a request just waits. */
  #wait(): Promise<void> {
    const { queue } = this.#time;
    if (queue.isInsideTask()) return queue.pause((goOn) => this.#waiting.push(goOn));
    return new Promise((goOn) => this.#waiting.push(goOn));
  }
}

function isWrite({ method, url }: Request, below: string): boolean {
  return method !== 'GET' && new URL(url).pathname.startsWith(below);
}
