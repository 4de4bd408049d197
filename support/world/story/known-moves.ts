import type { Amounts } from '../../books/amounts';

/** A move of a server of the scenario, of which the suite has learned. */
export interface KnownMove {
  readonly server: string;
  /** The consumer that holds what the server had on its source. */
  readonly migration: string;
  readonly source: string;
  /** What it holds there. */
  readonly held: Amounts;
}

/** The moves of the scenario's servers whose migrations hold a share of the source. */
export class KnownMoves {
  readonly #moves: KnownMove[] = [];

  note(move: KnownMove): void {
    this.#moves.push(move);
  }

  /** The server's newest move; undefined when the suite has learned of none. */
  of(server: string): KnownMove | undefined {
    return this.#moves.findLast((move) => move.server === server);
  }

  /** What the server held before each of its moves, by the migration's UUID; undefined when there was none. */
  formerlyHeldBy(server: string): ReadonlyMap<string, Amounts> | undefined {
    const own = this.#moves.filter((move) => move.server === server);
    return own.length === 0 ? undefined : new Map(own.map(({ migration, held }) => [migration, held]));
  }

  /** The move whose migration that is; undefined when it is none of the scenario's. */
  byMigration(migration: string): KnownMove | undefined {
    return this.#moves.find((move) => move.migration === migration);
  }
}
