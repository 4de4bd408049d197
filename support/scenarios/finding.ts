/** The rules by which scenarios are checked. docs/writing-scenarios.md tells each one's reason. */
export type RuleName =
  | 'syntax'
  | 'story'
  | 'rule'
  | 'scenarios'
  | 'background'
  | 'title'
  | 'step-count'
  | 'step-order'
  | 'one-when'
  | 'then'
  | 'should'
  | 'repeated-step'
  | 'no-ids'
  | 'id'
  | 'examples'
  | 'known-tags'
  | 'guarded-bugs'
  | 'exclusive-host'
  | 'contents'
  | 'defined-steps'
  | 'vocabulary';

/** One thing to mend in a feature file. `line` begins with 1; `mend` is a sentence that tells what to do. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: RuleName;
  readonly message: string;
  readonly mend: string;
}

/** What a rule finds, without the file, which the linter knows. */
export type Found = Omit<Finding, 'path'>;
