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

let received: InterruptingSignal | undefined;

/** Tells the run of this process to end: no step and no scenario begins any more. */
export function interrupt(signal: InterruptingSignal): void {
  received ??= signal;
}

/** The signal that the run of this process was told to end by. */
export function interruptedBy(): InterruptingSignal | undefined {
  return received;
}

/** Forgets the signal: before a run begins. */
export function beginUninterrupted(): void {
  received = undefined;
}

/** Throws when the run was told to end. */
export function refuseWhenInterrupted(): void {
  if (received !== undefined) throw new Interrupted(received);
}

/** The cloud as scenarios see it: waiting ends when the run is told to end. Clean-up waits with the cloud itself. */
export function interruptible(cloud: CloudUnderTest): CloudUnderTest {
  return {
    ...cloud,
    letTimePass: async () => {
      refuseWhenInterrupted();
      await cloud.letTimePass();
    },
  };
}
