/**
 * ts-node's transpiler (swc), which keeps its output: a command loads some hundred files, and seldom has more than a few changed.
 * What is kept lies beside the packages, a file for each source, and counts for one text under one version of the tools only.
 */
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const swc = require('ts-node/transpilers/swc');

const usual = join(__dirname, '..', 'node_modules', '.cache', 'local-delete-acceptance', 'transpiled');
const tools = ['@swc/core', 'ts-node'].map((name) => require(`${name}/package.json`).version).join(' ');

exports.create = function create(options) {
  const folder = options.folder ?? usual;
  let transpiler;
  const about = `${tools} ${options.nodeModuleEmitKind} ${JSON.stringify(options.service.config.options)}`;
  return {
    transpile(input, { fileName }) {
      const key = digest(about, fileName, input);
      const file = join(folder, `${digest(fileName)}.${options.nodeModuleEmitKind}.json`);
      const kept = read(file);
      if (kept?.key === key) return kept.output;
      transpiler ??= swc.create(options);
      const output = transpiler.transpile(input, { fileName });
      keep(folder, file, { key, output });
      return output;
    },
  };
};

function digest(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Not there yet, or damaged: it is made anew.
  }
}

/** Written aside and moved into place, since several commands may start at once. Where nothing can be kept, nothing is. */
function keep(folder, file, content) {
  const aside = `${file}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(aside, JSON.stringify(content));
    renameSync(aside, file);
  } catch {
    return;
  }
}
