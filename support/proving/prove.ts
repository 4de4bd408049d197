import { isProved, type DefectVerdict } from './judge';
import type { Proof, ProofOrder } from './proof';
import { headOfTable, rowOf, tellScore } from './table';
import type { Bench } from './trial';

/** Tries the defects one after the other, tells each as it ends, and the score. Rejects when a run itself breaks. */
export async function prove(
  order: ProofOrder,
  bench: Pick<Bench, 'try'>,
  print: (text: string) => void,
): Promise<Proof> {
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
