/** What the scenario's steps have verified: a Then that verifies nothing must not pass. */
export class Verifications {
  #inStep = 0;
  #verdicts = 0;

  /** Forgets what earlier steps have verified. */
  beginStep(): void {
    this.#inStep = 0;
  }

  /** Counts something that the step has verified. */
  note(): void {
    this.#inStep += 1;
  }

  /** How many things the step has verified so far. */
  inStep(): number {
    return this.#inStep;
  }

  /** Counts a Then that has verified something. */
  noteVerdict(): void {
    this.#verdicts += 1;
  }

  hasVerdict(): boolean {
    return this.#verdicts > 0;
  }
}
