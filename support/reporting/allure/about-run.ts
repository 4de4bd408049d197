import { join } from 'node:path';
import { checkBy } from '../../check';
import { printable } from '../../printable';
import { titleOf } from '../conclusion';
import { readKept, type Kept } from '../kept-file';
import { reportFiles } from '../reports';
import type { ShortSummary } from '../summary';

/** What a page says of the run as a whole, where Allure would say something else than all other reports. */
export interface AboutRun {
  /** The run in a line, which begins with its verdict. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
}

type Told = Pick<ShortSummary, 'verdict' | 'line' | 'startedAt' | 'seconds'>;

/** ISO 8601 in UTC, with a month, a day and a time that there are. */
const utcTime = '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?Z$';

const isTold = checkBy<Told>({
  type: 'object',
  required: ['verdict', 'line', 'startedAt', 'seconds'],
  properties: {
    verdict: { enum: ['green', 'red', 'incomplete', 'could not be run'] },
    line: { type: 'string' },
    startedAt: { type: 'string', pattern: utcTime },
    seconds: { type: 'number', minimum: 0 },
  },
});

/** What the summary in a folder of reports tells of the run. */
export function aboutRunIn(reports: string): Kept<AboutRun> {
  const kept = readKept(join(reports, reportFiles.summary), isTold, like);
  if ('unusable' in kept) return kept;
  if (kept.content === undefined) return { content: undefined };
  const { startedAt, seconds } = kept.content;
  const name = printable(titleOf(kept.content));
  return { content: { name, startedAt: Date.parse(startedAt), seconds } };
}

const like = '{"verdict":"green","line":"…","startedAt":"2026-01-31T12:00:00.000Z","seconds":1.5}';
