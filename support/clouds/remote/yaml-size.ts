import { isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Alias, Document } from 'yaml';
import type { Aliases } from './yaml-aliases';

/** More than any file that a person has written comes to, with all that its aliases repeat. */
const mostValues = 100_000;

/** Something in a document that no reader should follow. */
export interface Excess {
  readonly offset: number;
  readonly words: string;
}

/**
 * The first place where a document holds something that it holds itself, repeats more than anybody would write, or has a group for
 * a key; undefined where there is none. Every reader of the values may then go through all of them.
 */
export function excessOf(document: Document, aliases: Aliases): Excess | undefined {
  try {
    new Measure(aliases).sizeOf(document.contents);
    return undefined;
  } catch (error) {
    if (error instanceof ExcessFound) return error.excess;
    throw error;
  }
}

class ExcessFound extends Error {
  readonly excess: Excess;

  constructor(excess: Excess) {
    super(excess.words);
    this.excess = excess;
  }
}

class Measure {
  readonly #aliases: Aliases;
  readonly #sizes = new Map<unknown, number | 'being measured'>();

  constructor(aliases: Aliases) {
    this.#aliases = aliases;
  }

  /** How many values a node holds, with those that its aliases repeat. */
  sizeOf(node: unknown): number {
    if (isAlias(node)) return this.#sizeOfAlias(node);
    const known = this.#sizes.get(node);
    if (typeof known === 'number') return known;
    this.#sizes.set(node, 'being measured');
    const size = this.#partsOf(node).reduce<number>((sum, part) => this.#bounded(sum + this.sizeOf(part), part), 1);
    this.#sizes.set(node, size);
    return size;
  }

  #sizeOfAlias(alias: Alias): number {
    const target = this.#aliases.targetOf(alias);
    if (this.#sizes.get(target) === 'being measured') {
      throw new ExcessFound({
        offset: offsetOf(alias),
        words: 'an alias (*) stands here for something that it is a part of',
      });
    }
    return this.#bounded(this.sizeOf(target), alias);
  }

  #partsOf(node: unknown): readonly unknown[] {
    if (isSeq(node)) return node.items;
    if (!isMap(node)) return isPair(node) ? [node.value] : [];
    const group = node.items.find(({ key }) => key !== null && !isScalar(key));
    if (group === undefined) return node.items;
    throw new ExcessFound({
      offset: offsetOf(group.key),
      words: 'a key should be one word; text in brackets needs quotes',
    });
  }

  #bounded(size: number, at: unknown): number {
    if (size <= mostValues) return size;
    const words = `with what its aliases (*) repeat the file holds more than ${mostValues} values`;
    throw new ExcessFound({ offset: offsetOf(at), words });
  }
}

function offsetOf(node: unknown): number {
  if (isPair(node)) return offsetOf(node.key);
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
