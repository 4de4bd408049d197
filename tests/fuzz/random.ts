import { IdSource } from '../../support/stub/id-source';

/** Choices that a seed decides: the same seed makes the same ones, in the same order. */
export class Random {
  readonly #source: IdSource;

  constructor(seed: number) {
    this.#source = new IdSource(seed);
  }

  /** An integer from 0 up to, but without, `limit`. */
  below(limit: number): number {
    return this.#source.below(limit);
  }

  /** True in so many of a hundred cases. */
  isLucky(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** Throws a RangeError when there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item {
    const index = this.below(items.length);
    for (const item of items.slice(index, index + 1)) return item;
    throw new RangeError('there is nothing to choose from');
  }

  uuid(): string {
    return this.#source.uuid();
  }
}
