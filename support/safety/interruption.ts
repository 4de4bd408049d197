import { ExpectationFailed } from '../books/expectation';
import type { CloudUnderTest } from '../clouds/cloud';

/** The signals on which a run ends early and cleans up by itself. */
export const interruptingSignals = ['SIGINT', 'SIGTERM'] as const;

/** One of them. */
export type InterruptingSignal = (typeof interruptingSignals)[number];

/** The run was told to end, so what was going on in a scenario was broken off. */
class Interrupted extends ExpectationFailed {
  constructor(signal: InterruptingSignal) {
    super(`the run was interrupted by ${signal}`);
    this.name = 'Interrupted';
  }
}

/** Whether a run was told to end. */
export class Interruption {
  #signal: InterruptingSignal | undefined;

  /** The signal that the run was told to end by. */
  get signal(): InterruptingSignal | undefined {
    return this.#signal;
  }

  /** Tells the run to end: no step and no scenario begins any more. */
  receive(signal: InterruptingSignal): void {
    this.#signal ??= signal;
  }

  /** Throws when the run was told to end. */
  refuse(): void {
    if (this.#signal !== undefined) throw new Interrupted(this.#signal);
  }

  /** The cloud as scenarios see it: waiting ends when the run is told to end. Clean-up waits with the cloud itself. */
  over(cloud: CloudUnderTest): CloudUnderTest {
    return {
      ...cloud,
      letTimePass: async () => {
        this.refuse();
        await cloud.letTimePass();
      },
    };
  }
}
