import type { Observation } from './observation';

/** Of which scenarios somebody wants to know what they showed. */
export type Wanted = (id: string) => boolean;

/** What the scenarios of a run show, for whoever records or compares it. */
export class Observations {
  readonly #all = new Map<string, Observation>();
  #wanted: Wanted = () => false;

  /** From now on the wanted scenarios are observed. */
  want(wanted: Wanted): void {
    this.#wanted = wanted;
  }

  /** True when somebody wants to know what the scenario shows. */
  isWanted(id: string): boolean {
    return this.#wanted(id);
  }

  /** Keeps what a scenario showed. */
  keep(observation: Observation): void {
    this.#all.set(observation.id, observation);
  }

  /** What was kept, by the scenarios' ids. */
  all(): ReadonlyMap<string, Observation> {
    return this.#all;
  }
}
