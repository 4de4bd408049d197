import type { Exchange } from '../api/exchange';
import type { Cause } from './causes';

/** One line of a failure: what it tells (`expected`, `seen`, `held by` ...) and the text, which may have several lines. */
export interface Finding {
  readonly label: string;
  readonly text: string;
}

/** The likely cause as a finding, where one is known. */
export function tellLikely(cause: Pick<Cause, 'words'> | undefined): readonly Finding[] {
  return cause === undefined ? [] : [{ label: 'likely', text: cause.words }];
}

/** The findings under one another, their texts aligned; whoever shows them indents. */
export function tellFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ label }) => label.length)) + 1;
  return findings
    .flatMap(({ label, text }) =>
      text.split('\n').map((line, index) => (index === 0 ? label : '').padEnd(width) + line),
    )
    .join('\n');
}

/** Rows of cells with each column as wide as its widest cell, two spaces apart. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A UUID or request id as a message shows it, by its beginning: `7f3a1c22…`. */
export function shortId(id: string): string {
  return id.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '$1…');
}

/** One request and its outcome in a line: `owner: DELETE /servers/7f3a1c22… 204 in 0.14 s (req-5d1e02aa…)`. */
export function tellExchange(exchange: Exchange): string {
  const outcome =
    exchange.outcome.kind === 'answer' ? String(exchange.outcome.status) : `no answer (${exchange.outcome.reason})`;
  const request = exchange.requestId === undefined ? '' : ` (${shortId(exchange.requestId)})`;
  const path = shortId(exchange.path);
  return `${exchange.person}: ${exchange.method} ${path} ${outcome} in ${exchange.seconds.toFixed(2)} s${request}`;
}
