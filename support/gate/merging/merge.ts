import { resolve } from 'node:path';
import { failureReport, heading } from '../../reporting/console';
import { messageOf } from '../message-of';
import { recordNotRun, tellNotRun, whileHoldingReports, type Attempt } from '../not-run';
import type { GateOptions } from '../options';
import { reportRun } from '../report-task';
import type { Surroundings } from '../task';
import { expectOneRun, missingOf } from './belonging';
import { concludeParts, oneAbout, oneRun, reproduceParts, timesOf } from './one-run';
import { oneStream } from './one-stream';
import { NotMerged, readPart, type PartFiles, type PartNotRun } from './part-files';

/** What is to be put together, and where to. */
export interface MergeOrder {
  /** The folders of the parts' reports. */
  readonly folders: readonly string[];
  /** The folder of the reports of the whole. */
  readonly reports: string;
  readonly allure: GateOptions['allure'];
  /** As it was typed. */
  readonly command: string;
}

/**
 * Puts the reports of a run's parts together: one verdict, one set of reports, one exit code. Whatever is missing, doubled or foreign
 * ends with 2, unless something failed: that is red. Rejects with nothing that a user could have done.
 */
export async function mergeParts(order: MergeOrder, surroundings: Surroundings): Promise<number> {
  const { reports, command } = order;
  const attempt = { reports, command, startedAt: Date.now(), print: surroundings.print };
  // The files of a part would be taken for those of the last run there.
  const hidden = order.folders.find((folder) => resolve(folder) === resolve(reports));
  if (hidden !== undefined) {
    surroundings.print(`NOT RUN: ${hidden} is where the whole is written to; give another folder with --reports DIR\n`);
    return 2;
  }
  return (await whileHoldingReports(attempt, () => mergeInto(order, attempt, surroundings))) ?? 2;
}

async function mergeInto(order: MergeOrder, attempt: Attempt, surroundings: Surroundings): Promise<number> {
  recordNotRun('the parts have not been put together yet', attempt);
  try {
    const read = order.folders.map(readPart);
    const parts = read.filter(isPart).toSorted((a, b) => a.summary.part.number - b.summary.part.number);
    const notRun = read.flatMap((each) => (isPart(each) ? [] : [each]));
    if (parts.length === 0) throw new NotMerged(nothingToMerge(notRun));
    expectOneRun(parts);
    return await reportWhole(parts, notRun, order, surroundings);
  } catch (error) {
    if (!(error instanceof NotMerged)) throw error;
    tellNotRun(messageOf(error), attempt);
    return 2;
  }
}

async function reportWhole(
  parts: readonly PartFiles[],
  notRun: readonly PartNotRun[],
  { reports, allure }: MergeOrder,
  surroundings: Surroundings,
): Promise<number> {
  const facts = oneAbout(parts);
  const run = oneRun(parts);
  const envelopes = oneStream(parts);
  surroundings.print(`${heading(facts)}\n${failureReport(run, facts, surroundings.root)}`);
  const told = { run, envelopes, conclusion: concludeParts(run, parts, notRun), failed: [] };
  const { selection = '' } = parts[0]?.summary.part ?? {};
  // A run that lacks a part would be compared with whole ones.
  const history = missingOf(parts).length === 0 ? 'kept' : 'left as it is';
  const about = { facts, surroundings, reports, allure, selection, history } as const;
  return (await reportRun(told, { ...about, reproduce: reproduceParts(parts), ...timesOf(parts) })).exitCode;
}

function nothingToMerge(notRun: readonly PartNotRun[]): string {
  const why = notRun.map(({ folder, line }) => `${folder} came to nothing (${line})`);
  return why.length === 0 ? 'no folder of a part was named: npm run merge -- reports/part-*' : why.join(', ');
}

function isPart(read: PartFiles | PartNotRun): read is PartFiles {
  return 'summary' in read;
}
