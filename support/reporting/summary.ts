import type { Conclusion, RunFacts } from './conclusion';
import { tellOutcome, tellRunFailures } from './failure-text';
import { groupFailures } from './groups';
import type { FailureKind } from './kind';
import { countOutcomes } from './verdict';
import type { Counts, Outcome, RunVerdict } from './verdict';

/** A scenario in the summary. */
interface SummaryScenario {
  readonly id: string;
  readonly title: string;
  /** Its feature file, and the line of the scenario or of its row of an outline. */
  readonly uri: string;
  readonly line: number;
  readonly status: Outcome;
  readonly seconds: number;
  /** Why it was skipped, not applicable or not run. */
  readonly reason?: string;
  /** What went wrong, as the console tells it. */
  readonly failure?: string;
}

/** Scenarios that failed alike. */
interface SummaryGroup {
  /** Whose matter it is: `the cloud broke a promise`. */
  readonly kind: FailureKind;
  /** The likely cause, or what else they have in common. */
  readonly headline: string;
  readonly ids: readonly string[];
}

/** Counts up when a key of the summary is taken away or means something else; config/summary.schema.json describes each. */
export const schemaVersion = 1;

/** `reports/summary.json`: the machine's copy of a run. Durations are in seconds, `startedAt` is ISO 8601 in UTC. */
export interface Summary extends RunFacts {
  readonly schemaVersion: typeof schemaVersion;
  readonly verdict: Conclusion['verdict'];
  readonly exitCode: Conclusion['exitCode'];
  readonly line: string;
  readonly counts: Counts;
  readonly scenarios: readonly SummaryScenario[];
  /** What went wrong: the scenarios that failed alike, the one that shows it best first; the largest group first. */
  readonly groups: readonly SummaryGroup[];
  readonly skips: readonly { readonly id: string; readonly status: Outcome; readonly reason: string }[];
  /** Failed hooks of the whole run, and feature files that could not be read. */
  readonly runFailures: readonly string[];
  readonly startedAt: string;
  readonly seconds: number;
  /** The command that does the same run again. */
  readonly reproduce: string;
}

/** The summary of a run that did not come about, or could not tell more: of what it is about there is what was known. */
export type ShortSummary = Omit<Summary, keyof RunFacts> & Partial<RunFacts>;

/** When a run began (milliseconds since 1970), how long it took (seconds), and how to do it again. */
export interface RunTimes {
  readonly startedAt: number;
  readonly seconds: number;
  readonly reproduce: string;
}

/** The summary of a run. */
export function summarize(run: RunVerdict, facts: RunFacts, end: Conclusion, times: RunTimes, root: string): Summary {
  const scenarios = run.scenarios.map((scenario): SummaryScenario => {
    const { key: id, title, uri, line, outcome: status, seconds, reason, failures } = scenario;
    const failure = failures.length === 0 ? {} : { failure: tellOutcome(scenario, root) };
    return { id, title, uri, line, status, seconds, ...(reason !== undefined && { reason }), ...failure };
  });
  const skipped = scenarios.filter(({ status }) => status === 'skipped' || status === 'not applicable');
  return {
    schemaVersion,
    verdict: end.verdict,
    exitCode: end.exitCode,
    line: end.line,
    ...facts,
    counts: countOutcomes(run.scenarios),
    scenarios,
    groups: groupFailures(run).map(({ kind, headline, scenarios: alike }) => {
      return { kind, headline, ids: alike.map(({ key }) => key) };
    }),
    skips: skipped.map(({ id, status, reason = '' }) => ({ id, status, reason })),
    runFailures: tellRunFailures(run, root),
    ...times,
    startedAt: new Date(times.startedAt).toISOString(),
  };
}

/** What a run came to, without its scenarios: because it did not run them, has not ended, or could not write more. */
export function summarizeShortly(end: Conclusion, times: RunTimes, facts: Partial<RunFacts> = {}): ShortSummary {
  return {
    schemaVersion,
    verdict: end.verdict,
    exitCode: end.exitCode,
    line: end.line,
    ...facts,
    counts: countOutcomes([]),
    scenarios: [],
    groups: [],
    skips: [],
    runFailures: [end.line],
    ...times,
    startedAt: new Date(times.startedAt).toISOString(),
  };
}
