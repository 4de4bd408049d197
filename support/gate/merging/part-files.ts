import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvelope, type Envelope } from '@cucumber/messages';
import type { RunPart } from '../../reporting/part';
import { reportFiles } from '../../reporting/reports';
import type { ShortSummary, Summary } from '../../reporting/summary';
import { summaryCheck } from '../../reporting/summary-schema';
import { countOutcomes, type RunVerdict } from '../../reporting/verdict';
import { judge } from '../../reporting/verdicts';
import { whyUnread } from '../../reporting/write-whole';
import { messageOf } from '../message-of';
import { shownPath } from '../shown-path';

/** Reports that cannot be put together. The message says of which folder, and why. */
export class NotMerged extends Error {
  override readonly name = 'NotMerged';
}

/** What a part of a run has left in its folder. */
export interface PartFiles {
  /** As it is shown to people. */
  readonly folder: string;
  readonly summary: Summary & { readonly part: RunPart };
  readonly envelopes: readonly Envelope[];
  readonly run: RunVerdict;
}

/** A part that did not come about: it cannot say which one it was. */
export interface PartNotRun {
  readonly folder: string;
  /** The line that it ended with. */
  readonly line: string;
}

/**
 * Reads the reports of a part of a run.
 * @throws NotMerged when they are not there, damaged, or no part's
 */
export function readPart(path: string): PartFiles | PartNotRun {
  const folder = shownPath(path);
  const summary = readSummary(path, folder);
  if (!isOfPart(summary)) {
    if (summary.verdict === 'could not be run') return { folder, line: summary.line };
    throw new NotMerged(
      `${folder} has the reports of a whole run, and none of a part: npm run acceptance -- --shard N/M`,
    );
  }
  if (summary.verdict === 'could not be run') return { folder, line: summary.line };
  const envelopes = readMessages(path);
  const run = judged(envelopes, folder);
  if (JSON.stringify(countOutcomes(run.scenarios)) !== JSON.stringify(summary.counts)) {
    throw new NotMerged(`${folder} is damaged: its messages tell of other verdicts than its summary`);
  }
  return { folder, summary, envelopes, run };
}

function readSummary(path: string, folder: string): ShortSummary {
  const file = join(path, reportFiles.summary);
  if (!existsSync(file))
    throw new NotMerged(`${folder} has no ${reportFiles.summary}: is it the folder of a part's reports?`);
  const summary = parsed(readText(file), shownPath(file));
  const isSummary = summaryCheck();
  if (isSummary(summary)) return summary;
  throw new NotMerged(`${shownPath(file)} is no summary of this suite's: ${isSummary.told('it')}`);
}

function isOfPart(summary: ShortSummary): summary is PartFiles['summary'] {
  const { part, cloud, release, seed, microversions } = summary;
  return [part, cloud, release, seed, microversions].every((fact) => fact !== undefined);
}

function readMessages(path: string): readonly Envelope[] {
  const file = join(path, reportFiles.messages);
  const lines = readText(file).split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    parsed(line, `${shownPath(file)}:${index + 1}`);
    return [parseEnvelope(line)];
  });
}

function judged(envelopes: readonly Envelope[], folder: string): RunVerdict {
  try {
    return judge(envelopes);
  } catch (error) {
    throw new NotMerged(`${folder} is damaged: ${messageOf(error)}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new NotMerged(`${shownPath(file)} cannot be read: ${whyUnread(error)}`);
  }
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotMerged(`${place} is damaged: ${messageOf(error)}`);
  }
}
