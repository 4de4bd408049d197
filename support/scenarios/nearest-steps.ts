import { editDistance } from '../nearest';
import type { StepPart } from './feature-text';

/** A step that there is: its cucumber expression, and the part of a scenario that it is for. */
export interface KnownStep {
  readonly expression: string;
  readonly part: StepPart;
}

/** The steps that there are, and the words that stand for their parameters; a parameter without words takes any. */
export interface KnownSteps {
  readonly steps: readonly KnownStep[];
  readonly parameterTypes: readonly { readonly name: string; readonly words: readonly string[] }[];
}

/**
 * The steps that a writer of `text` may have had in mind, with their parameters filled in so that they can be copied: those of the
 * same part first (a Given for a Given), and of these the nearest one. Empty when nothing comes near.
 */
export function nearestSteps(
  { text, part }: { readonly text: string; readonly part?: StepPart | undefined },
  { steps, parameterTypes }: KnownSteps,
  atMost = 3,
): readonly string[] {
  const wanted = wordsOf(text);
  const values = new Map(parameterTypes.map(({ name, words }) => [name, words]));
  const match = matchOf(wanted, values);
  const near = steps.map((step) => ({
    ...align(wanted, piecesOf(step.expression), match),
    isOfPart: step.part === part,
  }));
  const told = near
    .filter(({ distance, length }) => distance <= Math.max(wanted.length, length) * mostUnlike)
    .sort((one, other) => {
      return (
        Number(other.isOfPart) - Number(one.isOfPart) || one.distance - other.distance || compare(one.text, other.text)
      );
    });
  return [...new Set(told.map((step) => step.text))].slice(0, atMost);
}

/** Steps that differ in more of their words than this have nothing to do with each other. */
const mostUnlike = 0.65;

/** What a word costs that stands in one of two texts only, what a sign does, and what a word costs that stands for another one. */
const lost = 1;
const lostSign = 0.3;
const otherWord = 1.5;

/** Words of which a larger share differs than this are no misspelt ones. */
const mostMisspelt = 0.4;

/** A piece of an expression: words of which one stands there, or a parameter. */
type Piece =
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'parameter'; readonly name: string };

interface Aligned {
  readonly text: string;
  readonly distance: number;
  readonly length: number;
}

/** How far a text has got in an expression: what it has cost, and what a writer should have written. */
interface Way {
  readonly cost: number;
  readonly word: string;
  readonly before?: Way | undefined;
}

interface Value {
  readonly text: string;
  readonly cost: number;
}

const mostWordsOfValue = 8;

/** Goes through text and expression at once, in the cheapest way. */
function align(wanted: readonly string[], pieces: readonly Piece[], match: Match): Aligned {
  let ways: readonly Way[] = stray(wanted, [{ cost: 0, word: '' }]);
  for (const piece of pieces) {
    const next = ways.map((way, end) => cheapest([skip(piece, way), ...takes(piece, end, ways, match)]));
    ways = stray(wanted, next);
  }
  const way = ways.at(-1);
  return { text: inOneLine(written(way)), distance: way?.cost ?? Infinity, length: pieces.length };
}

/** The ways with those besides on which a word of the text stands for nothing. */
function stray(wanted: readonly string[], ways: readonly Way[]): readonly Way[] {
  const all: Way[] = ways.slice(0, 1);
  for (const [index, word] of wanted.entries()) {
    const straying = plus(all[index], costOf(word), '');
    all.push(cheapest([ways[index + 1] ?? straying, straying]));
  }
  return all;
}

function cheapest(ways: readonly Way[]): Way {
  return ways.reduce((best, way) => (way.cost < best.cost ? way : best));
}

function costOf(word: string): number {
  return /^[,:']$/.test(word) ? lostSign : lost;
}

function plus(before: Way | undefined, cost: number, word: string): Way {
  return { cost: (before?.cost ?? Infinity) + cost, word, before };
}

function written(way: Way | undefined): readonly string[] {
  if (way === undefined) return [];
  return [...written(way.before), ...(way.word === '' ? [] : [way.word])];
}

/** A writer has left the piece out, but should not have. */
function skip(piece: Piece, way: Way): Way {
  if (piece.kind === 'parameter') return plus(way, lost, `{${piece.name}}`);
  const [word = ''] = piece.words;
  return piece.optional ? plus(way, 0, '') : plus(way, costOf(word), word);
}

/** The ways in which words up to the `end` may stand for the piece. */
function takes(piece: Piece, end: number, ways: readonly Way[], match: Match): readonly Way[] {
  if (end === 0) return [];
  if (piece.kind === 'word') {
    return piece.words.map((known) => plus(ways[end - 1], match.word(end - 1, known), known));
  }
  return Array.from({ length: Math.min(end, mostWordsOfValue) }, (_, index) => {
    const begin = end - 1 - index;
    const { text, cost } = match.value(piece.name, begin, end);
    return plus(ways[begin], cost, text);
  });
}

/** What the words of one text cost as the words and values of expressions; each is found out once. */
interface Match {
  word(index: number, known: string): number;
  value(parameter: string, begin: number, end: number): Value;
}

function matchOf(wanted: readonly string[], values: ReadonlyMap<string, readonly string[]>): Match {
  return {
    word: remembered((index: number, known: string) => costAs(wanted[index] ?? '', known, 1)),
    value: remembered((name: string, begin: number, end: number) =>
      nearestValue(wanted.slice(begin, end), values.get(name) ?? []),
    ),
  };
}

function remembered<Question extends readonly (string | number)[], Answer>(
  find: (...question: Question) => Answer,
): (...question: Question) => Answer {
  const found = new Map<string, Answer>();
  return (...question) => {
    const key = question.join(' ');
    const answer = found.get(key) ?? find(...question);
    found.set(key, answer);
    return answer;
  };
}

/** 0 for the same words, more for misspelt ones, and most for others. */
function costAs(text: string, known: string, words: number): number {
  const [one, other] = [text.toLowerCase(), known.toLowerCase()];
  if (one === other) return 0;
  const longer = Math.max(one.length, other.length);
  const surely = Math.abs(one.length - other.length) / longer > mostMisspelt;
  const share = surely ? 1 : editDistance(one, other) / longer;
  return (share <= mostMisspelt ? share : otherWord) * words;
}

function nearestValue(words: readonly string[], values: readonly string[]): Value {
  if (values.length === 0) return { text: inOneLine(words), cost: lost * (words.length - 1) };
  const text = words.join(' ');
  return values
    .map((value): Value => ({ text: value, cost: costAs(text, wordsOf(value).join(' '), words.length) }))
    .reduce((best, value) => (value.cost < best.cost ? value : best));
}

/** Words, with what is attached to them apart: `host A 's usage`. */
function wordsOf(text: string): readonly string[] {
  return text.match(/'s\b|[^\s,:']+|[,:']/g) ?? [];
}

function inOneLine(words: readonly string[]): string {
  return words.join(' ').replace(/ ('s\b|[,:'])/g, '$1');
}

/** The pieces of a cucumber expression; an optional text is a piece that may be left out. */
function piecesOf(expression: string): readonly Piece[] {
  return [...expression.matchAll(/\(([^)]*)\)|\{([^}]*)\}|([^(){}]+)/g)].flatMap(
    ([, optional, name, plain]): Piece[] => {
      if (name !== undefined) return [{ kind: 'parameter', name }];
      return wordsOf(optional ?? plain ?? '').map((word) => {
        return { kind: 'word', words: word.split('/'), optional: optional !== undefined };
      });
    },
  );
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en');
}
