import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { printable } from '../printable';
import { notRun, type Conclusion, type RunFacts } from '../reporting/conclusion';
import { overwriteSummary, reportFiles } from '../reporting/reports';
import { summarizeShortly } from '../reporting/summary';
import { makeFolder, whyUnwritten } from '../reporting/write-whole';
import { messageOf } from './message-of';
import { holdsReports, openReports, ReportsProblem } from './reports-folder';
import { shownPath } from './shown-path';

/** A run that may not come about: where it is told, and what of. */
export interface Attempt {
  /** The folder of its reports. */
  readonly reports: string;
  /** The command that tries it again. */
  readonly command: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly print: (text: string) => void;
  /** What the run is about, as far as it is known. */
  readonly facts?: RunFacts;
}

/**
 * Does the work with the folder of the reports in hand. Where others have it, or where it cannot be written, says so and resolves to
 * undefined.
 */
export async function whileHoldingReports<T>(attempt: Attempt, work: () => Promise<T>): Promise<T | undefined> {
  try {
    const held = openReports(attempt.reports, attempt.command);
    try {
      return await work();
    } finally {
      held.release();
    }
  } catch (error) {
    if (!(error instanceof ReportsProblem)) throw error;
    attempt.print(`${notRun(error.message).line}\n`);
    return undefined;
  }
}

/** Says why nothing was run, also in the summary. Never throws. */
export function tellNotRun(reason: string, attempt: Attempt): void {
  attempt.print(`${notRun(reason).line}\n`);
  recordNotRun(reason, attempt);
}

/** Says why nothing was run in the summary alone. Never throws. */
export function recordNotRun(reason: string, attempt: Attempt): void {
  const failure = recordEnd(notRun(reason), attempt);
  if (failure !== undefined) attempt.print(`${failure}\n`);
}

/** Says that the gate itself failed, with the stack where a person finds it, and in a summary. Never throws. */
export function tellCrash(error: unknown, attempt: Attempt): void {
  const { reports, command, print } = attempt;
  const end = notRun(`the gate itself failed: ${printable(messageOf(error))}`);
  try {
    if (!holdsReports(reports)) openReports(reports, command);
  } catch (problem) {
    print(printable(`${end.line}\n${messageOf(problem)}\n${inspect(error)}\n`));
    return;
  }
  print(`${end.line}\n${capitalized(keepStack(error, reports))}\n`);
  const failure = recordEnd(end, attempt);
  if (failure !== undefined) print(`${failure}\n`);
}

/** Keeps the stack of an error in the folder of the reports, and says where in a part of a sentence, or shows it. Never throws. */
export function keepStack(error: unknown, reports: string): string {
  const file = join(reports, reportFiles.error);
  try {
    makeFolder(reports);
    appendFileSync(file, `${printable(inspect(error))}\n`);
    return `the full stack is in ${shownPath(file)}`;
  } catch (problem) {
    return `${shownPath(file)} could not be written: ${whyUnwritten(problem)}; the full stack is\n${inspect(error)}`;
  }
}

/** Writes a short summary of what a run came to, and its page. Returns why it could not, in a line. */
export function recordEnd(end: Conclusion, { reports, command, startedAt, facts }: Attempt): string | undefined {
  const seconds = (Date.now() - startedAt) / 1000;
  const failed = overwriteSummary(reports, summarizeShortly(end, { startedAt, seconds, reproduce: command }, facts));
  const [first] = failed;
  if (first === undefined) return undefined;
  const files = failed.map(({ file }) => shownPath(file)).join(' and ');
  return `${files} could not be written: ${whyUnwritten(first.error)}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
