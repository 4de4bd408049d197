import type { SeamChange } from '../seams';

/** A known bug that an embedded cloud can be given. */
export interface Defect {
  /** Like `bug-1679750`. */
  readonly name: string;
  /** What it does wrong, in one line. */
  readonly summary: string;
  readonly change: SeamChange;
}
