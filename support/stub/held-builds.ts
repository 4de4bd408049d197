import type { HoldPoint } from '../contract/cloud-control';
import { RescheduledException } from './compute/exceptions';
import { replacing, type SeamChange } from './seams';
import type { TaskQueue } from './task-queue';

/** How a held build goes on. */
type Onwards = 'as ever' | 'fails';

/** The host of those that find a server its own. */
const controller = 'the controller';

/** Builds, and moves to another host, that stand still until they are released; everything else goes on meanwhile. */
export class HeldBuilds {
  /** What lets builds be held. */
  readonly changes: readonly SeamChange[];
  readonly #queue: TaskQueue;
  readonly #waiting: { readonly host: string; readonly goOn: (how: Onwards) => void }[] = [];
  #point: HoldPoint | undefined;

  constructor(queue: TaskQueue) {
    this.#queue = queue;
    this.changes = [
      replacing('compute', 'operations', 'schedule', (steps) => ({
        ...steps,
        askPlacement: async (context) => {
          if (context.server.vmState === 'building') await this.#stop('waiting for a host', controller);
          return steps.askPlacement(context);
        },
      })),
      replacing('compute', 'operations', 'buildServers', (steps) => ({
        ...steps,
        selectHosts: async (context) =>
          this.#pass('claimed by the scheduler', controller, await steps.selectHosts(context)),
      })),
      replacing('compute', 'operations', 'migrateServer', (steps) => ({
        ...steps,
        selectHost: async (context) =>
          this.#pass('claimed by the scheduler', controller, await steps.selectHost(context)),
      })),
      replacing('compute', 'operations', 'evacuateServer', (steps) => ({
        ...steps,
        selectHost: async (context) =>
          this.#pass('claimed by the scheduler', controller, await steps.selectHost(context)),
      })),
      replacing('compute', 'operations', 'build', (steps) => ({
        ...steps,
        begin: async (context) => this.#pass('claimed in Placement', context.process.host, await steps.begin(context)),
        beginNetworking: async (context) => {
          const onward = await steps.beginNetworking(context);
          const how = await this.#stop('claimed by the host', context.process.host);
          if (how === 'fails') throw new RescheduledException(context.server.uuid, 'the host was told to fail');
          return onward;
        },
      })),
    ];
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
