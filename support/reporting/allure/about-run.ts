import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy } from '../../check';
import { printable } from '../../printable';
import { titleOf } from '../conclusion';
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

const isTold = checkBy<Told>({
  type: 'object',
  required: ['verdict', 'line', 'startedAt', 'seconds'],
  properties: {
    verdict: { enum: ['green', 'red', 'incomplete', 'could not be run'] },
    line: { type: 'string' },
    startedAt: { type: 'string' },
    seconds: { type: 'number', minimum: 0 },
  },
});

/** What the summary in a folder of reports tells of the run; undefined where there is none that can be read. */
export function aboutRunIn(reports: string): AboutRun | undefined {
  try {
    const summary: unknown = JSON.parse(readFileSync(join(reports, reportFiles.summary), 'utf8'));
    if (!isTold(summary)) return undefined;
    const startedAt = Date.parse(summary.startedAt);
    const name = printable(titleOf(summary));
    return Number.isNaN(startedAt) ? undefined : { name, startedAt, seconds: summary.seconds };
  } catch {
    return undefined;
  }
}
