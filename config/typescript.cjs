/**
 * Lets Node load TypeScript by ts-node, which is loaded itself only where something has to be transpiled. Code that cannot be loaded
 * is told in a line, and ends with the exit code of what could not be run.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { install: mapStacks } = require('@cspotcode/source-map-support');
const { KeptCode, folderFor } = require('./kept-code.cjs');
const { syntaxErrorIn } = require('./syntax-error.cjs');

const couldNotBeRun = 2;

process.on('uncaughtException', tellUnloadable);
// What was to be loaded has been by then, and answers for itself.
setImmediate(() => process.off('uncaughtException', tellUnloadable));

// Node has it from 22 on: what V8 has compiled is kept as well.
Module.enableCompileCache?.(folderFor('compiled'));
const kept = new KeptCode();
const maps = new Map();
mapStacks({
  environment: 'node',
  overrideRetrieveSourceMap: true,
  redirectConflictingLibrary: false,
  retrieveSourceMap: (file) =>
    maps.has(file) ? { url: file, map: { ...JSON.parse(maps.get(file)), sources: [file] } } : null,
});

let tsNode;
Module._extensions['.ts'] = function load(module, file) {
  const found = kept.find(file, readFileSync(file, 'utf8'));
  if (found === undefined) return (tsNode ??= registerTsNode(load))(module, file);
  maps.set(file, found.map);
  module._compile(found.code, file);
};

/** ts-node's own loader of TypeScript; `load` goes on to be asked first. */
function registerTsNode(load) {
  // ts-node takes what there is for Node's loader of JavaScript, and asks it.
  delete Module._extensions['.ts'];
  // It requires Node's `repl`, which nothing here uses: that loads `domain`, which changes every event emitter and listens to uncaught
  // exceptions. Node looks into its cache before its own modules.
  require.cache['repl'] = { exports: {} };
  try {
    require('ts-node').register({ project: join(__dirname, '..', 'tsconfig.json') });
    return Module._extensions['.ts'];
  } finally {
    delete require.cache['repl'];
    Module._extensions['.ts'] = load;
  }
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
