import { cpus, totalmem } from 'node:os';
import type { MeasuredFigure } from './measure';
import type { Spread } from './spread';

/** `reports/bench.json`: what was measured where, when and of what. */
export interface BenchReport {
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly gibibytes: number };
  /** Of Node, and of the packages that do the work, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Undefined where git does not tell. */
  readonly commit?: string;
  readonly figures: readonly MeasuredFigure[];
}

/** The machine that this process runs on. */
export function machine(): BenchReport['machine'] {
  const [first] = cpus();
  return {
    processor: first?.model ?? 'unknown',
    cores: cpus().length,
    gibibytes: Math.round(totalmem() / 2 ** 30),
  };
}

/** The figures as a table for the console, with what was wanted and missed. */
export function tellFigures(figures: readonly MeasuredFigure[]): string {
  return figures
    .map(({ name, title, against, ratio, wanted, verdict, ours, peer, rounds }) =>
      [
        `${name}: ${title}`,
        `  against   ${against}`,
        `  ratio     ${tell(ratio, 2)} of the CPU time, ${wanted} at most is wanted: ${verdict}`,
        `  ours      ${tell(ours.cpuSeconds, 2)} s of CPU, ${tell(ours.wallSeconds, 2)} s, ${tell(ours.peakMebibytes, 0)} MiB`,
        `  the other ${tell(peer.cpuSeconds, 2)} s of CPU, ${tell(peer.wallSeconds, 2)} s, ${tell(peer.peakMebibytes, 0)} MiB`,
        `  rounds    ${rounds} after one to warm up; median (least to most)`,
        '',
      ].join('\n'),
    )
    .join('\n');
}

function tell({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
