import { checkBy } from '../../check';
import type { AboutRun } from './about-run';

interface PageSummary {
  readonly time: Readonly<Record<string, unknown>>;
}

const isPageSummary = checkBy<PageSummary>({
  type: 'object',
  required: ['time'],
  properties: { time: { type: 'object' } },
});

/**
 * A page of Allure's that says of the run's time what all other reports say: by itself it would count from the first scenario's beginning
 * to the last one's end. A page in which that cannot be found stays as it is.
 */
export function tellingRun(html: string, { startedAt: start, seconds }: Omit<AboutRun, 'name'>): string {
  return html.replace(/(?<=d\(["']widgets\/summary\.json["'],["'])[^"']*/, (encoded) => {
    const summary: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
    if (!isPageSummary(summary)) return encoded;
    const duration = Math.round(seconds * 1000);
    const time = { ...summary.time, start, stop: start + duration, duration };
    return Buffer.from(JSON.stringify({ ...summary, time })).toString('base64');
  });
}
