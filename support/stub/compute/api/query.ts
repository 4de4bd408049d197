import { novaErrors } from '../../http/dialects/nova-dialect';
import { echo, pythonRepr } from '../../http/schemas';
import type { Query } from './requests';

/** The value of a parameter: of several the last one counts, as WebOb has it. */
export function lastOf(query: Query, name: string): string | undefined {
  return query.get(name)?.at(-1);
}

/** Nova's words for a value that its schema refuses. */
export function invalidParameter(name: string, value: string, reason: string): Error {
  return novaErrors.badRequest(
    `Invalid input for query parameters ${name}. Value: ${echo(value)}. ${pythonRepr(value)} ${reason}`,
  );
}

/** oslo's `bool_from_string`, strict. Throws 400. */
export function readFlag(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (trueWords.includes(word)) return true;
  if (falseWords.includes(word)) return false;
  const acceptable = [...falseWords, ...trueWords].sort().map(pythonRepr).join(', ');
  throw novaErrors.badRequest(`Unrecognized value '${text}', acceptable values are: ${acceptable}`);
}

/** The same, where what is neither means no. */
export function isTrue(text: string): boolean {
  return trueWords.includes(text.trim().toLowerCase());
}

const trueWords: readonly string[] = ['1', 't', 'true', 'on', 'y', 'yes'];
const falseWords: readonly string[] = ['0', 'f', 'false', 'off', 'n', 'no'];
