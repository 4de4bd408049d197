import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ReferenceCloudError } from './failure';

const POLL_MILLISECONDS = 50;

/**
 * Asks again and again until the probe gives something other than undefined, and resolves with it.
 * Rejects with the error of `onTime` when `seconds` have passed; a probe that throws ends the waiting with its error.
 */
export async function until<T>(
  seconds: number,
  probe: () => T | undefined | Promise<T | undefined>,
  onTime: () => Error,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) {
      return found;
    }
    if (performance.now() >= deadline) {
      throw onTime();
    }
    await pause(POLL_MILLISECONDS);
  }
}

/** Like {@link until} for something that is true or not yet; `what` completes "… within n s". */
export async function untilTrue(seconds: number, what: string, probe: () => boolean | Promise<boolean>): Promise<void> {
  await until(
    seconds,
    async () => ((await probe()) ? true : undefined),
    () => new ReferenceCloudError(`${what} within ${seconds} s`),
  );
}

/** True when something accepts connections at a port of 127.0.0.1. */
export function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}
