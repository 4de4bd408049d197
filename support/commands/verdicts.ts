import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../gate/ending';
import { messageOf } from '../gate/message-of';
import { offer } from '../nearest';
import type { VerdictRecord } from '../reporting/verdict-table';
import { keepScenarios, mergeRun, NotForTheTable } from '../reporting/verdict-table';
import { readRecord, readSummary, UnreadableVerdicts } from '../reporting/verdict-table-files';
import { renderVerdicts } from '../reporting/verdict-table-text';
import { readFeatureFiles } from '../scenarios/files';
import type { ListedScenario } from '../scenarios/listing';
import { listScenarios } from '../scenarios/listing';

const help = `npm run verdicts [-- summary.json ...]
npm run verdicts -- --check

Merges the verdicts of runs into docs/verdicts.json and writes docs/verdicts.md from it, a row for each scenario of the features.
Without a summary the table is written anew for the scenarios of today.

  --check   writes nothing, and finds a table that is not about the scenarios of today

Exit code: 0 all is well; 1 the table is out of date; 2 it could not be run.
`;

const options = ['--check', '--help'];
const root = resolve(__dirname, '..', '..');
const recordFile = join(root, 'docs', 'verdicts.json');
const tableFile = join(root, 'docs', 'verdicts.md');

/** Merges, writes or checks the table for a command line, and returns the exit code. */
function main(argv: readonly string[]): 0 | 1 | 2 {
  const unknown = argv.find((word) => word.startsWith('-') && !options.includes(word));
  if (unknown !== undefined) {
    console.error(`unknown option ${unknown}; ${offer(unknown, options)}`);
    return 2;
  }
  if (argv.includes('--help')) {
    console.log(help);
    return 0;
  }
  const summaries = argv.filter((word) => !word.startsWith('-'));
  if (argv.includes('--check') && summaries.length > 0) {
    console.error(`--check writes nothing, so it takes no summary (${summaries.join(', ')})`);
    return 2;
  }
  const rows = listScenarios(readFeatureFiles(root, ['features']));
  return argv.includes('--check') ? check(rows) : write(rows, summaries);
}

function write(rows: readonly ListedScenario[], summaries: readonly string[]): 0 {
  const merged = summaries.reduce(mergeFile, recordOfToday());
  const record = keepScenarios(
    merged,
    rows.map(({ id }) => id),
  );
  writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(tableFile, renderVerdicts(record, rows));
  console.log(`docs/verdicts.md: ${rows.length} scenarios, ${summaries.length} summaries merged`);
  return 0;
}

function check(rows: readonly ListedScenario[]): 0 | 1 {
  if (textOf(tableFile) === renderVerdicts(recordOfToday(), rows)) {
    return 0;
  }
  console.log(
    'docs/verdicts.md is out of date. Mend: run npm run verdicts, with the summaries of runs of what is new.',
  );
  return 1;
}

function mergeFile(record: VerdictRecord, file: string): VerdictRecord {
  const text = textOf(resolve(file));
  if (text === undefined) {
    throw new UnreadableVerdicts(`there is no file ${file}; a run of the gate writes reports/summary.json`);
  }
  try {
    return mergeRun(record, readSummary(text, file));
  } catch (error) {
    throw error instanceof NotForTheTable ? new NotForTheTable(`${file}: ${error.message}`) : error;
  }
}

function recordOfToday(): VerdictRecord {
  const text = textOf(recordFile);
  return text === undefined ? {} : readRecord(text, 'docs/verdicts.json');
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

runCommand(main, (error) => {
  console.error(messageOf(error));
});
