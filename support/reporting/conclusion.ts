import { printable } from '../printable';
import { partInWords, type Choice, type MergedPart, type RunPart } from './part';
import { countOutcomes, didRun, redOutcomes } from './verdict';
import type { Outcome, RunVerdict, ScenarioVerdict } from './verdict';

/** What a run is about: told in every report. */
export interface RunFacts {
  /** `embedded`, `reference`, or the name of a cloud in acceptance.yaml. */
  readonly cloud: string;
  readonly release: string;
  readonly defect?: string;
  readonly seed: number;
  /** The microversions that the suite speaks, by service: `{"compute": "2.80"}`. */
  readonly microversions: Readonly<Record<string, string>>;
  /** The versions of the suite, of Node, and of what a reference cloud is made of, by name. */
  readonly packages?: Readonly<Record<string, string>>;
  /** What comparing the run with the record of a real cloud came to. */
  readonly conformance?: ConformanceCounts;
  /** Which part of a run it is, where it is spread over several jobs. */
  readonly part?: RunPart;
  /** The parts that it was put together from. */
  readonly parts?: readonly MergedPart[];
  /** What a person has to know of the run whatever it comes to, like `INSECURE: …`. */
  readonly warnings?: readonly string[];
}

/** How much of a run was compared with the record of a real cloud (docs/conformance.md). */
export interface ConformanceCounts {
  readonly release: string;
  readonly scenarios: number;
  readonly exchanges: number;
  readonly differences: number;
  readonly listed: number;
  /** The ids of scenarios that have no record to be compared with. */
  readonly unrecorded: readonly string[];
}

/** What a run comes to. */
export interface Conclusion {
  /** 0 green; 1 red; 2 it could not be run or is incomplete; 130 and 143 it was interrupted by SIGINT or SIGTERM. */
  readonly exitCode: 0 | 1 | 2 | 130 | 143;
  readonly verdict: 'green' | 'red' | 'incomplete' | 'could not be run';
  /** One line that a person can read. */
  readonly line: string;
}

/** How a run that has begun went. */
export interface RunCircumstances {
  readonly choice: Choice;
  /** What was selected, in words, for when nothing was: `with the tags @LD-99`. */
  readonly selection: string;
  /** The duration of the whole run in seconds. */
  readonly seconds: number;
  /** What makes the run red besides its scenarios: `2 differences to the record of 2025.1`. */
  readonly alsoRed?: readonly string[];
  /** The signal by which the run was told to end. */
  readonly interruptedBy?: Signal | undefined;
}

type Signal = 'SIGINT' | 'SIGTERM';

/**
 * The verdict on a run and its exit code. Red goes before incomplete: what failed is said even if too little ran.
 * A skip is red on the embedded cloud, which offers everything; a scenario about another release never is.
 */
export function conclude(run: RunVerdict, facts: RunFacts, circumstances: RunCircumstances): Conclusion {
  const where = `on ${cloudName(facts)}${partsInWords(facts)} in ${circumstances.seconds.toFixed(1)} s`;
  if (run.parseFailures.length > 0) {
    const files = new Set(run.parseFailures.map(({ uri }) => uri));
    return notRun(`${[...files].join(', ')} cannot be read as Gherkin`);
  }
  const problem = whatIsRed(run, facts, circumstances);
  if (circumstances.interruptedBy !== undefined) {
    return concludeInterrupted(run, problem, circumstances.interruptedBy, where);
  }
  if (problem !== undefined) {
    return { exitCode: 1, verdict: 'red', line: `RED: ${problem} ${where}` };
  }
  if (run.scenarios.length === 0) {
    return notRun(`no scenario was found ${circumstances.selection}`);
  }
  if (!run.scenarios.some(didRun)) {
    return notRun(`${describeCounts(run.scenarios)}: nothing was tried`);
  }
  const summary = `${describeCounts(run.scenarios)} ${where}`;
  if (
    circumstances.choice === 'everything' &&
    !run.scenarios.some((scenario) => didRun(scenario) && isLocalDelete(scenario))
  ) {
    const missing = 'none about deleting a server on a down host (LD-1 to LD-12) ran; --allow-partial accepts that';
    return { exitCode: 2, verdict: 'incomplete', line: `INCOMPLETE: ${summary}, but ${missing}` };
  }
  return { exitCode: 0, verdict: 'green', line: summary };
}

/** The conclusion of a run that did not come about. `reason` is the rest of the sentence after "NOT RUN:". */
export function notRun(reason: string): Conclusion {
  return { exitCode: 2, verdict: 'could not be run', line: `NOT RUN: ${printable(reason)}` };
}

/** What a run comes to that was told to end by a signal: whatever it has shown, it is not the whole. */
export function interrupted({ verdict, line }: Conclusion, signal: Signal): Conclusion {
  return {
    exitCode: signal === 'SIGINT' ? 130 : 143,
    verdict: verdict === 'red' ? 'red' : 'incomplete',
    line: `INTERRUPTED by ${signal}: ${line}`,
  };
}

/** What a run comes to whose verdict could not be written whole, or not be said. Red stays red; a green that nobody can read is none. */
export function untold(conclusion: Conclusion, why: string): Conclusion {
  const { verdict, line } = conclusion;
  if (verdict === 'green') return { exitCode: 2, verdict: 'incomplete', line: `INCOMPLETE: ${line}, but ${why}` };
  return { ...conclusion, line: `${line}; ${why}` };
}

/** The cloud in words: `the embedded cloud (2025.1)`, `the cloud staging (2024.1)`. */
export function cloudName({ cloud, release, defect }: Pick<RunFacts, 'cloud' | 'release' | 'defect'>): string {
  const name = cloud === 'embedded' || cloud === 'reference' ? `the ${cloud} cloud` : `the cloud ${cloud}`;
  return `${name} (${release}${defect === undefined ? '' : `, with ${defect}`})`;
}

function partsInWords({ part, parts }: RunFacts): string {
  if (part !== undefined) return `, ${partInWords(part)},`;
  return parts === undefined ? '' : ` in ${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`;
}

/** The whole run in a line that begins with its verdict, as a report is called. */
export function titleOf({ verdict, line }: Pick<Conclusion, 'verdict' | 'line'>): string {
  return verdict === 'green' ? `GREEN: ${line}` : line;
}

/** The scenarios of rule E.1, "deleting a server on a down host frees its allocations immediately" (reference E.1). */
const localDeleteNumbers = { first: 1, last: 12 };

/** True when the scenario is one of local delete itself, without which the suite has shown nothing. */
export function isLocalDelete({ id }: Pick<ScenarioVerdict, 'id'>): boolean {
  const number = Number(/^LD-(\d+)/.exec(id ?? '')?.[1]);
  return number >= localDeleteNumbers.first && number <= localDeleteNumbers.last;
}

/** What a signal has stopped or kept from being begun has shown nothing, neither green nor red. */
function concludeInterrupted(
  { scenarios }: RunVerdict,
  problem: string | undefined,
  signal: Signal,
  where: string,
): Conclusion {
  if (problem !== undefined) {
    return interrupted({ exitCode: 1, verdict: 'red', line: `RED: ${problem} ${where}` }, signal);
  }
  const counts = scenarios.length === 0 ? 'no scenario had begun' : describeCounts(scenarios);
  return interrupted({ exitCode: 2, verdict: 'incomplete', line: `${counts} ${where}` }, signal);
}

function whatIsRed(
  { scenarios, hookFailures }: RunVerdict,
  { cloud }: RunFacts,
  { alsoRed = [], interruptedBy }: RunCircumstances,
): string | undefined {
  const counts = countOutcomes(scenarios);
  const bad = [...redOutcomes].filter((outcome) => counts[outcome] > 0);
  const parts = bad.map((outcome, index) =>
    count(counts[outcome], outcome, index === 0 ? scenarios.length : undefined),
  );
  if (cloud === 'embedded' && interruptedBy === undefined && counts.skipped > 0 && scenarios.some(didRun)) {
    parts.push(`${count(counts.skipped, 'skipped', scenarios.length)} (nothing may be skipped on the embedded cloud)`);
  }
  parts.push(...hookFailures.map(({ where }) => `the ${where} failed`), ...alsoRed);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function count(number: number, outcome: Outcome, of?: number): string {
  return of === undefined ? `${number} ${outcome}` : `${number} of ${of} ${outcome}`;
}

function describeCounts(scenarios: readonly ScenarioVerdict[]): string {
  const counts = countOutcomes(scenarios);
  const seen = (['passed', 'skipped', 'not applicable'] as const).filter((outcome) => counts[outcome] > 0);
  return seen
    .map((outcome, index) => {
      const noun = counts[outcome] === 1 ? 'scenario' : 'scenarios';
      return index === 0 ? `${counts[outcome]} ${noun} ${outcome}` : `${counts[outcome]} ${outcome}`;
    })
    .join(', ');
}
