import type { HttpApplication } from './http/http-application';
import type { IdSource } from './id-source';
import type { StubTime } from './stub-time';

/** Lets requests to services wait, for a time that is drawn for each: what is due in the cloud meanwhile happens. */
export class Latency {
  readonly #time: StubTime;
  readonly #chance: IdSource;
  readonly #mostSeconds: number;

  /** @param mostSeconds the longest wait on the way there, and on the way back, in the stub's time; 0 for none */
  constructor(time: StubTime, chance: IdSource, mostSeconds: number) {
    this.#time = time;
    this.#chance = chance;
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
    const most = Math.round(this.#mostSeconds * 1000);
    const milliseconds = this.#chance.below(2 * most + 1) - most;
    if (milliseconds <= 0) return;
    await this.#time.park(milliseconds / 1000, `latency of ${method} ${new URL(url).pathname}`);
  }
}
