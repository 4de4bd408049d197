import { type ComputeTraits, healthyCompute } from './compute/seams';
import { healthyIdentity } from './identity/seams';
import { healthyImage } from './image/seams';
import { healthyNetwork } from './network/seams';
import type { NetworkTraits } from './network/network';
import type { PlacementTraits } from './placement/placement';
import { healthyPlacement } from './placement/seams';
import type { AllocationRatios } from './compute/nova';
import type { SeamChange, Seams } from './seams';

/** The OpenStack releases that have a name here, oldest first. */
const knownReleases = ['zed', '2023.1', '2024.1', '2025.1', '2026.1', '2026.2'] as const;

/** One of the releases that have a name here. */
export type StubRelease = (typeof knownReleases)[number];

/** What an embedded cloud of a release is like. */
export interface ReleaseProfile {
  readonly compute: ComputeTraits;
  readonly placement: PlacementTraits;
  readonly network: NetworkTraits;
  /** Nova's defaults for how much more than it has a host offers. */
  readonly ratios: AllocationRatios;
  /** What is different beyond the traits. */
  readonly changes: readonly SeamChange[];
}

const profiles: Readonly<Partial<Record<StubRelease, ReleaseProfile>>> = {
  '2025.1': {
    compute: { maxMicroversion: '2.100', recordsLocalDelete: true, legacyApiStatus: 'SUPPORTED' },
    placement: { policyDefaults: 'new', overCommitted: 'no write' },
    network: { policyDefaults: 'new' },
    ratios: { cpu: 4, ram: 1, disk: 1 },
    changes: [],
  },
};

/** The releases that the embedded cloud plays. */
export const playedReleases: readonly StubRelease[] = knownReleases.filter(
  (release) => profiles[release] !== undefined,
);

/** A release's profile (reference G). Throws a RangeError for a release that the embedded cloud does not play. */
export function releaseProfile(release: StubRelease): ReleaseProfile {
  const profile = profiles[release];
  if (profile !== undefined) return profile;
  throw new RangeError(
    `the embedded cloud does not play ${release}; the releases that it plays: ${playedReleases.join(', ')}`,
  );
}

/** The seams of a release, without any defect. */
export function seamsOf(profile: ReleaseProfile): Seams {
  return {
    identity: healthyIdentity,
    placement: healthyPlacement,
    image: healthyImage,
    network: healthyNetwork,
    compute: healthyCompute(profile.compute),
  };
}
