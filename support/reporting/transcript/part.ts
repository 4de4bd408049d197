import type { Exchange } from '../../api/exchange';

/** A part of a scenario with the requests of it, in the order in which they were sent: a step, or what came afterwards. */
export interface TranscriptPart {
  readonly title: string;
  readonly exchanges: readonly Exchange[];
}

/** The parts in which something was sent, each in the order of sending: the records come in that of the answers. */
export function partsInOrder(parts: readonly TranscriptPart[]): readonly TranscriptPart[] {
  return parts
    .filter(({ exchanges }) => exchanges.length > 0)
    .map(({ title, exchanges }) => ({ title, exchanges: exchanges.toSorted((a, b) => a.startedAt - b.startedAt) }));
}

/** When the first request was sent, in milliseconds since 1970. */
export function startOf(parts: readonly TranscriptPart[]): number {
  return Math.min(...parts.flatMap(({ exchanges }) => exchanges.map(({ startedAt }) => startedAt)));
}

/** A request in a line: what was asked of which service, what came, and how long it took. */
export function lineOf({ method, service, path, microversion, outcome, seconds }: Exchange): string {
  const version = microversion === undefined ? '' : ` at ${microversion}`;
  const came = outcome.kind === 'answer' ? String(outcome.status) : 'no answer';
  return `${method} ${service} ${path}${version} ${came} in ${seconds.toFixed(2)} s`;
}

/** The seconds since the beginning, right-aligned. */
export function offsetOf({ startedAt }: Exchange, start: number): string {
  return ((startedAt - start) / 1000).toFixed(3).padStart(8);
}

/** True when the request was refused, failed or not answered: what it was about is then worth reading. */
export function wentWrong({ outcome }: Exchange): boolean {
  return outcome.kind === 'no answer' || outcome.status >= 400;
}

/** What was sent and what came, each with a word for it; without what is empty. */
export function bodiesOf({ outcome, requestBody }: Exchange): readonly (readonly [label: string, body: unknown])[] {
  const came = outcome.kind === 'answer' ? (['answer', outcome.body] as const) : (['reason', outcome.reason] as const);
  return ([['sent', requestBody], came] as const).filter(
    ([, body]) => body !== undefined && body !== null && body !== '',
  );
}
