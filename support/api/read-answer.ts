import type { Decoder } from './decode';
import { ShapeError } from './decode';
import { MalformedAnswer, UnexpectedAnswer } from './errors';
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
  const { status, exchange } = answer;
  if (!expected.includes(status)) throw new UnexpectedAnswer(exchange, status, expected);
  try {
    return decoder(answer.body, '');
  } catch (error) {
    if (error instanceof ShapeError) throw new MalformedAnswer(exchange, status, briefly(show(error.message)));
    throw error;
  }
}

/** Shortened only after secrets are replaced: half a secret would not be recognized. */
function briefly(words: string): string {
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}
