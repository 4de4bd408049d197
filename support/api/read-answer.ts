import type { Decoder } from './decode';
import { ShapeError } from './decode';
import { MalformedAnswer, UnexpectedAnswer } from './api-errors';
import type { Answer } from './transport';

const longest = 400;

/**
 * Reads an answer. Throws `UnexpectedAnswer` for a status that is not expected, `MalformedAnswer` for another shape.
 * @param show makes words of the answer fit to be shown
 */
export function readAnswer<T>(
  answer: Answer,
  expected: readonly number[],
  decoder: Decoder<T>,
  show: (words: string) => string,
): T {
  const { status, exchange, body } = answer;
  if (!expected.includes(status)) throw new UnexpectedAnswer(exchange, status, expected);
  try {
    return decoder(body.value, '');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new MalformedAnswer(exchange, status, briefly(body.form === 'text' ? noJson(answer) : show(error.message)));
  }
}

/** A proxy's page, a login form, or half an answer: who sent it says more than where it differs from what should have come. */
function noJson({ endpoint, headers, exchange: { outcome } }: Answer): string {
  const type = headers['content-type']?.replace(/;.*/, '') ?? 'text without a type';
  const sent = type.endsWith('json') ? 'JSON that cannot be read' : `${type} in place of JSON`;
  const text = outcome.kind === 'answer' ? String(outcome.body) : '';
  return `${endpoint} sent ${sent}: ${text.replace(/\s+/g, ' ').trim()}`;
}

/** Shortened only after secrets are replaced: half a secret would not be recognized. */
function briefly(words: string): string {
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}
