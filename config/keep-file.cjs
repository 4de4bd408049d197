const { randomUUID } = require('node:crypto');
const { mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, isAbsolute, join, relative, sep } = require('node:path');

const root = join(__dirname, '..');

/** Where what is kept to save time lies, for `kind` of it. */
exports.folderFor = function folderFor(kind) {
  return join(root, 'node_modules', '.cache', 'local-delete-acceptance', kind);
};

/**
 * A file's place in the project or among its packages, which is the same in every copy of them. Of what lies elsewhere nothing is kept:
 * it may be there for once.
 */
exports.placeOf = function placeOf(file, within = root) {
  if (!isAbsolute(file)) return undefined;
  const inPackages = file.lastIndexOf(`${sep}node_modules${sep}`);
  if (inPackages !== -1) return file.slice(inPackages + 1);
  const place = relative(within, file);
  return place.startsWith('..') || isAbsolute(place) ? undefined : place;
};

/**
 * Writes a file of what is kept to save time: aside, and moved into place, since several commands may do so at once. Where nothing can
 * be kept, nothing is.
 */
exports.keepFile = function keepFile(path, content) {
  const aside = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch {
    remove(aside);
  }
};

function remove(path) {
  try {
    rmSync(path, { force: true });
  } catch {
    return; // It could not be written in the first place.
  }
}
