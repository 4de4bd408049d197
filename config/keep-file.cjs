const { randomUUID } = require('node:crypto');
const { mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

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
