/**
 * What was transpiled before, kept by content: a command loads some hundred files, and seldom has more than a few changed. It lies
 * beside the packages, a file for each source, and counts for one text under one version of the tools and their settings only.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { folderFor, keepFile, placeOf } = require('./keep-file.cjs');

const root = join(__dirname, '..');

/** Code and its source map, kept in a folder. */
exports.KeptCode = class KeptCode {
  #folder;
  #about;

  constructor(folder = folderFor('transpiled')) {
    this.#folder = folder;
    const settings = ['tsconfig.json', 'config/transpiler.cjs'].map((file) => readFileSync(join(root, file), 'utf8'));
    this.#about = digest(
      ...settings,
      ...['@swc/core', 'ts-node'].map((name) => require(`${name}/package.json`).version),
    );
  }

  /** What was kept for the source, or undefined: the code, and its map as JSON. */
  find(file, source) {
    const place = placeOf(file);
    if (place === undefined) return undefined;
    const text = read(this.#fileFor(place));
    const [key, codeLength] = text.slice(0, text.indexOf('\n')).split(' ');
    if (key !== digest(this.#about, place, source)) return undefined;
    const rest = text.slice(text.indexOf('\n') + 1);
    return { code: rest.slice(0, Number(codeLength)), map: rest.slice(Number(codeLength)) };
  }

  /** Keeps it in the place of what was kept for the file. */
  keep(file, source, { code, map }) {
    const place = placeOf(file);
    if (place === undefined) return;
    keepFile(this.#fileFor(place), `${digest(this.#about, place, source)} ${code.length}\n${code}${map}`);
  }

  #fileFor(place) {
    return join(this.#folder, digest(place));
  }
};

function digest(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Not there yet: it is made anew.
  }
}
