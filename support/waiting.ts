import { ExpectationFailed } from './books/expectation';
import { tellExchange } from './books/finding-lines';
import type { Exchange } from './api/exchange';
import type { CloudUnderTest } from './clouds/cloud';

/** What waiting needs of a cloud. */
export type WaitingCloud = Pick<CloudUnderTest, 'name' | 'now' | 'letTimePass'>;

/** How long to wait, and where to look for the requests that led there. */
export interface Patience {
  /** Seconds of the cloud's time. */
  readonly within: number;
  /** Real seconds after which the suite stops to wait although the cloud's time is not up; 120 when left out. */
  readonly watchdog?: number;
  /** The requests so far; those sent while waiting are told when it fails. */
  readonly requests?: () => readonly Exchange[];
}

/** What was waited for cannot come any more, like ACTIVE of a server in ERROR: the wait ends at once with this message. */
export class NoUseWaiting extends ExpectationFailed {
  constructor(message: string) {
    super(message);
    this.name = 'NoUseWaiting';
  }
}

const polledInVain = 1000;

/**
 * Polls `assertion` until it resolves, and resolves with its value. An assertion says "not yet" with {@link ExpectationFailed};
 * any other error, and {@link NoUseWaiting}, ends the wait. When the deadline in the cloud's time has passed, rejects with what
 * was waited for, the last assertion's message and the requests that led there.
 *
 * @param what reads after "waited 12 s for": `server blue to be gone`
 */
export async function eventually<T>(
  cloud: WaitingCloud,
  what: string,
  assertion: () => Promise<T>,
  patience: Patience,
): Promise<T> {
  const wait = new Wait(cloud, patience);
  for (;;) {
    const overdue = wait.reasonToStop();
    try {
      return await assertion();
    } catch (error) {
      if (!(error instanceof ExpectationFailed) || error instanceof NoUseWaiting) throw error;
      if (overdue !== undefined) throw wait.failure(what, overdue, error);
    }
    await cloud.letTimePass();
  }
}

class Wait {
  readonly #cloud: WaitingCloud;
  readonly #patience: Patience;
  readonly #startedAt: number;
  readonly #reallyStartedAt = performance.now();
  readonly #requestsBefore: number;
  #polls = 0;

  constructor(cloud: WaitingCloud, patience: Patience) {
    this.#cloud = cloud;
    this.#patience = patience;
    this.#startedAt = cloud.now();
    this.#requestsBefore = patience.requests?.().length ?? 0;
  }

  /** Why there will be no further poll, decided before a poll so that the last one is never older than the deadline. */
  reasonToStop(): string | undefined {
    this.#polls += 1;
    const watchdog = this.#patience.watchdog ?? 120;
    if (this.#passed() >= this.#patience.within) return 'the deadline has passed';
    if ((performance.now() - this.#reallyStartedAt) / 1000 >= watchdog) return `${watchdog} real seconds have passed`;
    if (this.#polls > polledInVain && this.#passed() === 0) return `the time of ${this.#cloud.name} stands still`;
    return undefined;
  }

  failure(what: string, reason: string, last: Error): ExpectationFailed {
    const lines = [
      `waited ${seconds(this.#passed())} of ${seconds(this.#patience.within)} for ${what}: ${reason}`,
      last.message,
      ...this.#requestsSince(),
    ];
    return new ExpectationFailed(lines.join('\n'));
  }

  #passed(): number {
    return (this.#cloud.now() - this.#startedAt) / 1000;
  }

  #requestsSince(): string[] {
    const sent = this.#patience.requests?.().slice(this.#requestsBefore) ?? [];
    const told = sent.slice(-3).map((exchange) => `request  ${tellExchange(exchange)}`);
    const hidden = sent.length - told.length;
    return hidden > 0 ? [`request  ${hidden} before these, while waiting`, ...told] : told;
  }
}

function seconds(value: number): string {
  return `${Number(value.toFixed(1))} s`;
}
