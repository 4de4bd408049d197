import type { Capability } from './cloud';
import { type Neighbour, neighbours } from '../contract/trouble';

/** The neighbours the path to which a cloud of these capabilities lets the suite disturb in one way or another. */
export function disturbableNeighbours(capabilities: ReadonlySet<Capability>): readonly Neighbour[] {
  return neighbours.filter((neighbour) => asked[neighbour].some((capability) => capabilities.has(capability)));
}

/**
 * The neighbours the path to which a scenario with these tags disturbs.
 *
 * @param holding those at which the cloud holds builds
 */
export function neighboursDisturbedBy(
  tags: readonly string[],
  holding: readonly Neighbour[] = [],
): readonly Neighbour[] {
  const holds = tags.includes('@held-build') ? holding : [];
  return neighbours.filter(
    (neighbour) => holds.includes(neighbour) || asked[neighbour].some((capability) => tags.includes(`@${capability}`)),
  );
}

const asked: Readonly<Record<Neighbour, readonly Capability[]>> = {
  Placement: ['placement-refused', 'placement-error', 'placement-hang', 'placement-held', 'placement-sign-in'],
  Neutron: ['neutron-error'],
  Glance: ['glance-error'],
  Cinder: ['cinder-error'],
};
