import { replacing, type SeamChange } from './seams';

/** Deletes that wait for one another once each has found its server, so that none comes too late to meet the others. */
export class MeetingDeletes {
  /** The change that lets deletes meet. */
  readonly change: SeamChange;
  #missing = 0;
  #goOn: (() => void)[] = [];

  constructor() {
    this.change = replacing('compute', 'operations', 'deleteServer', (steps) => ({
      ...steps,
      deleteBeforeAnyHost: async (context) => {
        await this.#meet();
        return steps.deleteBeforeAnyHost(context);
      },
    }));
  }

  /** Lets the next deletes go on together, as soon as there are so many. */
  meet(count: number): void {
    this.#missing = count;
  }

  async #meet(): Promise<void> {
    if (this.#missing === 0) return;
    this.#missing -= 1;
    if (this.#missing > 0) {
      await new Promise<void>((goOn) => this.#goOn.push(goOn));
      return;
    }
    for (const goOn of this.#goOn.splice(0)) goOn();
  }
}
