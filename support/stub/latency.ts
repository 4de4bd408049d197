import type { HttpApplication } from './http/http-application';
import { IdSource } from './id-source';
import type { StubTime } from './stub-time';

/** Lets requests to services wait, for a time that is drawn for each: what is due in the cloud meanwhile happens. */
export class Latency {
  readonly #time: StubTime;
  readonly #seed: number;
  readonly #mostSeconds: number;
  /** How often somebody has waited for what. */
  readonly #waits = new Map<string, number>();

  /** @param mostSeconds the longest wait on the way there, and on the way back, in the stub's time; 0 for none */
  constructor(time: StubTime, seed: number, mostSeconds: number) {
    this.#time = time;
    this.#seed = seed;
    this.#mostSeconds = mostSeconds;
  }

  /** The same application, at the other end of a slow path. */
  before(application: HttpApplication): HttpApplication {
    if (this.#mostSeconds === 0) return application;
    return async (request) => {
      await this.#wait(request);
      const response = await application(request);
      await this.#wait(request);
      return response;
    };
  }

  /** Every other one waits: what always waited would keep its place among the others. */
  async #wait({ method, url }: Request): Promise<void> {
    const what = `${method} ${new URL(url).pathname}`;
    const most = Math.round(this.#mostSeconds * 1000);
    const milliseconds = this.#drawFor(what).below(2 * most + 1) - most;
    if (milliseconds <= 0) return;
    await this.#time.park(milliseconds / 1000, `latency of ${what}`);
  }

  /** Requests that a client sends at once come in any order: each draws by what it is, so that a run can be repeated all the same. */
  #drawFor(what: string): IdSource {
    const wait = (this.#waits.get(what) ?? 0) + 1;
    this.#waits.set(what, wait);
    let drawn = this.#seed + wait;
    for (let place = 0; place < what.length; place++) drawn = Math.imul(drawn ^ what.charCodeAt(place), 0x01000193);
    return new IdSource(drawn);
  }
}
