/**
 * The steps that a writer of `text` may have had in mind, nearest first: those that share most of their words with it.
 * Parameters and placeholders stand for any word. Empty when nothing comes near.
 */
export function nearestSteps(text: string, expressions: readonly string[], atMost = 3): readonly string[] {
  const wanted = wordsOf(text);
  return [...new Set(expressions)]
    .map((expression) => ({ expression, likeness: likeness(wanted, wordsOf(withoutSyntax(expression))) }))
    .filter(({ likeness }) => likeness >= 0.4)
    .sort((one, other) => other.likeness - one.likeness || one.expression.localeCompare(other.expression))
    .slice(0, atMost)
    .map(({ expression }) => expression);
}

/** Takes the optional texts and all but the first of alternatives out of a cucumber expression. */
function withoutSyntax(expression: string): string {
  return expression.replace(/\([^)]*\)/g, '').replace(/(\S+?)\/\S+/g, '$1');
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9{}<>.-]+/)
    .filter((word) => word !== '');
}

/** How much of two texts stands in the same order in both: 1 all of it, 0 nothing. A parameter costs and gains little. */
function likeness(text: readonly string[], expression: readonly string[]): number {
  const fixed = expression.filter((word) => !isParameter(word));
  const parameters = expression.length - fixed.length;
  const common = commonInOrder(text, fixed);
  const spare = Math.max(0, text.length - common - 2 * parameters);
  return common === 0 ? 0 : (2 * common) / (2 * common + spare + (fixed.length - common));
}

function isParameter(word: string): boolean {
  return /[{}<>]/.test(word);
}

/** The length of the longest sequence of words that stands in both, in this order. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  let row = other.map(() => 0);
  for (const word of one) {
    const next: number[] = [];
    for (const [index, candidate] of other.entries()) {
      const before = index === 0 ? 0 : (row[index - 1] ?? 0);
      next.push(word === candidate ? before + 1 : Math.max(row[index] ?? 0, next[index - 1] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
