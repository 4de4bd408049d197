import type { ComputeSeams } from './compute/nova';
import type { PlacementSeams } from './placement/placement';
import type { VolumeSeams } from './volume/cinder';

/** What can be replaced in an embedded cloud: by a release, a defect, a test or what holds requests up. */
export interface Seams {
  readonly placement: PlacementSeams;
  readonly volume: VolumeSeams;
  readonly compute: ComputeSeams;
}

/** Something that makes an embedded cloud behave differently. */
export type SeamChange = (seams: Seams) => Seams;

/**
 * Replaces what a service has under one name: an operation, a rule, a view, a policy or a trait. `change` is given what is
 * there, and answers what is to be there.
 */
export function replacing<
  Service extends keyof Seams,
  Kind extends keyof Seams[Service],
  Name extends keyof Seams[Service][Kind],
>(
  service: Service,
  kind: Kind,
  name: Name,
  change: (there: Seams[Service][Kind][Name]) => Seams[Service][Kind][Name],
): SeamChange {
  return (seams) => withPart(seams, service, (its) => withPart(its, kind, (all) => withPart(all, name, change)));
}

/** Replaces some of one kind that a service has, by their names. */
export function replacingSome<Service extends keyof Seams, Kind extends keyof Seams[Service]>(
  service: Service,
  kind: Kind,
  some: Partial<Seams[Service][Kind]>,
): SeamChange {
  return (seams) => withPart(seams, service, (its) => withPart(its, kind, (all) => ({ ...all, ...some })));
}

/** Does one change after the other. */
export function together(...changes: readonly SeamChange[]): SeamChange {
  return (seams) => applyChanges(seams, changes);
}

/** Applies changes in order. */
export function applyChanges(seams: Seams, changes: readonly SeamChange[]): Seams {
  return changes.reduce((changed, change) => change(changed), seams);
}

function withPart<Whole, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
  change: (part: Whole[Key]) => Whole[Key],
): Whole {
  return { ...whole, [key]: change(whole[key]) };
}
