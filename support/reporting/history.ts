import { checkBy } from '../check';
import { allureStatus } from './allure/status';
import type { RunFacts } from './conclusion';
import { readKept } from './kept-file';
import { kindOfScenario } from './kind';
import type { RunVerdict } from './verdict';
import { replaceWhole } from './write-whole';

/** A run as the history keeps it: enough to compare the next one with. */
export interface PastRun {
  readonly cloud: string;
  readonly release: string;
  readonly defect?: string;
  /** Which scenarios were asked for, in words. */
  readonly selection: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The duration of the whole run, as every report has it. */
  readonly seconds: number;
  readonly build?: { readonly url?: string; readonly number?: number };
  /** By the keys of the scenarios: Allure's word for what became of each, and how long it took in milliseconds. */
  readonly scenarios: Readonly<Record<string, PastVerdict>>;
}

/** What became of a scenario, and how long it took in milliseconds. */
export type PastVerdict = readonly [status: string, milliseconds: number];

/** The runs before this one, the last one first; and, where they could not be read, why they are forgotten: the rest of a sentence that begins with the file. */
export interface History {
  readonly runs: readonly PastRun[];
  readonly forgotten?: string;
}

/** The file keeps so many runs in all, and so many that are alike. */
export const mostRuns = 60;
const mostAlike = 20;

/** Reads the history. What cannot be read, or is none, is forgotten: it is no part of a verdict. */
export function readHistory(file: string): History {
  const kept = readKept(file, isHistory, '{"version":1,"runs":[…]}');
  if ('unusable' in kept) return { runs: [], forgotten: kept.unusable };
  return kept.content ?? { runs: [] };
}

/** Writes the history with another run, without the oldest that are too many. Throws what Node throws. */
export function writeHistory(file: string, { runs }: History, run: PastRun): void {
  const kept = [run, ...runs].filter((one, index, all) => {
    return all.slice(0, index).filter((other) => isAlike(one, other)).length < mostAlike;
  });
  replaceWhole(file, `${JSON.stringify({ version: 1, runs: kept.slice(0, mostRuns) })}\n`);
}

/** The run as the history keeps it. */
export function pastRunOf(
  { scenarios }: RunVerdict,
  { cloud, release, defect }: RunFacts,
  { selection, startedAt, seconds, build }: Pick<PastRun, 'selection' | 'startedAt' | 'seconds' | 'build'>,
): PastRun {
  const { url, number } = build ?? {};
  const verdicts = scenarios.map((scenario): [string, PastVerdict] => {
    const status = allureStatus(scenario.outcome, kindOfScenario(scenario));
    return [scenario.key, [status, Math.round(scenario.seconds * 1000)]];
  });
  return {
    ...{ cloud, release, ...(defect !== undefined && { defect }), selection, startedAt },
    seconds,
    ...(build !== undefined && {
      build: { ...(url !== undefined && { url }), ...(number !== undefined && { number }) },
    }),
    scenarios: Object.fromEntries(verdicts),
  };
}

/** The runs on a cloud of the same kind: what a scenario did there may be compared. */
export function onSameCloud({ runs }: History, { cloud, release, defect }: RunFacts): readonly PastRun[] {
  return runs.filter((run) => run.cloud === cloud && run.release === release && run.defect === defect);
}

/** What a run made of a scenario; undefined where the scenario was none of it. */
export function verdictIn({ scenarios }: PastRun, key: string): PastVerdict | undefined {
  return Object.hasOwn(scenarios, key) ? scenarios[key] : undefined;
}

function isAlike(one: PastRun, other: PastRun): boolean {
  return (['cloud', 'release', 'defect', 'selection'] as const).every((name) => one[name] === other[name]);
}

const isHistory = checkBy<History>({
  type: 'object',
  required: ['version', 'runs'],
  properties: {
    version: { const: 1 },
    runs: {
      type: 'array',
      maxItems: mostRuns,
      items: {
        type: 'object',
        required: ['cloud', 'release', 'selection', 'startedAt', 'seconds', 'scenarios'],
        additionalProperties: false,
        properties: {
          cloud: { type: 'string' },
          release: { type: 'string' },
          defect: { type: 'string' },
          selection: { type: 'string' },
          startedAt: { type: 'number', minimum: 0 },
          seconds: { type: 'number', minimum: 0 },
          build: {
            type: 'object',
            additionalProperties: false,
            properties: { url: { type: 'string', pattern: '^https?://' }, number: { type: 'integer' } },
          },
          scenarios: {
            type: 'object',
            additionalProperties: {
              type: 'array',
              items: [{ enum: ['passed', 'failed', 'broken', 'skipped'] }, { type: 'number', minimum: 0 }],
              minItems: 2,
              maxItems: 2,
            },
          },
        },
      },
    },
  },
});
