/** A tag's row in a page, for messages. */
export interface TagRow {
  readonly tag: string;
  /** What its second cell says. */
  readonly meaning: string;
  /** The line of the row; the first is 1. */
  readonly line: number;
}

/** The known tags: those of the table, and whether an id (`@LD-7`) is one of the suite's behaviours. */
export interface TagList {
  readonly tags: readonly string[];
  /** Those that drafts alone may carry. */
  readonly ofDrafts: readonly string[];
  /** The highest n of `@LD-n`. */
  readonly behaviours: number;
}

/** A table row of docs/tags.md that begins with a tag: `| `@volumes` | ... |`. */
const row = /^\|\s*`(@[^`]+)`\s*\|([^|]*)/;

/**
 * Reads the tags from the tables of docs/tags.md and docs/drafts/bugs.md, where each tag has a row of its own. The row of `@LD-n`
 * stands for all ids.
 * @throws Error when there is not one such row, since then every tag would be unknown.
 */
export function readTagList(markdown: string, bugsOfDrafts = '', behaviours = 134): TagList {
  const tags = tagRows(markdown).map(({ tag }) => tag);
  if (tags.length === 0) {
    throw new Error('docs/tags.md has no table of tags; each tag needs a row like: | `@volumes` | its meaning |');
  }
  const ofDrafts = tagRows(bugsOfDrafts).map(({ tag }) => tag);
  return { tags: tags.filter((tag) => tag !== '@LD-n'), ofDrafts, behaviours };
}

/** The rows of a page's tables that begin with a tag. */
export function tagRows(markdown: string): readonly TagRow[] {
  return markdown.split('\n').flatMap((text, index) => {
    const [, tag, meaning = ''] = row.exec(text) ?? [];
    return tag === undefined ? [] : [{ tag, meaning: meaning.trim(), line: index + 1 }];
  });
}
