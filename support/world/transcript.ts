import type { Exchange, ExchangeListener } from '../api/exchange';
import { tellExchange } from '../books/telling';

/** Every request of a scenario and what came back, in the order of the answers. */
export class Transcript {
  readonly #exchanges: Exchange[] = [];
  readonly #aside = new Set<Exchange>();

  /** What the scenario's clients tell of their exchanges. */
  readonly listener: ExchangeListener = (exchange) => {
    this.#exchanges.push(exchange);
  };

  /** All exchanges so far. */
  exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** Does work of the suite itself, like planting a canary: what it changes is nobody's last change. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#exchanges.length;
    try {
      return await work();
    } finally {
      for (const exchange of this.#exchanges.slice(before)) this.#aside.add(exchange);
    }
  }

  /** The last request of somebody who acts, as a line; undefined when nobody has acted yet. */
  lastAct(): string | undefined {
    const last = this.#exchanges.findLast(({ person, service }) => person !== 'auditor' && service !== 'identity');
    return last === undefined ? undefined : tellExchange(last);
  }

  /** The last request by which somebody changed something, as a line; undefined when nobody has yet. */
  lastChange(): string | undefined {
    const last = this.#exchanges.findLast((exchange) => isChange(exchange) && !this.#aside.has(exchange));
    return last === undefined ? undefined : tellExchange(last);
  }
}

function isChange({ method, service }: Exchange): boolean {
  return service !== 'identity' && method !== 'GET' && method !== 'HEAD';
}
