import { interruptingSignals, type Interruption, type InterruptingSignal } from '../safety/interruption';

/** What is done about signals while a run goes on. */
export interface SignalHandling {
  readonly print: (text: string) => void;
  /** What is told of the first signal. */
  readonly interruption: Interruption;
  /** How long the run may take to clean up by itself after the first signal, in seconds. */
  readonly secondsToStop: () => number;
  /** What is left where when the run stops at once. */
  readonly whatIsLeft: () => string;
  /** Ends the process. */
  readonly exit: (exitCode: number) => void;
}

/** What a process ends with after a signal, as shells count it. */
export const signalExitCodes = { SIGINT: 130, SIGTERM: 143 } as const satisfies Record<InterruptingSignal, number>;

/**
 * Does the work. On the first SIGINT or SIGTERM the run begins no further step and cleans up by itself; on the second, and when
 * it takes longer than it may, the process ends at once and says what is left.
 */
export async function whileHandlingSignals<T>(handling: SignalHandling, work: () => Promise<T>): Promise<T> {
  const handler = new SignalHandler(handling);
  const listeners = interruptingSignals.map((signal) => ({
    signal,
    listener: () => {
      handler.receive(signal);
    },
  }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  try {
    return await work();
  } finally {
    for (const { signal, listener } of listeners) process.off(signal, listener);
    handler.end();
  }
}

/** Knows what the first signal of a run means, and what the next one. */
export class SignalHandler {
  readonly #handling: SignalHandling;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(handling: SignalHandling) {
    this.#handling = handling;
  }

  /** To be called with each signal. */
  receive(signal: InterruptingSignal): void {
    if (this.#watchdog !== undefined) {
      this.#stopAtOnce(signal, `${signal} again: stopped at once.`);
      return;
    }
    const { print, interruption, secondsToStop } = this.#handling;
    const seconds = secondsToStop();
    interruption.receive(signal);
    print(
      `\n${signal}: no further step begins, and what this run has made and disturbed is taken back, ` +
        `within ${seconds} s at most. A second signal stops at once.\n`,
    );
    this.#watchdog = setTimeout(() => {
      this.#stopAtOnce(signal, `it has taken more than ${seconds} s to clean up: stopped at once.`);
    }, seconds * 1000);
  }

  /** The run is over: nothing more is waited for. */
  end(): void {
    clearTimeout(this.#watchdog);
  }

  #stopAtOnce(signal: InterruptingSignal, why: string): void {
    const { print, whatIsLeft, exit } = this.#handling;
    print(`\n${why}\n${whatIsLeft()}\n`);
    exit(signalExitCodes[signal]);
  }
}
