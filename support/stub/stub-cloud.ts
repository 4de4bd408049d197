import type { FreeingRequest, HoldPoint, OrphanedAllocation, TokenHolder } from '../contract/cloud-control';
import type { Neighbour } from '../contract/trouble';
import { assemble, type AssembledServices } from './assemble';
import type { BarrierEnd, BarrierState } from './barrier';
import { type Breakdown, BreakdownLog } from './breakdowns';
import { Clock } from './clock';
import type { Compute } from './compute/create-compute';
import type { HttpApplication } from './http/http-application';
import { IdSource } from './id-source';
import { checkSettings, type StubSettings } from './stub-settings';
import { StubTime } from './stub-time';
import { type TakeTurn, TaskQueue } from './task-queue';

/** What nobody can do over an API: to the processes of an embedded cloud and to the paths between them. */
export interface StubControl {
  /** Stops a host's nova-compute. Throws a RangeError for an unknown host. */
  stopCompute(host: string): void;
  /** Kills a host's nova-compute in the middle of whatever it does. Throws a RangeError for an unknown host. */
  killCompute(host: string): void;
  /** Starts a host's nova-compute; what it does first is under way. Throws a RangeError for an unknown host. */
  startCompute(host: string): void;
  /** Starts a host's nova-compute anew, without the guests that it had. Throws a RangeError for an unknown host. */
  reinstallCompute(host: string): void;
  /** Whether a host's nova-compute runs. Throws a RangeError for an unknown host. */
  computeIsRunning(host: string): boolean;
  /** Disturbs or mends the path from Nova to a neighbour. */
  setPath(neighbour: Neighbour, state: BarrierState): void;
  /** Lets Keystone refuse the credentials by which Nova signs in for Placement, and its tokens, until that path is set anew. */
  refuseCredentialsForPlacement(): void;
  /** Holds the builds of servers that come to a point from now on; everything else goes on meanwhile. */
  holdBuilds(point: HoldPoint): void;
  /** Lets all held builds go on. */
  releaseBuilds(): void;
  /** Lets all held builds go on, and those that have come to their host fail there. */
  failBuilds(): void;
  /** Lets the next deletes of servers wait until there are so many, each of which has found its server. */
  meetDeletes(count: number): void;
  /** What Nova has freed at its neighbours so far, or wanted to and could not, in order. */
  freeing(end: BarrierEnd): readonly FreeingRequest[];
  /** A token of the user's in the project that has expired. */
  expiredToken(holder: TokenHolder): string;
  /** Runs Nova's audit of the allocations. Rejects when Placement cannot be read over Nova's path to it. */
  audit(): Promise<readonly OrphanedAllocation[]>;
}

/** An embedded cloud: Keystone, Placement, Glance, Neutron, Cinder and Nova in one process, with a time of their own. */
export class StubCloud {
  readonly control: StubControl;
  readonly #time: StubTime;
  readonly #breakdowns = new BreakdownLog();
  readonly #compute: Compute;
  readonly #root: HttpApplication;
  readonly #underWay: string[] = [];
  readonly #late: string[] = [];
  #state: 'open' | 'disposed' = 'open';

  /**
   * Makes a cloud: every host is up and in Placement when it is there. Rejects with a RangeError for settings that
   * cannot be played.
   */
  static async create(settings: StubSettings): Promise<StubCloud> {
    checkSettings(settings);
    const cloud = new StubCloud(settings);
    await cloud.#compute.boot();
    return cloud;
  }

  private constructor(settings: StubSettings) {
    this.#time = new StubTime(new Clock(settings.startsAt), new TaskQueue(turnsOf(settings)));
    const services = assemble(settings, this.#time, this.#breakdowns);
    this.#compute = services.compute;
    this.#root = services.root;
    this.control = controlOf(services);
  }

  /** Answers a request to any of the services, by the prefix of its path. */
  async fetch(request: Request): Promise<Response> {
    const name = `${request.method} ${new URL(request.url).pathname}`;
    if (this.#state === 'disposed') {
      this.#late.push(name);
      return new Response('this embedded cloud is over\n', { status: 503 });
    }
    this.#underWay.push(name);
    try {
      return await this.#root(request);
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(name), 1);
    }
  }

  /** Lets the cloud go on: what is due, then the next thing. Rejects when the stub itself is broken. */
  letTimePass(): Promise<void> {
    return this.#recordingBreakdowns(() => this.#time.letTimePass());
  }

  /** Lets the cloud go on until a moment of another clock. Rejects when the stub itself is broken. */
  follow(moment: number): Promise<void> {
    return this.#recordingBreakdowns(() => this.#time.follow(moment));
  }

  async #recordingBreakdowns(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#breakdowns.record('task', error);
      throw error;
    }
  }

  /** The cloud's time, in milliseconds since 1970. */
  now(): number {
    return this.#time.clock.now();
  }

  /** What went wrong inside the stub itself. */
  breakdowns(): readonly Breakdown[] {
    return this.#breakdowns.all();
  }

  /** Ends the cloud; answers the names of tasks and requests that were still under way. */
  dispose(): readonly string[] {
    this.#state = 'disposed';
    this.#time.queue.dispose();
    this.#time.clock.dispose();
    this.#late.push(...this.#underWay);
    return this.lateWork();
  }

  /** The names of tasks and requests that have outlived the cloud so far. */
  lateWork(): readonly string[] {
    return [...this.#time.queue.lateWork(), ...this.#late];
  }
}

function turnsOf({ disorder, seed }: StubSettings): TakeTurn | undefined {
  if (disorder?.background !== 'random') return undefined;
  const chance = new IdSource(seed);
  return (waiting) => chance.below(waiting);
}

/** What Placement answers to a token that Keystone refuses, and Keystone to wrong credentials. */
const unauthorized: BarrierState = { kind: 'answer', status: 401 };

function controlOf(services: AssembledServices): StubControl {
  const { barriers, freeing, heldBuilds, meetingDeletes } = services;
  const { processes } = services.compute;
  const processOf = (host: string) => {
    const process = processes.get(host);
    if (process !== undefined) return process;
    throw new RangeError(`the embedded cloud has no host "${host}"; its hosts: ${[...processes.keys()].join(', ')}`);
  };
  return {
    stopCompute: (host) => {
      processOf(host).stop();
      heldBuilds.forget(host);
    },
    killCompute: (host) => {
      processOf(host).kill();
      heldBuilds.forget(host);
    },
    startCompute: (host) => {
      processOf(host).start();
    },
    reinstallCompute: (host) => {
      processOf(host).kill();
      heldBuilds.forget(host);
      processOf(host).reinstall();
    },
    computeIsRunning: (host) => processOf(host).isRunning(),
    setPath: (neighbour, state) => {
      barriers[neighbour].set(state);
      if (neighbour === 'Placement') barriers.placementSignIn.set({ kind: 'open' });
    },
    refuseCredentialsForPlacement: () => {
      barriers.Placement.set(unauthorized);
      barriers.placementSignIn.set(unauthorized);
    },
    holdBuilds: (point) => {
      heldBuilds.hold(point);
    },
    releaseBuilds: () => {
      heldBuilds.release();
    },
    failBuilds: () => {
      heldBuilds.fail();
    },
    meetDeletes: (count) => {
      meetingDeletes.meet(count);
    },
    freeing: (end) => freeing[end],
    expiredToken: ({ user, project }) => services.identity.expiredToken(user, project),
    audit: () => services.compute.audit(),
  };
}
