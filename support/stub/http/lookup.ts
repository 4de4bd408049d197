/**
 * What a table has under a word of a client's; undefined for all else, also for what every object has, like `toString`.
 */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, word: string): Entry | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** A table with an entry more, or another one, whatever its word, `__proto__` included. */
export function withEntry<Entry>(
  table: Readonly<Record<string, Entry>>,
  word: string,
  entry: Entry,
): Readonly<Record<string, Entry>> {
  return Object.fromEntries([...Object.entries(table), [word, entry]]);
}

/** A table without an entry. */
export function withoutEntry<Entry>(
  table: Readonly<Record<string, Entry>>,
  word: string,
): Readonly<Record<string, Entry>> {
  return Object.fromEntries(Object.entries(table).filter(([known]) => known !== word));
}

/** The sums of amounts, by their words. */
export function addUp(amounts: Iterable<readonly [word: string, amount: number]>): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const [word, amount] of amounts) sums.set(word, (sums.get(word) ?? 0) + amount);
  return Object.fromEntries(sums);
}
