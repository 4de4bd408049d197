import { compareScenario, compareVerdicts, type Difference } from './compare';
import { sift, type ListedDifference } from './listed';
import type { Observation } from './observation';
import { recordedFrom, type ConformanceRecord, type RecordedScenario, type Recording } from './record';

/** The verdict on a scenario of the run that is compared or recorded. */
export interface JudgedScenario {
  readonly id: string;
  /** `passed`, `skipped`, `not applicable`, or what is red. */
  readonly outcome: string;
  readonly reason?: string;
  readonly tags: readonly string[];
}

/** Why a scenario has nothing to be compared with. */
export interface Unrecorded {
  readonly id: string;
  readonly why: string;
}

/** What comparing a run with a release's record came to. */
export interface Conformance {
  readonly release: string;
  readonly scenarios: number;
  readonly exchanges: number;
  /** Red: each of them is the embedded cloud's fault, or nobody has reviewed it. */
  readonly differences: readonly Difference[];
  readonly listed: readonly ListedDifference[];
  /** Entries of the list that excused nothing in a run of the whole suite. */
  readonly idle: readonly ListedDifference[];
  readonly unrecorded: readonly Unrecorded[];
}

/** A scenario with such a tag shows what no real cloud could be brought to show; the tag's end is the reason (docs/tags.md). */
export const embeddedOnly = '@embedded-only.';

/** Compares a run with the record of its release. `whole` says that the whole suite ran, so that idle entries of the list can be told. */
export function compareRun(
  record: ConformanceRecord,
  run: {
    readonly release: string;
    readonly scenarios: readonly JudgedScenario[];
    readonly observations: ReadonlyMap<string, Observation>;
    readonly extent: 'the whole suite' | 'a part';
  },
  listed: readonly ListedDifference[],
): Conformance {
  const found: Difference[] = [];
  const unrecorded: Unrecorded[] = [];
  let [scenarios, exchanges] = [0, 0];
  for (const scenario of run.scenarios) {
    const recorded = record.scenarios[scenario.id];
    const seen = run.observations.get(scenario.id);
    const why = whyUnrecorded(recorded, seen, scenario);
    if (why !== undefined) unrecorded.push({ id: scenario.id, why });
    if (recorded === undefined || why !== undefined) continue;
    scenarios += 1;
    found.push(...compareVerdicts(scenario.id, recorded.verdict, scenario.outcome));
    if (seen === undefined || scenario.outcome !== 'passed') continue;
    const compared = compareScenario(recorded, seen);
    exchanges += compared.exchanges;
    found.push(...compared.differences);
  }
  const { remaining, used } = sift(found, listed, run.release);
  const ofRelease = listed.filter(({ release }) => release === undefined || release === run.release);
  const idle = run.extent === 'a part' ? [] : ofRelease.filter((each) => !used.includes(each));
  return { release: run.release, scenarios, exchanges, differences: remaining, listed: used, idle, unrecorded };
}

/** The record with what a run on a real cloud showed; of scenarios that did not pass now it keeps a pass that it had. */
export function recordRun(
  former: ConformanceRecord | undefined,
  run: {
    readonly startedAt: string;
    readonly recording: Recording;
    readonly scenarios: readonly JudgedScenario[];
    readonly observations: ReadonlyMap<string, Observation>;
  },
): ConformanceRecord {
  const isEvidence = ({ id, outcome }: JudgedScenario): boolean => {
    const passedBefore = former?.scenarios[id]?.verdict === 'passed';
    return outcome === 'passed' || (!passedBefore && ['skipped', 'not applicable'].includes(outcome));
  };
  const now = run.scenarios.filter(isEvidence).map(({ id, outcome, reason }): [string, RecordedScenario] => {
    const about = { verdict: outcome, run: run.startedAt, ...(reason !== undefined && { reason }) };
    return [id, recordedFrom(run.observations.get(id), about)];
  });
  return {
    recordings: { ...former?.recordings, [run.startedAt]: run.recording },
    scenarios: { ...former?.scenarios, ...Object.fromEntries(now) },
  };
}

function whyUnrecorded(
  recorded: RecordedScenario | undefined,
  seen: Observation | undefined,
  { outcome }: JudgedScenario,
): string | undefined {
  if (recorded === undefined) return outcome === 'not applicable' ? undefined : 'no real cloud has run it';
  if (recorded.verdict === 'skipped') return `the real cloud skipped it: ${recorded.reason ?? 'no reason was given'}`;
  if (seen !== undefined && recorded.text !== undefined && recorded.text !== seen.text) {
    return 'its text has changed since it was recorded';
  }
  return undefined;
}
