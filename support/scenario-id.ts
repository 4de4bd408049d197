/** A scenario's stable id from its tags, like `LD-11.paused`; a row of an outline has one of its own with a variant, which wins. */
export function scenarioId(tags: readonly string[]): string | undefined {
  const ids = tags.flatMap((tag) => /^@(LD-\d+(?:\.[\w-]+)?)$/.exec(tag)?.[1] ?? []);
  return ids.findLast((id) => id.includes('.')) ?? ids.at(-1);
}
