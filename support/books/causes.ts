import type { Cause, Clue, KnownCause } from './causes/cause';
import { causesOfAllocations } from './causes/of-allocations';
import { causesOfAnswers } from './causes/of-answers';
import { causesOfBelongings } from './causes/of-belongings';
import { causesOfHosts } from './causes/of-hosts';

export type { Cause, Clue } from './causes/cause';

/** The causes that the suite can tell by what it has seen; no two of them fit the same clues. Bugs are of Nova, on Launchpad. */
export const causes: readonly KnownCause[] = [
  ...causesOfAllocations,
  ...causesOfBelongings,
  ...causesOfAnswers,
  ...causesOfHosts,
];

/** The cause that the clues show; undefined when they show none, or could be of several. */
export function likelyCause(clues: Iterable<Clue>): Cause | undefined {
  const known = new Set(clues);
  const [cause, ...others] = causes.filter(
    ({ shownBy, unless = [] }) => shownBy.every((clue) => known.has(clue)) && !unless.some((clue) => known.has(clue)),
  );
  return others.length === 0 ? cause : undefined;
}

/** A clue where something is so, and none where it is not. */
export function clues(isSo: boolean, clue: Clue): readonly Clue[] {
  return isSo ? [clue] : [];
}

/** The cause of several things; undefined where they are not all of one, or one of them is of none that is known. */
export function theOnly(found: readonly (Cause | undefined)[]): Cause | undefined {
  const [first, ...others] = new Set(found);
  return others.length === 0 ? first : undefined;
}
