import type { ComputeSeams } from './compute/seams';
import type { IdentitySeams } from './identity/seams';
import type { ImageSeams } from './image/seams';
import type { NetworkSeams } from './network/seams';
import type { PlacementSeams } from './placement/seams';
import type { VolumeSeams } from './volume/seams';

/** What can be replaced in an embedded cloud: by a release, a fault or a defect. */
export interface Seams {
  readonly identity: IdentitySeams;
  readonly placement: PlacementSeams;
  readonly image: ImageSeams;
  readonly network: NetworkSeams;
  readonly volume: VolumeSeams;
  readonly compute: ComputeSeams;
}

/** Something that makes an embedded cloud behave differently. */
export type SeamChange = (seams: Seams) => Seams;

/** Applies changes in order. */
export function applyChanges(seams: Seams, changes: readonly SeamChange[]): Seams {
  return changes.reduce((changed, change) => change(changed), seams);
}
