import { conclude, untold, type Conclusion, type ConformanceCounts, type RunFacts } from '../../reporting/conclusion';
import { partInWords, type MergedPart } from '../../reporting/part';
import { redOutcomes, type Failure, type RunVerdict } from '../../reporting/verdict';
import { missingOf } from './belonging';
import type { PartFiles, PartNotRun } from './part-files';

/** The verdicts of all parts as those of one run. */
export function oneRun(parts: readonly PartFiles[]): RunVerdict {
  return {
    scenarios: parts.flatMap(({ run }) => run.scenarios),
    hookFailures: parts.flatMap(({ summary }) =>
      summary.runFailures.map((text): Failure => {
        const [where = '', ...lines] = text.split('\n');
        const message = lines.map((line) => line.replace(/^ {2}/, '')).join('\n');
        return { where: `${where} of ${partInWords(summary.part)}`, outcome: 'failed', message };
      }),
    ),
    parseFailures: [],
  };
}

/** What the run is about that the parts are of. Throws when there is no part. */
export function oneAbout(parts: readonly PartFiles[]): RunFacts {
  const [first] = parts;
  if (first === undefined) throw new Error('there is no part');
  const { cloud, release, defect, seed, microversions, packages } = first.summary;
  const conformance = parts.flatMap(({ summary }) => summary.conformance ?? []);
  const warnings = new Set(parts.flatMap(({ summary }) => summary.warnings ?? []));
  return {
    ...{ cloud, release, seed, microversions },
    ...(defect !== undefined && { defect }),
    ...(packages !== undefined && { packages }),
    ...(conformance.length > 0 && { conformance: conformance.reduce(sumOf) }),
    parts: parts.map(toldOf),
    ...(warnings.size > 0 && { warnings: [...warnings] }),
  };
}

/** When a run began that was spread over several jobs, in milliseconds since 1970, and how many seconds later the last one ended. */
export function timesOf(parts: readonly PartFiles[]): { readonly startedAt: number; readonly seconds: number } {
  const begins = parts.map(({ summary }) => Date.parse(summary.startedAt));
  const ends = parts.map(({ summary }, index) => (begins[index] ?? 0) + summary.seconds * 1000);
  const startedAt = Math.min(...begins);
  return { startedAt, seconds: (Math.max(...ends) - startedAt) / 1000 };
}

/** The commands that do again what is missing or was not green, or else everything. */
export function reproduceParts(parts: readonly PartFiles[]): string {
  const [first] = parts;
  const missing = missingOf(parts).map((number) => ofOther(first?.summary.reproduce ?? '', number));
  const bad = parts.filter(({ summary }) => summary.exitCode !== 0).map(({ summary }) => summary.reproduce);
  const again = [...bad, ...missing];
  return (again.length > 0 ? again : parts.map(({ summary }) => summary.reproduce)).join(' ; ');
}

/** The command of another part of the same run. */
function ofOther(command: string, number: number): string {
  return command.replace(/(?<=--shard )\d+/, String(number));
}

/**
 * What the parts come to together: green only if each is there and was green by itself. What failed is said even where a part is missing.
 */
export function concludeParts(run: RunVerdict, parts: readonly PartFiles[], notRun: readonly PartNotRun[]): Conclusion {
  const facts = oneAbout(parts);
  const { choice = 'everything', selection = '' } = parts[0]?.summary.part ?? {};
  const { seconds } = timesOf(parts);
  const conclusion = conclude(run, facts, { choice, selection, seconds, alsoRed: parts.flatMap(redByItself) });
  const lacking = whatIsLacking(parts, notRun);
  return lacking.length === 0 ? conclusion : untold(conclusion, lacking.join(', '));
}

/** Why a part was red although none of its scenarios and hooks is: it has said so itself. */
function redByItself({ summary, run }: PartFiles): string[] {
  if (summary.exitCode !== 1 || summary.runFailures.length > 0) return [];
  const isTold = run.scenarios.some(({ outcome }) => redOutcomes.has(outcome) || outcome === 'skipped');
  return isTold ? [] : [`${partInWords(summary.part)} was red by itself (${summary.line})`];
}

function whatIsLacking(parts: readonly PartFiles[], notRun: readonly PartNotRun[]): string[] {
  const of = parts[0]?.summary.part.of ?? 0;
  const unfinished = parts.filter(({ summary }) => summary.exitCode > 1);
  return [
    ...missingOf(parts).map((number) => `${partInWords({ number, of })} is missing`),
    ...notRun.map(({ folder, line }) => `${folder} came to nothing (${line})`),
    ...unfinished.map(({ summary }) => `${partInWords(summary.part)} is no whole one (${summary.line})`),
  ];
}

function sumOf(one: ConformanceCounts, other: ConformanceCounts): ConformanceCounts {
  const { release, scenarios, exchanges, differences, listed, unrecorded } = one;
  return {
    release,
    scenarios: scenarios + other.scenarios,
    exchanges: exchanges + other.exchanges,
    differences: differences + other.differences,
    listed: listed + other.listed,
    unrecorded: [...unrecorded, ...other.unrecorded],
  };
}

function toldOf({ summary }: PartFiles): MergedPart {
  const { part, line, exitCode, seed, startedAt, seconds, reproduce } = summary;
  return { number: part.number, of: part.of, line, exitCode, seed, startedAt, seconds, reproduce };
}
