/** One run of a soak that has ended. */
export interface SoakRun {
  readonly seed: number;
  /** What it left to its seed, as options of the gate. */
  readonly disorder: readonly string[];
  readonly verdict: 'green' | 'red';
  readonly seconds: number;
}

/** What a soak has seen so far. */
export class SoakTally {
  readonly #runs: number;
  readonly #red: SoakRun[] = [];
  #ended = 0;

  /** @param runs how many there are to be */
  constructor(runs: number) {
    this.#runs = runs;
  }

  /** How many runs have ended. */
  get ended(): number {
    return this.#ended;
  }

  add(run: SoakRun): void {
    this.#ended += 1;
    if (run.verdict === 'red') this.#red.push(run);
  }

  /** `3 of 100 runs, 1 failed`, and below it what does the failed ones again. */
  tell(): string {
    const count = this.#ended === this.#runs ? `${this.#runs} runs` : `${this.#ended} of ${this.#runs} runs`;
    const again = this.#red.map((run) => `  --seed ${[run.seed, ...run.disorder].join(' ')}\n`);
    return `${count}, ${this.#red.length} failed${again.length === 0 ? '' : '; each is done again with its'}\n${again.join('')}`;
  }

  /** `3/100`. */
  tellPlace(): string {
    return `${String(this.#ended).padStart(String(this.#runs).length)}/${this.#runs}`;
  }

  exitCode(): 0 | 1 {
    return this.#red.length === 0 ? 0 : 1;
  }
}

/** A line for the run that ended last. */
export function tellSoakRun({ verdict, seconds, seed, disorder }: SoakRun, tally: SoakTally): string {
  const options = ['--seed', String(seed).padEnd(6), ...disorder].join(' ');
  return `  ${tally.tellPlace()}  ${verdict.padEnd(5)}  ${seconds.toFixed(1).padStart(5)} s  ${options}\n`;
}
