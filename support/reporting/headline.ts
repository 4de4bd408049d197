import { isMistakeOfSuite } from './failure-text';
import { likelyCauseIn } from './kind';
import type { Failure } from './verdict';

/**
 * A failure in one line that reads the same wherever and whenever the same goes wrong: without ids, durations and times, which are
 * told below it. The likely cause, where one is known; else what was expected of whom and what was seen.
 */
export function headlineOf(failure: Failure): string {
  const { where, message, outcome } = failure;
  const likely = likelyCauseIn(message);
  if (likely !== undefined) return `${likelyMark}${lasting(likely)}`;
  const first = lasting(message.split('\n')[0] ?? '');
  const silence = silenceIn.exec(message)?.[1];
  if (silence !== undefined) return `no answer: ${lasting(silence)}`;
  if (isMistakeOfSuite(failure)) return `${failure.errorType ?? ''}: ${first}`;
  if (outcome === 'failed' && tellsRequest.test(message)) return first;
  const seen = seenIn(message);
  if (seen === undefined) return `${withoutKeyword(where)}: ${first}`;
  return isTheSameEverywhere(seen) ? `${withoutKeyword(where)}: ${seen}` : withoutKeyword(where);
}

/** The likely cause in a headline; undefined when it tells none. */
export function likelyIn(headline: string): string | undefined {
  return headline.startsWith(likelyMark) ? headline.slice(likelyMark.length) : undefined;
}

const likelyMark = 'likely: ';

/** Text without what is another one each time: ids, request ids, durations, times, and the names of runs. */
export function lasting(text: string): string {
  return fleeting.reduce((told, [pattern, instead]) => told.replace(pattern, instead), text).trim();
}

const id = '(?:req-)?[0-9a-f]{8}(?:-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|…|[0-9a-f]{24}\\b)';

const fleeting: readonly (readonly [RegExp, string])[] = [
  [new RegExp(` ?\\(${id}\\)`, 'gi'), ''],
  [new RegExp(id, 'gi'), '…'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g, '…'],
  [/ (?:in|within|after) \d+(?:\.\d+)? s\b/g, ''],
  [/\b\d+(?:\.\d+)? s\b/g, '… s'],
  [/\bld-[0-9a-f]{6}-/g, 'ld-…-'],
  [/\bCUSTOM_LD_[0-9A-F]{6}_/g, 'CUSTOM_LD_…_'],
];

/** Why there was no answer, which is the same whatever was asked for. */
const silenceIn = /(?:^ *seen +|'s \S+ \S+ \S+ got )no answer: (\S.*)$/m;

/** A request that failed is the same failure whichever step needed it. */
const tellsRequest = /^[^\n]*'s (?:GET|HEAD|POST|PUT|PATCH|DELETE) /;

/** What a table of findings says was seen. */
function seenIn(message: string): string | undefined {
  const seen = /^ *seen +(\S.*)$/m.exec(message)?.[1];
  return seen === undefined || !/^ *expected /m.test(message) ? undefined : lasting(seen);
}

/** Hosts and amounts differ from scenario to scenario; the status of an answer does not. */
function isTheSameEverywhere(seen: string): boolean {
  return !/\d/.test(seen.replace(/\b[1-5]\d\d\b/g, ''));
}

function withoutKeyword(where: string): string {
  return where.replace(/^(?:Given|When|Then|And|But|\*) /, '');
}
