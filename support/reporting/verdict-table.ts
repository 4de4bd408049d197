import type { Outcome } from './verdict';

/** A column of the table: a release of the embedded or of the reference cloud. */
export interface Column {
  readonly cloud: string;
  readonly release: string;
}

/** The columns, in their order. A new release to be compared is a new line here. */
export const tableColumns: readonly Column[] = [
  { cloud: 'embedded', release: '2025.1' },
  { cloud: 'embedded', release: 'zed' },
  { cloud: 'reference', release: '2025.1' },
  { cloud: 'reference', release: 'zed' },
];

/** What became of one scenario on one cloud. */
export interface RecordedVerdict {
  readonly status: Outcome;
  readonly seconds: number;
  /** Why it was skipped or is not applicable. */
  readonly reason?: string;
  /** The run that it comes from, by its beginning. */
  readonly run: string;
}

/** How a run was done that verdicts come from. */
export interface RecordedRun {
  readonly seconds: number;
  /** The command that does the same run again. */
  readonly reproduce: string;
  readonly microversions: Readonly<Record<string, string>>;
  /** The versions of what took part, by program. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What is known of a column: runs by their beginning (ISO 8601 in UTC), and verdicts by scenario id. */
export interface RecordedColumn {
  readonly runs: Readonly<Record<string, RecordedRun>>;
  readonly verdicts: Readonly<Record<string, RecordedVerdict>>;
}

/** The evidence behind the table: columns by their names, like `reference zed`. */
export type VerdictRecord = Readonly<Record<string, RecordedColumn>>;

/** As much of a run's `summary.json` as the table needs. */
export interface RunSummary extends Column {
  readonly defect?: string;
  readonly microversions: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<string, string>>;
  readonly scenarios: readonly {
    readonly id: string;
    readonly status: Outcome;
    readonly seconds: number;
    readonly reason?: string;
  }[];
  readonly startedAt: string;
  readonly seconds: number;
  readonly reproduce: string;
}

/** A run's verdicts have no place in the table. */
export class NotForTheTable extends Error {
  override readonly name = 'NotForTheTable';
}

/** The name of a column: `reference zed`. */
export function columnName({ cloud, release }: Column): string {
  return `${cloud} ${release}`;
}

/**
 * The record with a run's verdicts in it. Of each scenario the verdict of the latest run counts, whatever the order of
 * merging; what was never started gives none. Runs that no verdict comes from any more are dropped.
 * @throws NotForTheTable for a run with a defect, on another cloud, or without any verdict.
 */
export function mergeRun(record: VerdictRecord, summary: RunSummary): VerdictRecord {
  checkBelongs(summary);
  const name = columnName(summary);
  const { runs, verdicts } = record[name] ?? { runs: {}, verdicts: {} };
  const { startedAt, seconds, reproduce, microversions, packages } = summary;
  const newer = verdictsOf(summary).filter(([id]) => (verdicts[id]?.run ?? '') <= startedAt);
  const column = withoutIdleRuns({
    runs: { ...runs, [startedAt]: { seconds, reproduce, microversions, packages } },
    verdicts: { ...verdicts, ...Object.fromEntries(newer) },
  });
  return { ...record, [name]: column };
}

/** The record with the verdicts of these scenarios only: those that are no more have no place in it. */
export function keepScenarios(record: VerdictRecord, ids: readonly string[]): VerdictRecord {
  const kept = Object.entries(record).map(([name, { runs, verdicts }]) => {
    const own = ids.flatMap((id) => (verdicts[id] === undefined ? [] : [[id, verdicts[id]] as const]));
    return [name, withoutIdleRuns({ runs, verdicts: Object.fromEntries(own) })] as const;
  });
  return Object.fromEntries(kept);
}

function checkBelongs(summary: RunSummary): void {
  if (summary.defect !== undefined) {
    throw new NotForTheTable(`a run with the defect ${summary.defect} says nothing of a healthy cloud`);
  }
  if (!tableColumns.some((column) => columnName(column) === columnName(summary))) {
    const known = tableColumns.map(columnName).join(', ');
    throw new NotForTheTable(`the table has no column for the cloud ${columnName(summary)}; it has ${known}`);
  }
  if (verdictsOf(summary).length === 0) {
    throw new NotForTheTable('the run has given no verdict');
  }
}

function verdictsOf({ scenarios, startedAt }: RunSummary): (readonly [string, RecordedVerdict])[] {
  return scenarios
    .filter(({ status }) => status !== 'not run')
    .map(({ id, status, seconds, reason }) => {
      return [id, { status, seconds, ...(reason !== undefined && { reason }), run: startedAt }] as const;
    });
}

function withoutIdleRuns({ runs, verdicts }: RecordedColumn): RecordedColumn {
  const cited = new Set(Object.values(verdicts).map(({ run }) => run));
  const kept = Object.entries(runs).filter(([startedAt]) => cited.has(startedAt));
  return { runs: Object.fromEntries(kept.sort()), verdicts };
}
