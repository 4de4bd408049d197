/** How a scenario speaks of one thing of a kind and of several. */
export interface Words<W extends string> {
  readonly one: W;
  readonly several: W;
}

/**
 * Those that a step means by the word, which is right only for as many as there are: "the port" is one, "the ports" are all of several.
 * Throws when there is none, or when the word is the other one's.
 */
export function meantBy<W extends string, T>(word: W, { one, several }: Words<W>, all: readonly T[]): readonly T[] {
  if (all.length === 0) throw new Error(`no step has made ${one.replace('the ', 'a ')}`);
  const right = all.length === 1 ? one : several;
  if (word === right) return all;
  throw new Error(
    word === one ? `"${one}" could be any of ${all.length}: say "${several}"` : `there is but one: say "${one}"`,
  );
}
