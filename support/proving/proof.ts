import type { EmbeddedDefect } from '../clouds/embedded/defects';
import type { DefectVerdict, Which } from './judge';

/** What is proved, and how thoroughly. */
export interface ProofOrder {
  readonly defects: readonly EmbeddedDefect[];
  readonly which: Which;
}

/** A proof: every defect switched on in turn. */
export interface Proof extends ProofOrder {
  readonly verdicts: readonly DefectVerdict[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  /** 0 all were killed and nothing else turned red, 1 something is wrong with one, 2 nothing was tried. */
  readonly exitCode: 0 | 1 | 2;
}
