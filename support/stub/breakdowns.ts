/** An exception of the embedded cloud itself: something that no real service would have answered with. */
export interface Breakdown {
  /** Where it happened: a service's name, or the queue. */
  readonly where: string;
  readonly error: Error;
}

/** What went wrong inside the embedded cloud; each entry makes the run fail. */
export class BreakdownLog {
  readonly #breakdowns: Breakdown[] = [];

  /** Records an exception. */
  record(where: string, error: unknown): void {
    this.#breakdowns.push({ where, error: error instanceof Error ? error : new Error(String(error)) });
  }

  /** All so far, in order. */
  all(): readonly Breakdown[] {
    return this.#breakdowns;
  }
}
