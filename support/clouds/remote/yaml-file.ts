import { existsSync, readFileSync } from 'node:fs';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { RemoteCloudProblem } from './problem';

/** Where a value stands in a YAML file: keys and positions in lists, from the outside in. */
export type YamlPath = readonly (string | number)[];

/**
 * What a YAML file says, and where. Messages about it never repeat its text, for that may be a password;
 * the parser's own messages do, and are not used.
 */
export class YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  private constructor(file: string, document: Document.Parsed, lines: LineCounter) {
    this.file = file;
    this.value = document.toJS();
    this.#document = document;
    this.#lines = lines;
  }

  /** Reads the file. Throws `RemoteCloudProblem`, with line and column where it is no YAML. */
  static read(file: string): YamlFile {
    const lines = new LineCounter();
    const text = readText(file);
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
    const problems = [...document.errors, ...document.warnings].map(({ code, pos: [offset] }) => ({
      offset,
      words: mistakes[code] ?? `this is no YAML (${code})`,
    }));
    const [first] = [...problems, ...lostAliases(document)].sort((a, b) => a.offset - b.offset);
    if (first !== undefined) throw new RemoteCloudProblem(`${tellPlace(file, lines, first.offset)}: ${first.words}`);
    return new YamlFile(file, document, lines);
  }

  /** The place of a value, or of the nearest one around it that is there: `clouds.yaml, line 3, column 5`. */
  placeOf(path: YamlPath): string {
    return tellPlace(this.file, this.#lines, offsetOf(this.#document, path));
  }
}

const mistakes: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias (*) is written wrongly; a text that begins with * needs quotes',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a text that begins with this character needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two "key: value" on one line; a text with ": " in it needs quotes',
  DUPLICATE_KEY: 'the same key stands here twice',
  MISSING_CHAR: 'something is missing before this: a colon, a comma, a closing quote or bracket',
  MULTIPLE_DOCS: 'a second document (---) begins here; one is expected',
  MULTILINE_IMPLICIT_KEY: 'a key without its colon',
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  TAG_RESOLVE_FAILED: 'a tag (!) is not known; a text that begins with ! needs quotes',
  UNEXPECTED_TOKEN: 'this is not expected here; a text with such characters needs quotes',
};

function readText(file: string): string {
  if (!existsSync(file)) throw new RemoteCloudProblem(`there is no file ${file}`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
    const reason = code === 'EACCES' ? 'this user may not read it' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new RemoteCloudProblem(`${file} cannot be read: ${reason}`);
  }
}

function lostAliases(document: Document.Parsed): { offset: number; words: string }[] {
  const lost: { offset: number; words: string }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const words = 'an alias (*) of something that has no anchor (&) above; a text that begins with * needs quotes';
      lost.push({ offset: alias.range?.[0] ?? 0, words });
    },
  });
  return lost;
}

/** Goes as far down the path as it can; the place of what it finds last counts, a key's place before its value's. */
function offsetOf(document: Document.Parsed, path: YamlPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function tellPlace(file: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}, line ${Math.max(line, 1)}, column ${Math.max(col, 1)}`;
}
