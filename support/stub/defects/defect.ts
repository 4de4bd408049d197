import type { Release } from '../../contract/release';
import type { SeamChange } from '../seams';

/** How much a bug of Nova's or its neighbours' has to do with local delete: see docs/reference/bugs.md. */
export type Tier = 1 | 2 | 3 | 4;

/** Where a defect comes from. */
export type DefectOrigin =
  /** A bug that was mended; `fixedIn` is the first release of its master that was without it. */
  | { readonly kind: 'bug'; readonly tier: Tier; readonly fixedIn: string }
  /** A mistake of a kind that is easily made, in one place; no release is known to have had it. */
  | { readonly kind: 'single fault'; readonly tier: Tier }
  /** The mend of a bug that the healthy cloud has, because the real one of that release has it too. */
  | { readonly kind: 'mend'; readonly tier: Tier };

/** Something that an embedded cloud can be made to do wrong. */
export interface Defect {
  /** Like `bug-1679750`, `commit-57a3af6921`, `fault-second-port-kept` or `mended-2088066`. */
  readonly name: string;
  readonly origin: DefectOrigin;
  /** What it does wrong, in one line. */
  readonly title: string;
  /** What is broken, and where. */
  readonly story: string;
  /** The release that it is shown on; the usual one where it is left out. */
  readonly release?: Release;
  /** The ids of the scenarios that have to fail at a Then. */
  readonly turnsRed: readonly string[];
  /** Those that fail as well, wherever they do; `LD-38` stands for some of its variants. */
  readonly alsoRed?: readonly string[];
  readonly change: SeamChange;
}
