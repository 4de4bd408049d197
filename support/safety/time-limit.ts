/** How long a run may last. */
export class TimeLimit {
  #limit: { readonly until: number; readonly minutes: number } | undefined;

  /** From now on no scenario begins after so many real minutes; undefined ends the limit. */
  set(minutes: number | undefined): void {
    this.#limit = minutes === undefined ? undefined : { until: performance.now() + minutes * 60_000, minutes };
  }

  /** Why no further scenario may begin; undefined while there is time. */
  overtime(): string | undefined {
    if (this.#limit === undefined || performance.now() < this.#limit.until) return undefined;
    return `the run has lasted longer than the ${this.#limit.minutes} min that its plan allows at most`;
  }
}
