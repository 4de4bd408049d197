import type { Neighbour, Trouble } from './trouble';

/**
 * What the suite does to a cloud that no API can do. Each method returns once its direct effect is there (the process
 * is gone, the connection is refused) and rejects when it is not; what follows from it is waited for through the APIs.
 */
export interface CloudControl {
  /** Stops the host's nova-compute as an operator would. */
  stopCompute(host: string): Promise<void>;
  /** Ends the host's nova-compute at once, as a crash would; there on a cloud with the capability `held-build`. */
  killCompute?(host: string): Promise<void>;
  /** Starts the host's nova-compute again. */
  startCompute(host: string): Promise<void>;
  /** Disturbs the path from Nova to a neighbour in one way, instead of whatever disturbed it before. */
  disturb(neighbour: Neighbour, trouble: Trouble): Promise<void>;
  /** Mends the path from Nova to a neighbour. */
  mend(neighbour: Neighbour): Promise<void>;
  /** Tells what Nova frees at its neighbours; there on a cloud that can watch the paths between them. */
  readonly effects?: EffectsControl;
  /**
   * Lets Keystone refuse the credentials by which Nova signs in for Placement, and what tokens Nova has, until the path to Placement
   * is mended; there on a cloud with the capability `placement-sign-in`.
   */
  refuseCredentialsForPlacement?(): Promise<void>;
  /** Holds builds; there on a cloud with the capability `held-build`. */
  readonly builds?: BuildControl;
  /** Lets requests meet, which elsewhere is left to chance. */
  readonly meetings?: MeetingControl;
  /**
   * Keeps what Nova writes to allocations waiting on its way to Placement until the path is mended, so that others can come before;
   * there on a cloud with the capability `placement-held`.
   */
  holdAllocationWrites?(): Promise<void>;
  /** A token of the user's in the project that Keystone would have issued and that has ended; there with the capability `expired-token`. */
  expiredToken?(holder: TokenHolder): Promise<string>;
  /** Runs nova-manage; there on a cloud with the capability `nova-manage`. */
  readonly novaManage?: NovaManageControl;
  /** Brings back hosts that were removed; there on a cloud with the capability `removes-host`. */
  readonly removals?: RemovalControl;
}

/** Brings back hosts whose compute service was removed, which no API can do. */
export interface RemovalControl {
  /** Whether the host's nova-compute runs now. */
  computeIsRunning(host: string): Promise<boolean>;
  /** Starts the host's nova-compute, which runs nothing of what it ran before. */
  reinstall(host: string): Promise<void>;
  /** Makes hosts known to their cell that have come since (`nova-manage cell_v2 discover_hosts`). */
  discoverHosts(): Promise<void>;
}

/** Whose a token is, by their ids. */
export interface TokenHolder {
  readonly user: string;
  readonly project: string;
}

/**
 * Where the build of a server is held, in the order in which it comes there:
 *
 * - `waiting for a host`: the scheduler has asked Placement for room and has no answer yet (reference A.4, D11);
 * - `claimed by the scheduler`: it has claimed a share, and no cell knows the server yet (D11, with something to free);
 * - `claimed in Placement`: a cell knows the server, and its host does not yet (D12, bug 1729371);
 * - `claimed by the host`: the host has claimed it and has no ports for it yet (D13, D14).
 */
export type HoldPoint =
  'waiting for a host' | 'claimed by the scheduler' | 'claimed in Placement' | 'claimed by the host';

/** Something that Nova asked a neighbour to take away. */
export interface FreeingRequest {
  readonly neighbour: Neighbour;
  readonly method: string;
  /** With or without the prefix of the neighbour's endpoint, and with its query. */
  readonly path: string;
}

/** Watches what Nova frees: its DELETE requests to the neighbours, and where the cloud can see them others that take something away. */
export interface EffectsControl {
  /** The neighbours the path to which is watched. */
  readonly neighbours: readonly Neighbour[];
  /** Forgets what was seen so far. */
  begin(): Promise<void>;
  /** What Nova has freed since, in order over all neighbours. */
  read(): Promise<readonly FreeingRequest[]>;
  /**
   * What Nova wanted to free since, and what a path that answers in place of its neighbour, or hangs, has kept from it. Whether a request
   * that was refused its connection is among these is the cloud's to say: not every one sees it.
   */
  stopped(): Promise<readonly FreeingRequest[]>;
}

/** Lets requests meet. */
export interface MeetingControl {
  /** Lets the next deletes of servers wait until there are so many, each of which has found its server. */
  meetDeletes(count: number): Promise<void>;
}

/** What a consumer holds on one provider although no server and no move on that host is behind it, as the audit tells it. */
export interface OrphanedAllocation {
  readonly consumer: string;
  /** The provider's UUID. */
  readonly provider: string;
  /** By resource class. */
  readonly amounts: Readonly<Record<string, number>>;
}

/** Runs Nova's program for operators, which reads Nova's databases. */
export interface NovaManageControl {
  /**
   * Looks for orphans on every provider of the cloud, and removes nothing (`nova-manage placement audit`, reference B.4).
   * Rejects when the audit could not be run to its end.
   */
  audit(): Promise<readonly OrphanedAllocation[]>;
}

/** Holds servers in the middle of their build. */
export interface BuildControl {
  /** The neighbours the paths to which hold builds; to mend such a path lets builds go on too. */
  readonly paths: readonly Neighbour[];
  /** Holds every build that comes to the point from now on; everything else goes on meanwhile. */
  hold(point: HoldPoint): Promise<void>;
  /** Lets all builds go on. */
  release(): Promise<void>;
  /**
   * Lets all builds go on, and those that are on their host fail there, before another host tries.
   *
   * @param untilFailed resolves once the host is seen to have given the build up
   */
  fail(untilFailed: () => Promise<void>): Promise<void>;
}
