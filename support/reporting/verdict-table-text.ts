import { columnName, tableColumns } from './verdict-table';
import type { RecordedColumn, RecordedRun, RecordedVerdict, VerdictRecord } from './verdict-table';

/** A row of the table. */
export interface TableRow {
  readonly id: string;
  readonly title: string;
}

const introduction = `# Verdicts

Which verdict each scenario gave on which cloud, and how many seconds it took there. A verdict on the embedded cloud is worth something only
because the same scenario gave the same verdict on a real OpenStack, the reference cloud.

\`npm run verdicts\` writes this file and \`verdicts.json\` from the summaries of runs, never by hand. To record a run again:

\`\`\`sh
npm run acceptance:reference -- --release zed
npm run verdicts -- reports/summary.json
\`\`\`

Of each scenario the latest verdict counts. _Not run_ means that no run has tried it there yet; _not applicable_, that it is about another release.`;

/** The table as Markdown: a row for each scenario, in the order given, and then how its verdicts were recorded. */
export function renderVerdicts(record: VerdictRecord, rows: readonly TableRow[]): string {
  const columns = tableColumns.map((column) => {
    const name = columnName(column);
    return { name, recorded: record[name] ?? { runs: {}, verdicts: {} } };
  });
  const head = ['id', 'scenario', ...columns.map(({ name }) => name)];
  const cells = rows.map(({ id, title }) => [
    id,
    plain(title),
    ...columns.map(({ recorded }) => cellOf(recorded.verdicts[id])),
  ]);
  const totals = ['', 'passed', ...columns.map(({ recorded }) => passedOf(recorded, rows))];
  return [
    introduction,
    tableOf([head, ...cells, totals]),
    '## How they were recorded',
    ...columns.map(({ name, recorded }) => `### ${name}\n\n${runsOf(recorded)}`),
  ]
    .join('\n\n')
    .concat('\n');
}

function cellOf(verdict: RecordedVerdict | undefined): string {
  if (verdict === undefined) {
    return 'not run';
  }
  const { status, seconds, reason } = verdict;
  return status === 'skipped' || status === 'not applicable'
    ? plain(`${status}: ${reason ?? 'no reason was given'}`)
    : `${status} ${inSeconds(seconds)}`;
}

function passedOf({ verdicts }: RecordedColumn, rows: readonly TableRow[]): string {
  const own = rows.flatMap(({ id }) => verdicts[id] ?? []);
  const passed = own.filter(({ status }) => status === 'passed');
  const total = passed.reduce((sum, { seconds }) => sum + seconds, 0);
  return `${passed.length} of ${rows.length}, ${inSeconds(total)}`;
}

function runsOf({ runs, verdicts }: RecordedColumn): string {
  const lines = Object.entries(runs).map(([startedAt, run]) => {
    const count = Object.values(verdicts).filter((verdict) => verdict.run === startedAt).length;
    return runOf(startedAt, run, count);
  });
  return lines.length === 0 ? 'Not recorded yet.' : lines.join('\n');
}

function runOf(startedAt: string, { seconds, reproduce, microversions, packages }: RecordedRun, count: number): string {
  const moment = startedAt.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');
  return [
    `- ${moment}, ${count} ${count === 1 ? 'verdict' : 'verdicts'}, ${inSeconds(seconds)} in all`,
    `  - \`${reproduce}\``,
    `  - microversions: ${listOf(microversions)}`,
    `  - versions: ${listOf(packages)}`,
  ].join('\n');
}

function listOf(versions: Readonly<Record<string, string>>): string {
  const all = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return all.length === 0 ? 'not told' : all.join(', ');
}

function inSeconds(seconds: number): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** Text that means the same in a cell of a table. */
function plain(text: string): string {
  return text.replace(/[|\\`*_<>]/g, (character) => `\\${character}`);
}

/** Rows of cells as a table whose columns are aligned; the first row is its head. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, index) => Math.max(3, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
