const { relative } = require('node:path');
const { stripVTControlCharacters } = require('node:util');

/**
 * The transpiler draws the place of a syntax error, and shows its own stack below: `x Expression expected`, then
 * `,-[/path/to/file.ts:46:1]`. This is `file:line words` of it, or undefined when the text is about something else.
 */
exports.syntaxErrorIn = function (text) {
  const [, words, file, line] = /[x×] (.+)\n\s*(?:,-|╭─)\[(.+):(\d+):\d+\]/.exec(stripVTControlCharacters(text)) ?? [];
  return words && `${relative(process.cwd(), file)}:${line} ${words}`;
};
