import type { Release } from '../contract/release';
import { seededHosts } from '../contract/seeded';
import type { CloudSettings } from '../contract/cloud-settings';
import type { CloudTiming } from '../contract/timing';
import type { Disorder } from '../contract/disorder';
import type { SeedHost } from './compute/create-compute';
import type { AllocationRatios } from './compute/nova';
import type { SeedPerson } from './identity/seed-people';
import type { SeamChange } from './seams';

/** What an embedded cloud is made of. */
export interface StubSettings {
  readonly release: Release;
  /** At least one. */
  readonly hosts: readonly SeedHost[];
  /**
   * Set aside in a zone of their own, where only those servers land that ask for it, as on the reference cloud; or for
   * everybody in Nova's default zone, as Nova has it when nobody has configured anything.
   */
  readonly hostsAre: 'set aside' | 'for everybody';
  readonly timing: CloudTiming;
  readonly settings: CloudSettings;
  /** How much more than it has a host offers; the release's default when left out. */
  readonly ratios?: AllocationRatios;
  /** Who can sign in, beside Nova itself. */
  readonly people: readonly SeedPerson[];
  /** The password of the services' own users. */
  readonly servicePassword: string;
  /** Where clients reach the cloud, like `http://127.0.0.1:34567`. */
  readonly origin: string;
  /** The stub's time at the start, in milliseconds since 1970. */
  readonly startsAt: number;
  /** The same seed gives the same identifiers and replies. */
  readonly seed: number;
  /** What the seed draws besides; nothing when left out. */
  readonly disorder?: Disorder;
  /** Names of defects; none for a healthy cloud. */
  readonly defects: readonly string[];
  /** What else is to be different, applied after the defects: faults of a scenario or a test. */
  readonly changes?: readonly SeamChange[];
}

/** The three hosts of the embedded cloud, of the size of Nova's fake driver. */
export const defaultHosts: readonly SeedHost[] = seededHosts.map((name) => ({
  name,
  vcpus: 1000,
  memoryMb: 800_000,
  diskGb: 600_000,
}));

/**
 * Refuses what the embedded cloud cannot play. Throws a RangeError that says what would do.
 */
export function checkSettings({ hosts, settings }: StubSettings): void {
  if (hosts.length === 0) throw new RangeError('an embedded cloud needs at least one host');
  const names = hosts.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new RangeError(`hosts need different names: ${names.join(', ')}`);
  if (!(settings.reclaimInstanceInterval >= 0)) {
    throw new RangeError('reclaimInstanceInterval has to be 0, which switches soft delete off, or a number of seconds');
  }
  if (settings.shelvedOffloadTime > 0) {
    throw new RangeError('the embedded cloud offloads at once or never: shelvedOffloadTime has to be 0 or -1');
  }
  if (settings.quotaCountedFrom !== 'database') {
    throw new RangeError("the embedded cloud counts quotas in Nova's database: quotaCountedFrom has to be 'database'");
  }
}
