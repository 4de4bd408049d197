/** What is in one and not in the other, each of which is a sentence, as lines of a message. */
export function tellDifferences(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [
    ...[...before].filter((each) => !after.has(each)).map((each) => `  before the run ${each}; not any more`),
    ...[...after].filter((each) => !before.has(each)).map((each) => `  now ${each}; not before the run`),
  ];
}
