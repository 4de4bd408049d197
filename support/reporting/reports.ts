import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { emptyResults, writeResults } from './allure/write';
import type { Conclusion, RunFacts } from './conclusion';
import { writeCucumberHtml } from './cucumber-html';
import { renderJunit } from './junit';
import { summarize } from './summary';
import type { RunTimes } from './summary';
import type { RunVerdict } from './verdict';

/** What a run writes to its folder of reports, by the names that reports/README.md explains. */
export const reportFiles = {
  summary: 'summary.json',
  junit: 'junit.xml',
  html: 'cucumber.html',
  messages: 'messages.ndjson',
  allureResults: 'allure-results',
  allureReport: 'allure-report',
  error: 'gate-error.txt',
} as const;

/** Everything that the reports of a run tell. */
export interface RunRecordings {
  readonly run: RunVerdict;
  readonly facts: RunFacts;
  readonly conclusion: Conclusion;
  readonly times: RunTimes;
  readonly envelopes: readonly Envelope[];
  /** The project's folder: places in the code are told relative to it. */
  readonly root: string;
}

/** Removes the reports of the last run, so that none of them can be taken for one of the run that begins. */
export function clearReports(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of Object.values(reportFiles)) {
    rmSync(join(folder, file), { recursive: true, force: true });
  }
  emptyResults(join(folder, reportFiles.allureResults));
}

/** Writes the summary, JUnit's XML, cucumber's HTML and messages, and mends the Allure results that are there. */
export async function writeReports(folder: string, recordings: RunRecordings): Promise<void> {
  const { run, facts, conclusion, times, envelopes, root } = recordings;
  const summary = summarize(run, facts, conclusion, times, root);
  writeFileSync(join(folder, reportFiles.summary), `${JSON.stringify(summary, null, 2)}\n`);
  writeFileSync(join(folder, reportFiles.junit), renderJunit(run, facts, root));
  writeFileSync(
    join(folder, reportFiles.messages),
    envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''),
  );
  writeResults(join(folder, reportFiles.allureResults), run, facts, root);
  await writeCucumberHtml(join(folder, reportFiles.html), envelopes);
}
