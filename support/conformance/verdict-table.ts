import type { ConformanceRecord, RecordedScenario, Recording, ReleaseRecord } from './record';

/** A row of the table: a scenario, or a row of an outline. */
export interface TableRow {
  readonly id: string;
  readonly title: string;
}

const introduction = `# Verdicts

Which verdict each scenario gave on a real OpenStack, the reference cloud. A verdict on the embedded cloud is worth something only because the
same scenario gave the same verdict there; each run of the gate compares the two (docs/conformance.md).

\`npm run verdicts\` writes this page from the records in \`tests/conformance\`, which runs on the real cloud write, never a hand. To record
a scenario again:

\`\`\`sh
npm run acceptance:reference -- --release zed --tags @LD-1 --record tests/conformance/zed.json
npm run verdicts
\`\`\`

Of each scenario the latest verdict counts. _Not recorded_ means that no run has tried it there yet; _not applicable_, that it is about another release.`;

/** The table as Markdown: a row for each scenario, in the order given, and then how its verdicts were recorded. */
export function renderVerdicts(records: readonly ReleaseRecord[], rows: readonly TableRow[]): string {
  const head = ['id', 'scenario', ...records.map(({ release }) => release)];
  const cells = rows.map(({ id, title }) => [
    id,
    plain(title),
    ...records.map(({ record }) => cellOf(record.scenarios[id])),
  ]);
  const totals = ['', 'passed', ...records.map(({ record }) => passedOf(record, rows))];
  const parts = [
    introduction,
    tableOf([head, ...cells, totals]),
    '## How they were recorded',
    ...records.map(({ release, record }) => `### ${release}\n\n${recordingsOf(record)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function cellOf(scenario: RecordedScenario | undefined): string {
  if (scenario === undefined) return 'not recorded';
  const { verdict, reason } = scenario;
  return verdict === 'passed' ? verdict : plain(`${verdict}: ${reason ?? 'no reason was given'}`);
}

function passedOf({ scenarios }: ConformanceRecord, rows: readonly TableRow[]): string {
  const passed = rows.filter(({ id }) => scenarios[id]?.verdict === 'passed');
  return `${passed.length} of ${rows.length}`;
}

function recordingsOf({ recordings, scenarios }: ConformanceRecord): string {
  const all = Object.entries(recordings).sort(([one], [other]) => (one < other ? -1 : 1));
  return all
    .map(([startedAt, recording]) => {
      const count = Object.values(scenarios).filter(({ run }) => run === startedAt).length;
      return recordingOf(startedAt, recording, count);
    })
    .join('\n');
}

function recordingOf(startedAt: string, { command, packages }: Recording, count: number): string {
  const moment = startedAt.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${moment}, ${count} ${count === 1 ? 'verdict' : 'verdicts'}`,
    `  - \`${command}\``,
    `  - versions: ${versions.join(', ')}`,
  ].join('\n');
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
