/** The known tags: those of the table, and whether an id (`@LD-7`) is one of the suite's behaviours. */
export interface TagList {
  readonly tags: readonly string[];
  /** The highest n of `@LD-n`. */
  readonly behaviours: number;
}

/** A table row of docs/tags.md that begins with a tag: `| `@volumes` | ... |`. */
const row = /^\|\s*`(@[^`]+)`\s*\|/;

/**
 * Reads the tags from the tables of docs/tags.md, where each tag has a row of its own. The row of `@LD-n` stands for all
 * ids.
 * @throws Error when there is not one such row, since then every tag would be unknown.
 */
export function readTagList(markdown: string, behaviours = 134): TagList {
  const tags = markdown.split('\n').flatMap((line) => row.exec(line)?.[1] ?? []);
  if (tags.length === 0) {
    throw new Error('docs/tags.md has no table of tags; each tag needs a row like: | `@volumes` | its meaning |');
  }
  return { tags: tags.filter((tag) => tag !== '@LD-n'), behaviours };
}
