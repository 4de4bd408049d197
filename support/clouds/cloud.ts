import type { CloudAccess } from '../api/connection';
import type { Credentials } from '../api/credentials';
import type { PersonName } from './people';
import type { Release } from './release';
import type { CloudSettings } from './settings';
import type { CloudTiming } from './timing';
import type { Neighbour, Trouble } from './trouble';

/** Where a cloud comes from: started by the suite in its own process, by the project on this machine, or somebody else's. */
export type CloudKind = 'embedded' | 'reference' | 'remote';

/** What a cloud lets the suite do beyond calling its APIs; scenarios ask for it by the tag of the same name. */
export const capabilities = [
  'exclusive-host',
  'two-hosts',
  'compute-control',
  'placement-refused',
  'placement-error',
  'placement-hang',
  'neutron-error',
  'cinder-error',
  'glance-error',
  'volumes',
  'soft-delete',
  'removes-host',
  'held-build',
  'reader',
  'stranger',
] as const;

/** One of the capabilities that a scenario may ask for. */
export type Capability = (typeof capabilities)[number];

/** What is on the cloud for servers to be made of, by name. */
export interface CloudResources {
  readonly image: string;
  readonly flavor: string;
  /** A flavor that needs more of a host than `flavor`, where there is one. */
  readonly flavorLarge?: string;
  readonly network: string;
  /** The availability zone of the exclusive hosts. */
  readonly zone: string;
}

/**
 * What the suite does to a cloud that no API can do. Each method returns once its direct effect is there (the process
 * is gone, the connection is refused) and rejects when it is not; what follows from it is waited for through the APIs.
 */
export interface CloudControl {
  /** Stops the host's nova-compute as an operator would. */
  stopCompute(host: string): Promise<void>;
  /** Starts the host's nova-compute again. */
  startCompute(host: string): Promise<void>;
  /** Disturbs the path from Nova to a neighbour in one way, instead of whatever disturbed it before. */
  disturb(neighbour: Neighbour, trouble: Trouble): Promise<void>;
  /** Mends the path from Nova to a neighbour. */
  mend(neighbour: Neighbour): Promise<void>;
  /** Holds builds; there on a cloud with the capability `held-build`. */
  readonly builds?: BuildControl;
}

/**
 * Where the build of a server is held: its share is claimed in Placement and its host does not know of it yet (bug
 * 1729371), or the host has claimed it and has not made it yet (reference A.4, D14).
 */
export type HoldPoint = 'claimed in Placement' | 'claimed by the host';

/** Holds servers in the middle of their build. */
export interface BuildControl {
  /** Holds every build that comes to the point from now on; everything else goes on meanwhile. */
  hold(point: HoldPoint): Promise<void>;
  /** Lets all builds go on. */
  release(): Promise<void>;
}

/** What a person types to undo what the control did, when the suite could not. */
export interface ByHand {
  startCompute(host: string): string;
  mend(neighbour: Neighbour): string;
}

/** The cloud under test as the suite sees it from outside. */
export interface CloudUnderTest {
  readonly name: string;
  readonly kind: CloudKind;
  readonly release: Release;
  readonly access: CloudAccess;
  readonly people: Readonly<Partial<Record<PersonName, Credentials>>>;
  readonly resources: CloudResources;
  /** The hosts set aside for the suite. */
  readonly hosts: readonly string[];
  /** Those of them that the suite may disturb; on the embedded and the reference cloud all. */
  readonly disrupt: ReadonlySet<string>;
  /** Whether the suite may disturb what the whole cloud shares, like Nova's path to Placement. */
  readonly disruptCloud: 'allowed' | 'not allowed';
  readonly capabilities: ReadonlySet<Capability>;
  readonly timing: CloudTiming;
  readonly settings: CloudSettings;
  readonly control: CloudControl;
  readonly byHand: ByHand;
  /** Makes the cloud ready for the next scenario; the embedded cloud starts afresh. */
  beginScenario(): Promise<void>;
  /** Rejects when work of the scenario outlived it. */
  endScenario(): Promise<void>;
  /** Lets the cloud go on for a moment: one poll interval on a real cloud, the next thing that is due on the embedded one. */
  letTimePass(): Promise<void>;
  /** The cloud's time in milliseconds; only differences mean anything. */
  now(): number;
  /** Ends the suite's use of the cloud. */
  close(): Promise<void>;
}
