/**
 * The known word that was most likely meant by `word`: the one with the fewest letters to change, if that is at most
 * a third of the longer word (and at least one of two). Undefined when none is near.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (
      distance <= Math.max(2, Math.max(word.length, candidate.length) / 3) &&
      distance < (best?.distance ?? Infinity)
    ) {
      best = { word: candidate, distance };
    }
  }
  return best?.word;
}

/** The sentence that offers the nearest word, and all known ones: `did you mean "zed"? (known: zed, 2025.1)`. */
export function offer(word: string, known: readonly string[]): string {
  const all = known.length === 0 ? 'none is known' : `known: ${known.join(', ')}`;
  const near = nearest(word, known);
  return near === undefined ? all : `did you mean ${near}? (${all})`;
}

/** How many letters have to be added, dropped or changed to turn one word into the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of from.split('').entries()) {
    const next = [index + 1];
    for (const [column, other] of to.split('').entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
