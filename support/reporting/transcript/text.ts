import { printable } from '../../printable';
import type { Exchange } from '../../api/exchange';
import { commandFor, Tokens } from './curl';
import { bodiesOf, lineOf, offsetOf, partsInOrder, startOf, wentWrong, type TranscriptPart } from './part';

/** Of a longer body the beginning is shown: of one that went wrong more. */
const longestBody = { asExpected: 160, wrong: 4000 };

/**
 * The requests of a scenario for a person, by its steps: a line for each with the time since the first one, who asked for what, the status,
 * how long it took and the request id. Below it stand the bodies, which are redacted already, long ones shortened; and, for what was
 * changed, a command that does it again. Deterministic for the same exchanges; an empty text for none.
 */
export function renderTranscript(parts: readonly TranscriptPart[]): string {
  const told = partsInOrder(parts);
  const start = startOf(told);
  const people = Math.max(...told.flatMap(({ exchanges }) => exchanges.map(({ person }) => person.length)));
  const tokens = new Tokens();
  const blocks = told.map(({ title, exchanges }) => {
    return [title, ...exchanges.flatMap((exchange) => linesOf(exchange, start, people, tokens))].join('\n');
  });
  return printable(blocks.map((block) => `${block}\n`).join('\n'));
}

function linesOf(exchange: Exchange, start: number, people: number, tokens: Tokens): readonly string[] {
  const id = exchange.requestId === undefined ? '' : ` (${exchange.requestId})`;
  const line = `${offsetOf(exchange, start)}  ${exchange.person.padEnd(people)}  ${lineOf(exchange)}${id}`;
  const longest = wentWrong(exchange) ? longestBody.wrong : longestBody.asExpected;
  const command = exchange.method === 'GET' ? undefined : commandFor(exchange, tokens);
  return [
    line,
    ...bodiesOf(exchange).map(([label, body]) => `          ${label.padEnd(6)}  ${shortened(body, longest)}`),
    ...(command === undefined ? [] : [`          again   ${command}`]),
  ];
}

function shortened(body: unknown, longest: number): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters in all)`;
}
