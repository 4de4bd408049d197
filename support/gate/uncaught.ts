let kept: unknown[] | undefined;

function keep(error: unknown): void {
  kept?.push(error);
}

/**
 * From now on errors that nobody catches do not end the process: while scenarios run, cucumber fails the step or hook that is at it,
 * where there is one, and what the scenario made has to be taken back all the same.
 */
export function beginKeepingUncaught(): void {
  if (kept !== undefined) return;
  kept = [];
  process.on('uncaughtException', keep);
}

/** Ends that, and returns the errors that were kept, in their order. */
export function endKeepingUncaught(): readonly unknown[] {
  const all = kept ?? [];
  process.off('uncaughtException', keep);
  kept = undefined;
  return all;
}

/** True while errors that nobody catches are kept. */
export function isKeepingUncaught(): boolean {
  return kept !== undefined;
}
