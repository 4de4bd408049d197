import type { CloudAccess } from '../api/connection';
import type { Credentials } from '../api/credentials';
import type { CloudControl } from '../contract/cloud-control';
import type { PersonName } from '../contract/person-names';
import type { Release } from '../contract/release';
import type { CloudSettings } from '../contract/cloud-settings';
import type { CloudTiming } from '../contract/timing';
import type { Neighbour } from '../contract/trouble';

/** Where a cloud comes from: started by the suite in its own process, by the project on this machine, or somebody else's. */
export type CloudKind = 'embedded' | 'reference' | 'remote';

/** What a cloud lets the suite do beyond calling its APIs; scenarios ask for it by the tag of the same name. */
export const capabilities = [
  'exclusive-host',
  'two-hosts',
  'all-hosts',
  'compute-control',
  'placement-refused',
  'placement-error',
  'placement-hang',
  'placement-held',
  'placement-sign-in',
  'neutron-error',
  'cinder-error',
  'glance-error',
  'volumes',
  'multi-attach',
  'soft-delete',
  'keeps-shelved',
  'removes-host',
  'cell-control',
  'held-build',
  'nova-manage',
  'expired-token',
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
  /** The type of the volumes that the suite makes; the cloud's default where it is left out. */
  readonly volumeType?: string;
  /** A volume type whose volumes several servers may have at once, where there is one. */
  readonly volumeTypeMultiattach?: string;
  /** The availability zone of the exclusive hosts. */
  readonly zone: string;
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
  /** What it was broken by on purpose, by the name of the defect. */
  readonly defect?: string;
  /** What whoever tests this cloud has to be told before a run. */
  readonly warnings?: readonly string[];
  /** Makes the cloud ready for the next scenario, which has these tags; the embedded cloud starts afresh, with the settings that it needs. */
  beginScenario(tags?: readonly string[]): Promise<void>;
  /** Rejects when work of the scenario outlived it. */
  endScenario(): Promise<void>;
  /** Lets the cloud go on for a moment: one poll interval on a real cloud, the next thing that is due on the embedded one. */
  letTimePass(): Promise<void>;
  /** The cloud's time in milliseconds; only differences mean anything. */
  now(): number;
  /** Ends the suite's use of the cloud. */
  close(): Promise<void>;
}
