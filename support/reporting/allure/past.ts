import { createHash } from 'node:crypto';
import type { TestResult } from 'allure-js-commons';
import { verdictIn, type PastRun } from '../history';

/** The statuses of Allure in the order in which it counts them. */
const statuses = ['failed', 'broken', 'skipped', 'passed', 'unknown'] as const;

/** A scenario that came to another end so often in its last {@link runsForFlaky} runs is flaky. */
const changesOfFlaky = 2;
const runsForFlaky = 10;

/** How Allure knows a scenario from run to run; what stands in an outline's row is no part of it. */
export function identityOf(key: string): Pick<TestResult, 'testCaseId' | 'historyId'> {
  const hash = md5(key);
  return { testCaseId: hash, historyId: hash };
}

/** The files by which Allure tells trends and what each scenario came to before, by their names. @param runs the last one first */
export function filesOfPast(runs: readonly PastRun[], selection: string): ReadonlyMap<string, unknown> {
  const trend = runs.filter((run) => run.selection === selection);
  const keys = new Set(runs.flatMap(({ scenarios }) => Object.keys(scenarios)));
  return new Map<string, unknown>([
    ['history.json', Object.fromEntries([...keys].map((key) => [historyIdOf(key), pastOf(key, runs)]))],
    ['history-trend.json', trend.map((run) => ({ ...buildOf(run), data: countsOf(statusesIn(run)) }))],
    ['duration-trend.json', trend.map((run) => ({ ...buildOf(run), data: { duration: run.seconds * 1000 } }))],
  ]);
}

/** True when the scenario has come to another end again and again: green, red, and green once more. What was skipped says nothing. */
export function isFlaky(key: string, now: string, runs: readonly PastRun[]): boolean {
  const before = runs.flatMap((run) => verdictIn(run, key)?.[0] ?? []);
  const ends = [now, ...before].filter((status) => status !== 'skipped').slice(0, runsForFlaky);
  const changes = ends.filter((end, index) => index > 0 && (end === 'passed') !== (ends[index - 1] === 'passed'));
  return changes.length >= changesOfFlaky;
}

function pastOf(key: string, runs: readonly PastRun[]): object {
  const items = runs.flatMap((run) => {
    const [status, duration = 0] = verdictIn(run, key) ?? [];
    if (status === undefined) return [];
    const { startedAt: start, build } = run;
    const link = build?.url === undefined ? {} : { reportUrl: build.url };
    return [
      { uid: md5(`${key} ${start}`).slice(0, 16), status, time: { start, stop: start + duration, duration }, ...link },
    ];
  });
  return { statistic: countsOf(items.map(({ status }) => status)), items };
}

function statusesIn({ scenarios }: PastRun): readonly string[] {
  return Object.values(scenarios).map(([status]) => status);
}

function countsOf(ends: readonly string[]): Readonly<Record<string, number>> {
  const counts = statuses.map((status): [string, number] => [status, ends.filter((end) => end === status).length]);
  return { ...Object.fromEntries(counts), total: ends.length };
}

function buildOf({ build }: PastRun): object {
  return {
    ...(build?.number !== undefined && { buildOrder: build.number }),
    ...(build?.url !== undefined && { reportUrl: build.url }),
  };
}

/** As Allure makes it of what {@link identityOf} says, and of no parameters. */
function historyIdOf(key: string): string {
  return `${md5(identityOf(key).testCaseId ?? '')}.${md5('')}`;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
