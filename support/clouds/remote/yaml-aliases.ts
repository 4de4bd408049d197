import { isNode, visit } from 'yaml';
import type { Alias, Document, Node } from 'yaml';

/** What the aliases (`*`) of a document stand for: the nearest thing before them with that anchor (`&`). */
export class Aliases {
  /** Those that stand for nothing. */
  readonly lost: Alias[] = [];
  readonly #targets = new Map<Alias, Node>();

  constructor(document: Document) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_, alias) => {
        const target = anchors.get(alias.source);
        if (target === undefined) this.lost.push(alias);
        else this.#targets.set(alias, target);
      },
      Value: (_, node) => {
        if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }

  /** What the alias stands for; undefined where that is nothing. */
  targetOf(alias: Alias): Node | undefined {
    return this.#targets.get(alias);
  }
}
