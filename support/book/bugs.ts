import type { GuardedBug } from './evidence';
import type { BookScenario } from './scenarios';

/** A bug with the scenarios about it, by their ids. */
export interface BookBug extends GuardedBug {
  /** Those that turn red when it comes back. */
  readonly guardedBy: readonly string[];
  /** Drafts, which will. */
  readonly open: readonly string[];
}

/** The bugs of scenarios and drafts by their names. */
export function bugsOf(
  behaviours: readonly { readonly state: 'played' | 'open'; readonly scenarios: readonly BookScenario[] }[],
): readonly BookBug[] {
  const found = behaviours.flatMap(({ state, scenarios }) =>
    scenarios.flatMap(({ cases }) => cases.flatMap(({ id, bugs }) => bugs.map((bug) => ({ state, id, bug })))),
  );
  const idsOf = (name: string, state: 'played' | 'open'): readonly string[] =>
    found.filter((each) => each.bug.name === name && each.state === state).map(({ id }) => id);
  const distinct = new Map(found.map(({ bug }) => [bug.name, bug]));
  return [...distinct.values()]
    .map((bug) => ({ ...bug, guardedBy: idsOf(bug.name, 'played'), open: idsOf(bug.name, 'open') }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}
