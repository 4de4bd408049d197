/**
 * Lets Node load TypeScript by ts-node, whose start is half as long when the compiler's own code does not have to be compiled again. Code
 * that cannot be loaded is told in a line, and ends with the exit code of what could not be run.
 */
const { join } = require('node:path');
const { install } = require('v8-compile-cache-lib');
const { syntaxErrorIn } = require('./syntax-error.cjs');

const couldNotBeRun = 2;

process.on('uncaughtException', tellUnloadable);
// What was to be loaded has been by then, and answers for itself.
setImmediate(() => process.off('uncaughtException', tellUnloadable));

const kept = install({
  cacheDir: join(__dirname, '..', 'node_modules', '.cache', 'local-delete-acceptance', 'compiler'),
  prefix: 'typescript',
});
require('typescript');
kept?.uninstall();

// ts-node requires Node's `repl`, which nothing here uses: it loads `domain`, which changes every event emitter and listens to uncaught
// exceptions. Node looks into its cache before its own modules.
require.cache['repl'] = { exports: {} };
try {
  require('ts-node/register');
} finally {
  delete require.cache['repl'];
}

function tellUnloadable(error) {
  const text = String(error?.message ?? error);
  process.stderr.write(`NOT RUN: ${syntaxErrorIn(text) ?? `${text.trim()}\n${ownStackOf(error)}`}\n`);
  process.exit(couldNotBeRun);
}

function ownStackOf(error) {
  const lines = String(error?.stack ?? '').split('\n');
  return lines.filter((line) => /^\s+at /.test(line) && !/node_modules|node:/.test(line)).join('\n');
}
