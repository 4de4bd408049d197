import type { Figure, Program } from './figure';
import { costOf, type Cost } from './process-cost';
import { spreadOf, type Spread } from './spread';

/** What a program cost in the rounds of a figure. */
export interface CostSpread {
  readonly cpuSeconds: Spread;
  readonly wallSeconds: Spread;
  readonly peakMebibytes: Spread;
}

/** A figure that was measured; the ratio is that of the CPU times within each round. */
export interface MeasuredFigure extends Pick<Figure, 'name' | 'title' | 'against' | 'wanted'> {
  readonly rounds: number;
  readonly ratio: Spread;
  readonly verdict: 'reached' | 'missed';
  readonly ours: CostSpread;
  readonly peer: CostSpread;
}

/**
 * Measures both programs of a figure in turn, so that whatever else the machine does meets both. The first round warms up caches and
 * does not count. Rejects when one of them fails.
 */
export async function measure(
  { ours, peer, ...figure }: Figure,
  rounds: number,
  tell: (round: number) => void,
  cost: (program: Program) => Promise<Cost> = costOf,
): Promise<MeasuredFigure> {
  const costs: { readonly ours: Cost; readonly peer: Cost }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    tell(round);
    const both = { ours: await cost(ours), peer: await cost(peer) };
    if (round > 0) costs.push(both);
  }
  const ratio = spreadOf(costs.map((each) => each.ours.cpuSeconds / each.peer.cpuSeconds));
  return {
    ...figure,
    rounds,
    ratio,
    verdict: ratio.median <= figure.wanted ? 'reached' : 'missed',
    ours: spreadsOf(costs.map((each) => each.ours)),
    peer: spreadsOf(costs.map((each) => each.peer)),
  };
}

function spreadsOf(costs: readonly Cost[]): CostSpread {
  return {
    cpuSeconds: spreadOf(costs.map(({ cpuSeconds }) => cpuSeconds)),
    wallSeconds: spreadOf(costs.map(({ wallSeconds }) => wallSeconds)),
    peakMebibytes: spreadOf(costs.map(({ peakMebibytes }) => peakMebibytes)),
  };
}
