import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, Scalar } from 'yaml';
import type { Document, Pair, YAMLMap } from 'yaml';
import { RemoteCloudProblem } from './problem';
import { readTextFile } from './text-file';
import { Aliases } from './yaml-aliases';
import { excessOf } from './yaml-size';

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
  readonly #aliases: Aliases;
  readonly #lines: LineCounter;

  private constructor(file: string, document: Document.Parsed, aliases: Aliases, lines: LineCounter) {
    this.file = file;
    this.value = document.toJS({ maxAliasCount: -1 });
    this.#document = document;
    this.#aliases = aliases;
    this.#lines = lines;
  }

  /** Reads the file. Throws `RemoteCloudProblem`, with line and column where it is no YAML, or more than anybody would write. */
  static read(file: string): YamlFile {
    const lines = new LineCounter();
    const document = parseDocument(readTextFile(file), { lineCounter: lines, prettyErrors: false, merge: true });
    const aliases = new Aliases(document);
    const [first = excessOf(document, aliases)] = mistakesOf(document, aliases);
    if (first === undefined) return new YamlFile(file, document, aliases, lines);
    throw new RemoteCloudProblem(`${tellPlace(file, lines, first.offset)}: ${first.words}`);
  }

  /** The place of a value, or of the nearest one around it that is there: `clouds.yaml, line 3, column 5`. */
  placeOf(path: YamlPath): string {
    return tellPlace(this.file, this.#lines, this.#find(path).offset);
  }

  /** What messages call a value: `staging.people.owner`. */
  nameOf(path: YamlPath): string {
    return path.join('.');
  }

  /** What stands at the path as it is written, where that is one word without quotes; undefined elsewhere. */
  plainTextAt(path: YamlPath): string | undefined {
    const { node, depth } = this.#find(path);
    return depth === path.length && isScalar(node) && node.type === Scalar.PLAIN ? node.source : undefined;
  }

  /** Goes as far down the path as it can; the place of what it finds last counts, a key's place before its value's. */
  #find(path: YamlPath): Found {
    const found: Found = { node: this.#document.contents, offset: startOf(this.#document.contents) ?? 0, depth: 0 };
    for (const step of path) {
      const parent = this.#resolved(found.node);
      const pair = isMap(parent) ? this.#pairOf(parent, String(step)) : undefined;
      if (pair === undefined && !isSeq(parent)) break;
      found.node = this.#resolved(pair === undefined && isSeq(parent) ? parent.items[Number(step)] : pair?.value);
      found.offset = startOf(pair?.key ?? found.node) ?? found.offset;
      found.depth += 1;
    }
    return found;
  }

  /** The pair of that key in the map itself, else in what its merge keys (`<<`) bring. */
  #pairOf(map: YAMLMap, key: string): Pair | undefined {
    const own = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
    if (own !== undefined) return own;
    return map.items
      .filter((pair) => isScalar(pair.key) && pair.key.source === '<<')
      .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
      .map((merged) => this.#resolved(merged))
      .flatMap((merged) => (isMap(merged) ? [this.#pairOf(merged, key)] : []))
      .find((pair) => pair !== undefined);
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? this.#aliases.targetOf(node) : node;
  }
}

interface Found {
  node: unknown;
  offset: number;
  /** How many steps of the path were found. */
  depth: number;
}

interface Mistake {
  /** Undefined where it is the whole file. */
  readonly offset: number | undefined;
  readonly words: string;
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

/** What the parser has against a document, in the order of the file. */
function mistakesOf({ errors, warnings }: Document.Parsed, { lost }: Aliases): Mistake[] {
  const tooDeep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) {
    return [{ offset: undefined, words: 'groups and lists stand here in each other deeper than anybody would write' }];
  }
  const problems = [...errors, ...warnings].map(({ code, pos: [offset] }) => ({
    offset,
    words: mistakes[code] ?? `this is no YAML (${code})`,
  }));
  const aliases = lost.map((alias) => ({
    offset: alias.range?.[0] ?? 0,
    words: 'an alias (*) of something that has no anchor (&) above; a text that begins with * needs quotes',
  }));
  return [...problems, ...aliases].sort((a, b) => a.offset - b.offset);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function tellPlace(file: string, lines: LineCounter, offset: number | undefined): string {
  if (offset === undefined) return file;
  const { line, col } = lines.linePos(offset);
  return `${file}, line ${Math.max(line, 1)}, column ${Math.max(col, 1)}`;
}
