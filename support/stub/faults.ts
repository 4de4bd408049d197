import type { HoldPoint } from '../contract/cloud-control';
import { RescheduledException } from './compute/errors';
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

/** How a held build goes on. */
type Onwards = 'as ever' | 'fails';

/** The host of those that find a server its own. */
const controller = 'the controller';

/** Builds that stand still until they are released; everything else goes on meanwhile. */
export class HeldBuilds {
  /** The change that lets builds be held. */
  readonly change: SeamChange;
  readonly #queue: TaskQueue;
  readonly #waiting: { readonly host: string; readonly goOn: (how: Onwards) => void }[] = [];
  #point: HoldPoint | undefined;

  constructor(queue: TaskQueue) {
    this.#queue = queue;
    this.change = (seams) => {
      const { operations } = seams.compute;
      const { begin, beginNetworking } = operations.build;
      const { askPlacement } = operations.schedule;
      const { selectHosts } = operations.buildServers;
      const schedule: typeof operations.schedule = {
        ...operations.schedule,
        askPlacement: async (context) => {
          if (context.server.vmState === 'building') await this.#stop('waiting for a host', controller);
          return askPlacement(context);
        },
      };
      const buildServers: typeof operations.buildServers = {
        ...operations.buildServers,
        selectHosts: async (context) => this.#pass('claimed by the scheduler', controller, await selectHosts(context)),
      };
      const build: typeof operations.build = {
        ...operations.build,
        begin: async (context) => this.#pass('claimed in Placement', context.process.host, await begin(context)),
        beginNetworking: async (context) => {
          const onward = await beginNetworking(context);
          const how = await this.#stop('claimed by the host', context.process.host);
          if (how === 'fails') throw new RescheduledException(context.server.uuid, 'the host was told to fail');
          return onward;
        },
      };
      return {
        ...seams,
        compute: { ...seams.compute, operations: { ...operations, schedule, buildServers, build } },
      };
    };
  }

  /** Holds every build that comes to a point from now on. */
  hold(point: HoldPoint): void {
    this.#point = point;
  }

  /** Lets all builds go on. */
  release(): void {
    this.#letGoOn('as ever');
  }

  /** Lets all builds go on, and those that have come to their host fail there. */
  fail(): void {
    this.#letGoOn('fails');
  }

  /** A host's nova-compute has ended, and what it had in hand with it. */
  forget(host: string): void {
    const others = this.#waiting.filter((build) => build.host !== host);
    this.#waiting.splice(0, Infinity, ...others);
  }

  async #pass<Outcome>(point: HoldPoint, host: string, outcome: Outcome): Promise<Outcome> {
    await this.#stop(point, host);
    return outcome;
  }

  async #stop(point: HoldPoint, host: string): Promise<Onwards> {
    let onwards: Onwards = 'as ever';
    if (this.#point !== point) return onwards;
    await this.#queue.pause((resume) => {
      const goOn = (how: Onwards): void => {
        onwards = how;
        resume();
      };
      this.#waiting.push({ host, goOn });
    });
    return onwards;
  }

  #letGoOn(how: Onwards): void {
    this.#point = undefined;
    for (const { goOn } of this.#waiting.splice(0)) goOn(how);
  }
}
