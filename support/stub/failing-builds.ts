import { RescheduledException } from './compute/errors';
import type { SeamChange } from './seams';

/** Where builds fail: the next one on whichever host it is, or the next one on each of some hosts. */
export type FailingPlace = 'whichever host' | readonly string[];

/** Builds that fail on their host after everything but the guest is there. */
export class FailingBuilds {
  /** The change that lets builds fail. */
  readonly change: SeamChange;
  #left: 'none' | 'one, wherever' | Set<string> = 'none';

  constructor() {
    this.change = (seams) => {
      const { operations } = seams.compute;
      const { spawnGuest } = operations.build;
      const build: typeof operations.build = {
        ...operations.build,
        spawnGuest: async (context) => {
          const onward = await spawnGuest(context);
          if (this.#takes(context.process.host)) {
            throw new RescheduledException(context.server.uuid, 'the host was told to fail');
          }
          return onward;
        },
      };
      return { ...seams, compute: { ...seams.compute, operations: { ...operations, build } } };
    };
  }

  /** Lets the next build fail there, once. */
  failNext(where: FailingPlace): void {
    this.#left = where === 'whichever host' ? 'one, wherever' : new Set(where);
  }

  #takes(host: string): boolean {
    if (this.#left === 'none') return false;
    if (this.#left !== 'one, wherever') return this.#left.delete(host);
    this.#left = 'none';
    return true;
  }
}
