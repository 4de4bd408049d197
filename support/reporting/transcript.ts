import type { Exchange, Outcome } from '../api/exchange';
import { printable } from '../printable';

/** Of a longer body the beginning is shown. */
const longestBody = 4000;

/**
 * The requests of a scenario for a person: in the order in which they were sent, one line for each with the time since the first, who asked for what, the
 * status, how long it took and the request id. Below a refused or unanswered one stand its bodies, which are redacted
 * already. Deterministic for the same exchanges; an empty text for none.
 */
export function renderTranscript(exchanges: readonly Exchange[]): string {
  const start = Math.min(...exchanges.map(({ startedAt }) => startedAt));
  const people = Math.max(...exchanges.map(({ person }) => person.length));
  const inOrder = exchanges.toSorted((one, other) => one.startedAt - other.startedAt);
  return printable(inOrder.map((exchange) => `${renderExchange(exchange, start, people)}\n`).join(''));
}

function renderExchange(exchange: Exchange, start: number, people: number): string {
  const offset = ((exchange.startedAt - start) / 1000).toFixed(3).padStart(8);
  const line = `${offset}  ${exchange.person.padEnd(people)}  ${whatHappened(exchange)}`;
  return [line, ...bodies(exchange)].join('\n');
}

function whatHappened({ method, service, path, microversion, outcome, seconds, requestId }: Exchange): string {
  const version = microversion === undefined ? '' : ` at ${microversion}`;
  const id = requestId === undefined ? '' : ` (${requestId})`;
  return `${method} ${service} ${path}${version} ${statusOf(outcome)} in ${seconds.toFixed(2)} s${id}`;
}

function statusOf(outcome: Outcome): string {
  return outcome.kind === 'answer' ? String(outcome.status) : 'no answer';
}

function bodies({ outcome, requestBody }: Exchange): string[] {
  if (outcome.kind === 'no answer') {
    return [...show('sent', requestBody), ...show('reason', outcome.reason)];
  }
  return outcome.status < 400 ? [] : [...show('sent', requestBody), ...show('answer', outcome.body)];
}

function show(label: string, body: unknown): string[] {
  if (body === undefined || body === null || body === '') {
    return [];
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const rest = text.length > longestBody ? `… (${text.length} characters in all)` : '';
  return [`          ${label.padEnd(6)}  ${text.slice(0, longestBody)}${rest}`];
}
