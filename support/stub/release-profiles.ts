import { type Release, releases } from '../contract/release';
import { healthyCompute } from './compute/healthy-compute';
import type { AllocationRatios } from './compute/nova';
import type { ComputeTraits } from './compute/nova';
import type { IdentityTraits } from './identity/keystone';
import type { NetworkTraits } from './network/neutron';
import { healthyPlacement } from './placement/healthy-placement';
import type { PlacementTraits } from './placement/placement';
import type { Seams } from './seams';
import type { VolumeTraits } from './volume/cinder';
import { healthyVolume } from './volume/healthy-volume';

/** What an embedded cloud of a release is like (reference G). */
export interface ReleaseProfile {
  readonly identity: IdentityTraits;
  readonly compute: ComputeTraits;
  readonly placement: PlacementTraits;
  readonly network: NetworkTraits;
  readonly volume: VolumeTraits;
  /** Nova's defaults for how much more than it has a host offers. */
  readonly ratios: AllocationRatios;
  /** The roles of the services' own users. */
  readonly serviceRoles: readonly string[];
}

/** Whom Nova tells users to turn to (`nova/version.py:NOVA_SUPPORT`). */
const supportAtLaunchpad =
  'Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.';

const profiles: Readonly<Partial<Record<Release, ReleaseProfile>>> = {
  zed: {
    identity: { managerRole: 'absent' },
    compute: {
      maxMicroversion: '2.93',
      policyDefaults: 'old',
      recordsLocalDelete: false,
      volumesOfUnplaced: 'left reserved',
      offloadedPorts: 'left bound',
      unrecordedHosts: 'start',
      legacyApiStatus: 'SUPPORTED',
      support: supportAtLaunchpad,
    },
    placement: { policyDefaults: 'old', overCommitted: 'no write', osTraits: '2.9.0' },
    network: { policyDefaults: 'old' },
    volume: { maxMicroversion: '3.70', policyDefaults: 'old', versionUpdated: '2022-08-31T00:00:00Z' },
    ratios: { cpu: 16, ram: 1.5, disk: 1 },
    serviceRoles: ['admin', 'service'],
  },
  '2025.1': {
    identity: { managerRole: 'implied by admin' },
    compute: {
      maxMicroversion: '2.100',
      policyDefaults: 'new',
      recordsLocalDelete: true,
      volumesOfUnplaced: 'left reserved',
      offloadedPorts: 'unbound',
      unrecordedHosts: 'refuse to start with guests',
      legacyApiStatus: 'SUPPORTED',
      support: supportAtLaunchpad,
    },
    placement: { policyDefaults: 'new', overCommitted: 'no write', osTraits: '3.4.0' },
    network: { policyDefaults: 'new' },
    volume: { maxMicroversion: '3.71', policyDefaults: 'new', versionUpdated: '2023-08-31T00:00:00Z' },
    ratios: { cpu: 4, ram: 1, disk: 1 },
    serviceRoles: ['admin', 'service'],
  },
  '2026.2': {
    identity: { managerRole: 'implied by admin' },
    compute: {
      maxMicroversion: '2.104',
      policyDefaults: 'with managers',
      recordsLocalDelete: true,
      volumesOfUnplaced: 'given back',
      offloadedPorts: 'unbound',
      unrecordedHosts: 'refuse to start with guests',
      legacyApiStatus: 'DEPRECATED',
      support: 'Please contact the administrator.',
    },
    placement: { policyDefaults: 'new', overCommitted: 'no growth', osTraits: '3.9.0' },
    network: { policyDefaults: 'new' },
    volume: { maxMicroversion: '3.71', policyDefaults: 'new', versionUpdated: '2023-08-31T00:00:00Z' },
    ratios: { cpu: 4, ram: 1, disk: 1 },
    serviceRoles: ['admin', 'service'],
  },
};

/** The releases that the embedded cloud plays. */
export const playedReleases: readonly Release[] = releases.filter((release) => profiles[release] !== undefined);

/** A release's profile (reference G). Throws a RangeError for a release that the embedded cloud does not play. */
export function releaseProfile(release: Release): ReleaseProfile {
  const profile = profiles[release];
  if (profile !== undefined) return profile;
  throw new RangeError(
    `the embedded cloud does not play ${release}; the releases that it plays: ${playedReleases.join(', ')}`,
  );
}

/** The seams of a release, without any defect. */
export function seamsOf(profile: ReleaseProfile): Seams {
  return {
    placement: healthyPlacement,
    volume: healthyVolume,
    compute: healthyCompute(profile.compute),
  };
}
