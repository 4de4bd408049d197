/**
 * What moves a terminal's cursor, changes its colours or turns the reading direction: control characters (C0, DEL, C1),
 * bidirectional controls, the two separators that some programs take for line ends, and halves of characters.
 */
const unprintable = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Words of somebody else, like a cloud, as they may be shown in a terminal, a log or a report: each character that would do
 * something there, in place of being read, stands as its escape (`\u001b`). Line feeds and tabs stay.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(unprintable, (sign) => (sign === '\n' || sign === '\t' ? sign : escapeOf(sign)));
}

function escapeOf(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
