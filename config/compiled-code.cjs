/**
 * Keeps what V8 has compiled, as Node does itself from 22 on (`module.enableCompileCache`): a command loads some thousand files, and
 * to compile them takes longer than most of what it does. What is kept counts for one text; V8 checks the rest.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');
const { folderFor, keepFile, placeOf } = require('./keep-file.cjs');

/**
 * From now on what CommonJS modules are compiled to is kept in the folder when the process ends, and taken from there.
 *
 * @param within the project's folder
 */
exports.keepCompiled = function keepCompiled(folder = folderFor('compiled'), within) {
  if (Module.enableCompileCache !== undefined) return Module.enableCompileCache(folder);
  const shelves = new Shelves(join(folder, String(cachedDataVersionTag())));
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, file, format) {
    const place = placeOf(file, within);
    const mayBeKept = place !== undefined && isScript(content, file, format);
    const script = mayBeKept ? shelves.scriptOf(content, file, place) : undefined;
    return script === undefined ? compile.call(this, content, file, format) : run(script, this, file);
  };
  process.on('exit', () => {
    shelves.write();
  });
};

/** A script has no `import()`, of which the compiler of TypeScript only knows the words, and is no module of ECMAScript. */
function isScript(content, file, format) {
  if (format === 'module' || file.endsWith('.mjs') || content.startsWith('#!')) return false;
  return file.endsWith('/typescript/lib/typescript.js') || !/\bimport\(/.test(content);
}

function run(script, module, file) {
  const require = Module.createRequire(file);
  return script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
}

/** The files of a package, or of a folder of the project, have a shelf of their own. */
class Shelves {
  #folder;
  #shelves = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The content as a script; undefined when it is none, which whoever loads it then tells. */
  scriptOf(content, file, place) {
    const shelf = this.#shelfOf(place);
    const key = createHash('sha1').update(content).digest('base64');
    const cachedData = shelf.find(place, key);
    try {
      const script = new Script(Module.wrap(content), { filename: file, cachedData });
      if (cachedData === undefined || script.cachedDataRejected) shelf.add(place, key, script);
      return script;
    } catch {
      return undefined;
    }
  }

  write() {
    for (const shelf of this.#shelves.values()) shelf.write();
  }

  #shelfOf(place) {
    const name = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(place)?.[0] ?? dirname(place);
    let shelf = this.#shelves.get(name);
    if (shelf === undefined) {
      shelf = new Shelf(join(this.#folder, `${name.replaceAll('/', '+')}.shelf`));
      this.#shelves.set(name, shelf);
    }
    return shelf;
  }
}

class Shelf {
  #path;
  #index = {};
  #data;
  #added = new Map();

  constructor(path) {
    this.#path = path;
    try {
      const content = readFileSync(path);
      const end = content.indexOf('\n');
      this.#index = JSON.parse(content.toString('utf8', 0, end));
      this.#data = content.subarray(end + 1);
    } catch {
      return; // Not there yet, or damaged: it is made anew.
    }
  }

  find(place, key) {
    const [known, from, to] = this.#index[place] ?? [];
    return known === key ? this.#data.subarray(from, to) : undefined;
  }

  add(place, key, script) {
    this.#added.set(place, [key, script]);
  }

  write() {
    if (this.#added.size === 0) return;
    const kept = Object.entries(this.#index).filter(([place]) => !this.#added.has(place));
    const all = [
      ...kept.map(([place, [key, from, to]]) => ({ place, key, data: this.#data.subarray(from, to) })),
      ...[...this.#added].map(([place, [key, script]]) => ({ place, key, data: script.createCachedData() })),
    ];
    const index = {};
    let end = 0;
    for (const { place, key, data } of all) {
      const begin = end;
      end = begin + data.length;
      index[place] = [key, begin, end];
    }
    const content = [Buffer.from(`${JSON.stringify(index)}\n`), ...all.map(({ data }) => data)];
    keepFile(this.#path, Buffer.concat(content));
  }
}
