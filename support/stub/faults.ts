import type { TaskQueue } from './queue';
import type { SeamChange } from './seams';

/** An exception of the embedded cloud itself: something that no real service would have answered with. */
export interface StubFault {
  /** Where it happened: a service's name, or the queue. */
  readonly where: string;
  readonly error: Error;
}

/** What went wrong inside the embedded cloud; each entry makes the run fail. */
export class FaultLog {
  readonly #faults: StubFault[] = [];

  /** Records an exception. */
  record(where: string, error: unknown): void {
    this.#faults.push({ where, error: error instanceof Error ? error : new Error(String(error)) });
  }

  /** All so far, in order. */
  all(): readonly StubFault[] {
    return this.#faults;
  }
}

/**
 * Where the build of a server is held: its share is claimed in Placement and its host does not know of it yet, or the
 * host has claimed it and has not made it yet.
 */
export type HoldPoint = 'claimed in Placement' | 'claimed by the host';

/** Builds that stand still on their host until they are released; everything else goes on meanwhile. */
export class HeldBuilds {
  /** The change that lets builds be held. */
  readonly change: SeamChange;
  readonly #queue: TaskQueue;
  readonly #waiting: { readonly host: string; readonly goOn: () => void }[] = [];
  #point: HoldPoint | undefined;

  constructor(queue: TaskQueue) {
    this.#queue = queue;
    this.change = (seams) => {
      const { operations } = seams.compute;
      const { begin, claimHost } = operations.build;
      const build: typeof operations.build = {
        ...operations.build,
        begin: async (context) => this.#pass('claimed in Placement', context.process.host, await begin(context)),
        claimHost: async (context) => this.#pass('claimed by the host', context.process.host, await claimHost(context)),
      };
      return { ...seams, compute: { ...seams.compute, operations: { ...operations, build } } };
    };
  }

  /** Holds every build that comes to a point from now on. */
  hold(point: HoldPoint): void {
    this.#point = point;
  }

  /** Lets all builds go on. */
  release(): void {
    this.#point = undefined;
    for (const { goOn } of this.#waiting.splice(0)) goOn();
  }

  /** A host's nova-compute has ended, and what it had in hand with it. */
  forget(host: string): void {
    const others = this.#waiting.filter((build) => build.host !== host);
    this.#waiting.splice(0, Infinity, ...others);
  }

  async #pass<Outcome>(point: HoldPoint, host: string, outcome: Outcome): Promise<Outcome> {
    if (this.#point === point) await this.#queue.pause((goOn) => this.#waiting.push({ host, goOn }));
    return outcome;
  }
}
