let limit: { readonly until: number; readonly minutes: number } | undefined;

/** From now on no scenario begins after so many real minutes; undefined ends the limit. */
export function limitTime(minutes: number | undefined): void {
  limit = minutes === undefined ? undefined : { until: performance.now() + minutes * 60_000, minutes };
}

/** Why no further scenario may begin; undefined while there is time. */
export function overtime(): string | undefined {
  if (limit === undefined || performance.now() < limit.until) return undefined;
  return `the run has lasted longer than the ${limit.minutes} min that its plan allows at most`;
}
