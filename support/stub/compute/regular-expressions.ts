import { NotPlayed } from '../http/not-played';

/** What came of reading a text as a regular expression. */
export type RegularExpression =
  | { readonly kind: 'expression'; readonly isFoundIn: (text: string) => boolean }
  /** It is none, or one that only Python knows. */
  | { readonly kind: 'no expression' };

/**
 * Reads a regular expression as Nova's database does: it may match anywhere, big letters and small ones are the same, and
 * `|` is an ordinary character (`nova/db/main/api.py:_safe_regex_mysql`). It is matched in a time that grows with the length
 * of the text alone, which costs look-around and references back. Rejects with {@link NotPlayed} for these.
 */
export async function readRegularExpression(text: string): Promise<RegularExpression> {
  if (text === '') return { kind: 'no expression' };
  if (!/[\\^$.|?*+()[\]{}]/.test(text)) return plain(text);
  const { RE2JS, RE2JSSyntaxException } = await import('re2js');
  try {
    RE2JS.compile(text);
    const compiled = RE2JS.compile(text.replaceAll('|', '\\|'), RE2JS.CASE_INSENSITIVE);
    return { kind: 'expression', isFoundIn: (value) => compiled.matcher(value).find() };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    if (!isJavaScripts(text)) return { kind: 'no expression' };
    throw new NotPlayed('regular expressions with look-around, references back or more than 1000 repetitions');
  }
}

/** Text without any sign that means more than itself. */
function plain(text: string): RegularExpression {
  const wanted = text.toLowerCase();
  return { kind: 'expression', isFoundIn: (value) => value.toLowerCase().includes(wanted) };
}

/** Whether it is an expression in JavaScript, which knows what a database knows and this cloud does not. It is not run. */
function isJavaScripts(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
