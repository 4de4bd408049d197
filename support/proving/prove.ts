import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { isProved, type DefectVerdict } from './judge';
import { headOfTable, rowOf, tellScore } from './table';
import type { Bench } from './trial';

/** What is proved, and how thoroughly. */
export interface ProofOrder {
  readonly defects: readonly EmbeddedDefect[];
  readonly which: 'the named scenarios' | 'all scenarios';
}

/** A proof: every defect switched on in turn. */
export interface Proof extends ProofOrder {
  readonly verdicts: readonly DefectVerdict[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  /** 0 all were killed and nothing else turned red, 1 something is wrong with one, 2 nothing was tried. */
  readonly exitCode: 0 | 1 | 2;
}

/** Tries the defects one after the other, tells each as it ends, and the score. Rejects when a run itself breaks. */
export async function prove(order: ProofOrder, bench: Bench, print: (text: string) => void): Promise<Proof> {
  const startedAt = Date.now();
  print(headOfTable(order.defects));
  const verdicts: DefectVerdict[] = [];
  for (const defect of order.defects) {
    const verdict = await bench.try(defect, order.which);
    verdicts.push(verdict);
    print(rowOf(verdict, order.defects));
  }
  const seconds = (Date.now() - startedAt) / 1000;
  const exitCode = verdicts.length === 0 ? 2 : verdicts.every(isProved) ? 0 : 1;
  const proof: Proof = { ...order, verdicts, startedAt, seconds, exitCode };
  print(tellScore(proof));
  return proof;
}
