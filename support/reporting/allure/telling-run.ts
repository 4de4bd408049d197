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

const isTrend = checkBy<readonly Readonly<Record<string, unknown>>[]>({ type: 'array', items: { type: 'object' } });

/**
 * A page of Allure's that says of the run's time what all other reports say: by itself it would count from the first scenario's beginning
 * to the last one's end. A page in which that cannot be found stays as it is.
 */
export function tellingRun(html: string, { startedAt: start, seconds }: Omit<AboutRun, 'name'>): string {
  const duration = Math.round(seconds * 1000);
  const timed = withWidget(html, 'summary', (summary) =>
    isPageSummary(summary)
      ? { ...summary, time: { ...summary.time, start, stop: start + duration, duration } }
      : summary,
  );
  return withWidget(timed, 'duration-trend', (trend) => {
    if (!isTrend(trend)) return trend;
    const [now, ...before] = trend;
    return now === undefined ? trend : [{ ...now, data: { duration } }, ...before];
  });
}

/** The page with other contents of one of the files that it has within. */
function withWidget(html: string, name: 'summary' | 'duration-trend', change: (content: unknown) => unknown): string {
  const place = new RegExp(`(?<=d\\(["']widgets/${name}\\.json["'],["'])[^"']*`);
  return html.replace(place, (encoded) => {
    const content: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
    return Buffer.from(JSON.stringify(change(content))).toString('base64');
  });
}
