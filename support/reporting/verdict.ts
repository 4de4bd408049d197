/**
 * What became of a scenario. `undefined`, `pending` and `ambiguous` are cucumber's words for steps whose definition is
 * missing, unfinished or not the only one. `not applicable` is about another release, `not run` was selected but never
 * started, because the run itself broke off.
 */
export type Outcome =
  'passed' | 'failed' | 'undefined' | 'pending' | 'ambiguous' | 'skipped' | 'not applicable' | 'not run';

/** The outcomes that make a run red wherever it runs. */
export const redOutcomes: ReadonlySet<Outcome> = new Set<Outcome>([
  'failed',
  'undefined',
  'pending',
  'ambiguous',
  'not run',
]);

/** The part of a scenario in which something happens; an *And* is of the kind of the step before it. */
export type Stage = 'Given' | 'When' | 'Then' | 'Before hook' | 'After hook';

/** Something that went wrong in a step or a hook. */
export interface Failure {
  /** Left out of what is about a scenario or a run as a whole. */
  readonly stage?: Stage;
  /** The step with its keyword ("Then the server should be gone"), or the hook with its name. */
  readonly where: string;
  readonly outcome: Exclude<Outcome, 'passed' | 'skipped' | 'not applicable'>;
  readonly message: string;
  /** The class of the error (`AssertionError`), when an error was thrown. */
  readonly errorType?: string;
  readonly stack?: string;
}

/** Something that can be looked at by itself: what a step or a hook attached, or a table of the feature in CSV. */
export interface Attached {
  readonly name: string;
  /** Like `text/plain`. */
  readonly mediaType: string;
  readonly body: string;
  readonly encoding: 'utf8' | 'base64';
}

/** One step or hook of a scenario. `name` has the step's keyword and text, or the hook's name. */
export interface StepVerdict {
  readonly kind: 'step' | 'Before hook' | 'After hook';
  readonly name: string;
  readonly outcome: Outcome;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  readonly failure?: Failure;
  /** The table below the step. */
  readonly table?: Attached;
  readonly attached: readonly Attached[];
}

/** One scenario, or one row of an outline. */
export interface ScenarioVerdict {
  /** The stable id (`LD-11.paused`), or place of a scenario that has none (`features/a.feature:7`). */
  readonly key: string;
  /** From the tag `@LD-n` or `@LD-n.variant`. */
  readonly id?: string;
  readonly title: string;
  readonly feature: string;
  readonly rule?: string;
  /** What the feature file tells of the scenario, or else of the feature. */
  readonly description: string;
  readonly uri: string;
  readonly line: number;
  /** What stands in the row of an outline; empty for other scenarios. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** What its Thens say should be so, each without its keyword. */
  readonly expected: readonly string[];
  readonly tags: readonly string[];
  readonly outcome: Outcome;
  /** Everything that went wrong, in the order in which it happened; empty unless the outcome is a red one. */
  readonly failures: readonly Failure[];
  /** Why it was skipped, is not applicable or was not run. */
  readonly reason?: string;
  /** Milliseconds since 1970; 0 when it did not start. */
  readonly startedAt: number;
  readonly seconds: number;
  readonly attempts: number;
  /** Steps and hooks of the last attempt, in the order in which they ran. */
  readonly steps: readonly StepVerdict[];
}

/** A feature file that is no Gherkin. */
export interface ParseFailure {
  readonly uri: string;
  readonly line: number;
  readonly message: string;
}

/** What became of a whole run: every report, the console and the exit code are derived from this. */
export interface RunVerdict {
  /** In the order in which they ran. */
  readonly scenarios: readonly ScenarioVerdict[];
  /** Failed BeforeAll and AfterAll hooks. */
  readonly hookFailures: readonly Failure[];
  readonly parseFailures: readonly ParseFailure[];
}

/** How many scenarios had each outcome. */
export type Counts = Readonly<Record<Outcome, number>>;

/** Counts the outcomes of the scenarios. */
export function countOutcomes(scenarios: readonly ScenarioVerdict[]): Counts {
  const counts = {
    passed: 0,
    failed: 0,
    undefined: 0,
    pending: 0,
    ambiguous: 0,
    skipped: 0,
    'not applicable': 0,
    'not run': 0,
  };
  for (const { outcome } of scenarios) {
    counts[outcome] += 1;
  }
  return counts;
}

/** True when the scenario was tried: what was skipped, not applicable or not run proves nothing. */
export function didRun(scenario: ScenarioVerdict): boolean {
  return !['skipped', 'not applicable', 'not run'].includes(scenario.outcome);
}

/** How many of the scenarios that were tried have passed, as Allure counts: `74.1%` of 224. What says nothing of the cloud is left out. */
export function passRate(counts: Counts): { readonly percent: string; readonly of: number } {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const of = all - counts.skipped - counts['not applicable'];
  return { percent: of === 0 ? '0%' : `${Math.floor((counts.passed / of) * 100 * 100) / 100}%`, of };
}
