import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import type { Build } from './allure/build';
import { writeResults } from './allure/write';
import { titleOf, untold, type Conclusion, type RunFacts } from './conclusion';
import { writeCucumberHtml } from './cucumber-html';
import { pastRunOf, readHistory, writeHistory } from './history';
import { renderJunit } from './junit';
import type { RunTimes, ShortSummary, Summary } from './summary';
import { renderSummaryPage } from './summary-page';
import { countOutcomes, didRun, type RunVerdict } from './verdict';
import { makeFolder, replaceWhole, writeWhole } from './write-whole';

/** What a run writes to its folder of reports, by the names that reports/README.md explains. */
export const reportFiles = {
  summary: 'summary.json',
  page: 'summary.md',
  junit: 'junit.xml',
  html: 'cucumber.html',
  messages: 'messages.ndjson',
  allureResults: 'allure-results',
  allureReport: 'allure-report',
  error: 'gate-error.txt',
} as const;

/** Those of them that are folders. */
export const reportFolders: ReadonlySet<string> = new Set([reportFiles.allureResults, reportFiles.allureReport]);

/** What a run keeps in its folder of reports for those that come after it. */
export const historyFile = 'history.json';

/** Everything that the reports of a run tell. */
export interface RunRecordings {
  readonly run: RunVerdict;
  readonly facts: RunFacts;
  readonly times: RunTimes;
  readonly envelopes: readonly Envelope[];
  readonly conclusion: Conclusion;
  /** Which scenarios were asked for, in words. */
  readonly selection: string;
  /** The CI's build that the run is a part of. */
  readonly build?: Build | undefined;
  /** Whether Allure's raw results are written. */
  readonly allure: 'results' | 'none';
  /** Whether later runs are compared with this one: not with a run that was told to end, for it is not the whole. */
  readonly history: 'kept' | 'left as it is';
  /** The project's folder: places in the code are told relative to it. */
  readonly root: string;
}

/** Removes the reports of the last run, so that none of them can be taken for one of the run that begins. */
export function clearReports(folder: string): void {
  for (const file of Object.values(reportFiles)) {
    rmSync(join(folder, file), { recursive: true, force: true });
  }
}

/**
 * Writes JUnit's XML, cucumber's HTML and messages, Allure's raw results and the history; each of them whatever becomes of the others.
 * Resolves to those that could not be written, with the errors.
 */
export async function writeReports(folder: string, recordings: RunRecordings): Promise<WrittenReports> {
  const { run, facts, times, envelopes, conclusion, allure, root, selection, build } = recordings;
  const failed: FailedReport[] = [];
  const attempt = async (name: string, write: (file: string) => void | Promise<void>) => {
    const file = join(folder, name);
    try {
      await write(file);
    } catch (error) {
      failed.push({ file, error });
    }
  };
  const history = readHistory(join(folder, historyFile));
  await attempt(reportFiles.junit, (file) => {
    writeWhole(file, renderJunit(run, facts, times, root));
  });
  await attempt(reportFiles.messages, (file) => {
    writeWhole(file, envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''));
  });
  await attempt(reportFiles.allureResults, (file) => {
    if (allure === 'results') writeResults(file, { ...recordings, history });
  });
  await attempt(historyFile, (file) => {
    if (recordings.history === 'left as it is' || !run.scenarios.some(didRun)) return;
    writeHistory(file, history, pastRunOf(run, facts, { selection, ...times, ...(build && { build }) }));
  });
  await attempt(reportFiles.html, (file) => {
    const end = failed.length === 0 ? conclusion : untold(conclusion, 'not all of it could be written');
    const about = { title: titleOf(end), counts: countOutcomes(run.scenarios), ...times };
    return writeCucumberHtml(file, envelopes, about);
  });
  const { forgotten } = history;
  return { failed, ...(forgotten !== undefined && { forgotten }) };
}

/** What came of writing the reports. */
interface WrittenReports {
  readonly failed: readonly FailedReport[];
  /** Why the history of earlier runs begins anew. */
  readonly forgotten?: string;
}

/** A report that could not be written, and what was thrown. */
export interface FailedReport {
  readonly file: string;
  readonly error: unknown;
}

/** Writes the summary in the place of the one that is there, or leaves that as it is. Throws what Node throws. */
export function writeSummary(folder: string, summary: Summary | ShortSummary): void {
  makeFolder(folder);
  replaceWhole(join(folder, reportFiles.summary), textOf(summary));
}

/** Writes the page of the summary. Returns why it could not, if so. */
export function writeSummaryPage(folder: string, summary: Summary | ShortSummary): readonly FailedReport[] {
  return failureOf(join(folder, reportFiles.page), (file) => {
    writeWhole(file, renderSummaryPage(summary));
  });
}

/** Writes a short summary and its page over those that are there: a disk that is full has place for that. Returns what it could not write. */
export function overwriteSummary(folder: string, summary: ShortSummary): readonly FailedReport[] {
  const written = failureOf(join(folder, reportFiles.summary), (file) => {
    makeFolder(folder);
    writeWhole(file, textOf(summary));
  });
  return [...written, ...writeSummaryPage(folder, summary)];
}

function failureOf(file: string, write: (file: string) => void): readonly FailedReport[] {
  try {
    write(file);
    return [];
  } catch (error) {
    return [{ file, error }];
  }
}

function textOf(summary: Summary | ShortSummary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}
