import type { Exchange, ExchangeListener } from '../api/exchange';
import { tellExchange } from '../books/telling';

/** Every request of a scenario and what came back, in the order of the answers. */
export class Transcript {
  readonly #exchanges: Exchange[] = [];

  /** What the scenario's clients tell of their exchanges. */
  readonly listener: ExchangeListener = (exchange) => {
    this.#exchanges.push(exchange);
  };

  /** All exchanges so far. */
  exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** The last request by which somebody changed something, as a line; undefined when nobody has yet. */
  lastChange(): string | undefined {
    const last = this.#exchanges.findLast(
      ({ method, service }) => service !== 'identity' && method !== 'GET' && method !== 'HEAD',
    );
    return last === undefined ? undefined : tellExchange(last);
  }
}
