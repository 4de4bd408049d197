/**
 * What was transpiled before, kept by content: a command loads some hundred files, and seldom has more than a few changed. It lies
 * beside the packages, a file for each source, and counts for one text under one version of the tools and their settings only.
 */
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = join(__dirname, '..');

/** Where what is kept to save time lies, for `kind` of it. */
exports.folderFor = folderFor;

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

function folderFor(kind) {
  return join(root, 'node_modules', '.cache', 'local-delete-acceptance', kind);
}

/** A file's place in the project, which is the same in every copy of it. Of what lies elsewhere nothing is kept: it may be there for once. */
function placeOf(file) {
  const place = relative(root, file);
  return place.startsWith('..') ? undefined : place;
}

/** Writes aside and moves into place, since several commands may do so at once. Where nothing can be kept, nothing is. */
function keepFile(path, content) {
  const aside = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch {
    remove(aside);
  }
}

function remove(path) {
  try {
    rmSync(path, { force: true });
  } catch {
    return; // It could not be written in the first place.
  }
}
