/** What judges a mutant: tests or scenarios by their names. */
export interface Jury {
  /**
   * Runs everything with no mutant on, and tells for each test by its name what it reaches. Rejects when one fails: nothing can be
   * told by it then.
   */
  survey(): Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  /** Runs tests until one fails; resolves to what failed, or undefined. `onEach` is called whenever one has ended. */
  firstFailure(tests: readonly string[], onEach: () => void): Promise<string | undefined>;
}

/** What became of a mutant. */
export interface Judgement {
  readonly id: number;
  /** One that is not reached by any test survives, too; one that lets a test hang is killed. */
  readonly outcome: 'killed' | 'hung' | 'survived' | 'not reached';
  /** What has failed. */
  readonly by?: string;
}

/** Some tests in an order in which most mutants are killed soon: those that have killed before come first, then the others by chance. */
export class KillersFirst {
  readonly #kills = new Map<string, number>();

  sort(tests: readonly string[]): readonly string[] {
    return tests.toSorted((one, other) => this.#killsOf(other) - this.#killsOf(one));
  }

  note(test: string): void {
    this.#kills.set(test, this.#killsOf(test) + 1);
  }

  #killsOf(test: string): number {
    return this.#kills.get(test) ?? 0;
  }
}

/** Parts of a list: small ones first, since most mutants are killed by the first tests. */
export function inParts<T>(list: readonly T[], sizes: readonly number[]): readonly (readonly T[])[] {
  const [size = list.length, ...others] = sizes;
  if (list.length === 0) return [];
  return [list.slice(0, size), ...inParts(list.slice(size), others)];
}
