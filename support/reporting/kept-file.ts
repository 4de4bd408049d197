import { readFileSync } from 'node:fs';
import type { Check } from '../check';
import { printable } from '../printable';
import { systemCodeOf, whyUnread } from './write-whole';

/**
 * What earlier runs have kept in a file: undefined where it is not there; or why it is of no use and what would be right, as the rest of
 * a sentence that begins with the file.
 */
export type Kept<T> = { readonly content: T | undefined } | { readonly unusable: string };

/** Reads what earlier runs have kept in a file of JSON. @param like what such a file looks like */
export function readKept<T>(file: string, is: Check<T>, like: string): Kept<T> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return is(content) ? { content } : unusable(`is not what it should be: ${is.told('it')}`, like);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return { content: undefined };
    const why = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    return unusable(`${why}: ${whyUnread(error)}`, like);
  }
}

function unusable(why: string, like: string): Kept<never> {
  return { unusable: printable(`${why}. A run writes it like ${like}`) };
}
