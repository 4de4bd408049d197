/** A command of Node that is measured as a whole process. */
export interface Program {
  readonly nodeArguments: readonly string[];
  /** Where it runs. */
  readonly folder: string;
}

/** What something of ours costs, as a multiple of what something else costs that is measured in turn with it. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  /** What it is compared with, for a person. */
  readonly against: string;
  /** The ratio of CPU times that is wanted at most. */
  readonly wanted: number;
  readonly ours: Program;
  readonly peer: Program;
}
