import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { printable } from '../printable';
import { isProved, type DefectVerdict, type Notice } from './judge';
import type { Proof } from './proof';

/** The head of the table of defects, with a line below it. */
export function headOfTable(defects: readonly EmbeddedDefect[]): string {
  const head = `${'verdict'.padEnd(8)}  ${'defect'.padEnd(widthOf(defects))}  by which scenario and step`;
  return `${head}\n${'-'.repeat(head.length)}\n`;
}

/** A defect's row: by which scenarios it was killed and how that reads, and below it what is wrong. */
export function rowOf(verdict: DefectVerdict, defects: readonly EmbeddedDefect[]): string {
  const { defect, outcome, killedBy, aside, missed, wronglyRed } = verdict;
  const width = widthOf(defects);
  const indent = ' '.repeat(width + 12);
  const [first, ...others] = killedBy;
  const by = first === undefined ? defect.title : `${first.id} ${first.where}${moreOf(others)}`;
  const lines = [
    `${outcome.padEnd(8)}  ${defect.name.padEnd(width)}  ${by}`,
    ...(first === undefined ? [] : [`${indent}${firstLine(first)}`]),
    ...(isProved(verdict) ? [] : aside.map((notice) => `${indent}does not count: ${told(notice)}`)),
    ...missed.map(({ id, outcome: seen }) => `${indent}${id} should have failed at a Then, but: ${seen}`),
    ...wronglyRed.map((notice) => `${indent}should have stayed green: ${told(notice)}`),
  ];
  return printable(`${lines.join('\n')}\n`);
}

/** The last words of a proof: the score, and what is wrong. */
export function tellScore({ verdicts, seconds, which }: Proof): string {
  const killed = verdicts.filter(({ outcome }) => outcome === 'killed').length;
  const wrong = verdicts.filter((verdict) => !isProved(verdict)).map(({ defect }) => defect.name);
  const score = `${killed} of ${verdicts.length} defects killed by a Then, with ${which}, in ${seconds.toFixed(1)} s`;
  return wrong.length === 0 ? `\n${score}\n` : `\n${score}\nnot as they should be: ${wrong.join(', ')}\n`;
}

/** The first line of what a tester is told. */
export function firstLine({ message }: Notice): string {
  return message.split('\n', 1).join().trim();
}

function told(notice: Notice): string {
  return `${notice.id} by ${notice.by}, ${notice.where}: ${firstLine(notice)}`;
}

function moreOf(others: readonly Notice[]): string {
  return others.length === 0 ? '' : `, and ${others.map(({ id }) => id).join(', ')}`;
}

function widthOf(defects: readonly EmbeddedDefect[]): number {
  return Math.max(...defects.map(({ name }) => name.length), 'defect'.length);
}
