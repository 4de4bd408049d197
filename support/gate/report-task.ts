import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import type { AboutRun } from '../reporting/allure/about-run';
import { renderAllure } from '../reporting/allure/render';
import { buildIn } from '../reporting/allure/build';
import { titleOf, untold, type Conclusion } from '../reporting/conclusion';
import { lastLine } from '../reporting/console';
import {
  historyFile,
  reportFiles,
  writeReports,
  writeSummary,
  writeSummaryPage,
  type FailedReport,
  type RunRecordings,
} from '../reporting/reports';
import { summarize, type RunTimes } from '../reporting/summary';
import type { RunVerdict } from '../reporting/verdict';
import { systemCodeOf, whyUnwritten } from '../reporting/write-whole';
import { keepStack, recordEnd } from './not-run';
import type { GateOptions } from './options';
import { reproduceCommand, selectionInWords } from './selection';
import { shownPath } from './shown-path';
import type { Task, TimedTask } from './task';

/** What is to be told of a run. */
export interface Told {
  readonly run: RunVerdict;
  readonly envelopes: readonly Envelope[];
  readonly conclusion: Conclusion;
  /** What could not be written before, such as a record of conformance. */
  readonly failed: readonly FailedReport[];
}

/** A run of which all is known but whether it can be told. */
export interface ReportedRun extends Pick<Task, 'facts' | 'surroundings' | 'reports' | 'startedAt'> {
  readonly allure: GateOptions['allure'];
  readonly seconds: number;
  readonly reproduce: string;
  /** Which scenarios were asked for, in words. */
  readonly selection: string;
  readonly history: RunRecordings['history'];
}

/** Tells what a task came to, as {@link reportRun} does. One that was told to end is not rendered and no history, and a part is no history either. */
export function reportTask(told: Told, task: TimedTask): Promise<Conclusion> {
  const { options, facts, context } = task;
  const isEnded = context.interruption.signal !== undefined;
  return reportRun(told, {
    ...task,
    allure: isEnded && options.allure === 'html' ? 'results' : options.allure,
    reproduce: reproduceCommand(options, facts),
    selection: selectionInWords(options),
    history: isEnded || options.shard !== undefined ? 'left as it is' : 'kept',
  });
}

/**
 * Writes every report and says the end of the run. The conclusion that it resolves to is the one that was written and said: it is no
 * green one where that was not possible. Never rejects because something cannot be written.
 */
export async function reportRun(told: Told, reported: ReportedRun): Promise<Conclusion> {
  const { facts, surroundings, startedAt, seconds, reports, reproduce } = reported;
  const { print, style, unheard } = surroundings;
  const times = { startedAt, seconds, reproduce };
  const { run, conclusion } = told;
  const { root } = surroundings;
  const failed = [...told.failed, ...(await write(told, times, reported))];
  const summarized = (before: Conclusion): Conclusion => {
    const page = writeSummaryPage(reports, summarize(run, facts, before, times, root));
    const end = withFailed(before, page, reports);
    try {
      writeSummary(reports, summarize(run, facts, end, times, root));
      return end;
    } catch (error) {
      const shorter = withFailed(end, [{ file: join(reports, reportFiles.summary), error }], reports);
      const failure = recordEnd(shorter, { reports, command: reproduce, startedAt, print, facts });
      return failure === undefined ? shorter : untold(shorter, failure);
    }
  };
  let end = summarized(withFailed(conclusion, failed, reports));
  await render(reported, { ...times, name: titleOf(end) });
  if (end.exitCode !== 0) print(`\nAgain:  ${reproduce}\n`);
  print(`${lastLine(end, style)}\n`);
  const silent = await unheard?.();
  if (silent !== undefined) end = summarized(untold(end, `it could not be said: ${silent}`));
  return end;
}

/** Writes every report but the summary; resolves to those that could not be written. */
async function write(
  { run, envelopes, conclusion, failed: before }: Told,
  times: RunTimes,
  reported: ReportedRun,
): Promise<readonly FailedReport[]> {
  const { facts, reports, allure, selection, history } = reported;
  const { root, print, env = process.env } = reported.surroundings;
  const { failed, forgotten } = await writeReports(reports, {
    ...{ run, facts, times, envelopes, root, selection, history, build: buildIn(env) },
    conclusion: before.length === 0 ? conclusion : untold(conclusion, 'not all of it could be written'),
    allure: allure === 'none' ? 'none' : 'results',
  });
  if (forgotten !== undefined) {
    print(`\n${shownPath(join(reports, historyFile))} ${forgotten}. The history of runs begins anew\n`);
  }
  return failed;
}

/** The conclusion with what could not be written, reports of the same reason together. */
function withFailed(conclusion: Conclusion, failed: readonly FailedReport[], reports: string): Conclusion {
  const files = new Map<string, string[]>();
  for (const { file, error } of failed) {
    const why =
      systemCodeOf(error) === undefined ? `${whyUnwritten(error)}; ${keepStack(error, reports)}` : whyUnwritten(error);
    files.set(why, [...(files.get(why) ?? []), shownPath(file)]);
  }
  if (files.size === 0) return conclusion;
  const told = [...files].map(([why, names]) => `${names.join(', ')} (${why})`).join(', ');
  return untold(conclusion, `not written: ${told}`);
}

async function render({ allure, surroundings, reports }: ReportedRun, about: AboutRun): Promise<void> {
  if (allure !== 'html') return;
  const results = join(reports, reportFiles.allureResults);
  const rendering = await renderAllure(results, join(reports, reportFiles.allureReport), about, surroundings.env);
  const text = rendering.kind === 'rendered' ? `Report: ${shownPath(rendering.file)}` : rendering.reason;
  surroundings.print(`\n${text}\n`);
}
