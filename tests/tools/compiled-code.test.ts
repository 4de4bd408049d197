import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const kept = resolve(__dirname, '..', '..', 'config', 'compiled-code.cjs');

describe('what V8 has compiled', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'compiled-code-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Loads a module with the text in a process of its own; what it writes, and to stderr. */
  function load(text: string, store = join(folder, 'store')): { readonly told: string; readonly wrong: string } {
    mkdirSync(join(folder, 'code'), { recursive: true });
    writeFileSync(join(folder, 'code', 'loaded.js'), text);
    writeFileSync(join(folder, 'code', 'other.js'), 'exports.name = require("node:path").basename(__filename);');
    const script = `require(${JSON.stringify(kept)}).keepCompiled(${JSON.stringify(store)}, ${JSON.stringify(folder)});
      const loaded = require(${JSON.stringify(join(folder, 'code', 'loaded.js'))});
      Promise.resolve(loaded).then((value) => console.log(JSON.stringify(value)));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    return { told: stdout.trim(), wrong: stderr };
  }

  const files = (): readonly string[] =>
    readdirSync(join(folder, 'store'), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, 'store', name))
      .filter((path) => statSync(path).isFile());

  it('is kept, and taken while the text is the same', () => {
    const text = 'module.exports = [require("./other").name, require.resolve("./other").length > 0, typeof __dirname];';
    const expected = { told: '["other.js",true,"string"]', wrong: '' };
    assert.deepEqual(load(text), expected);
    const written = files().map((path) => statSync(path).mtimeMs);
    assert.ok(written.length > 0);
    assert.deepEqual(load(text), expected);
    assert.deepEqual(
      files().map((path) => statSync(path).mtimeMs),
      written,
    );
    assert.deepEqual(load('module.exports = 2;'), { told: '2', wrong: '' });
    assert.deepEqual(load('module.exports = 3;'), { told: '3', wrong: '' });
  });

  it('is made anew when it is damaged', () => {
    load('module.exports = 1;');
    for (const path of files()) writeFileSync(path, '{"half');
    assert.deepEqual(load('module.exports = 1;'), { told: '1', wrong: '' });
    for (const path of files()) writeFileSync(path, '{}\n');
    assert.deepEqual(load('module.exports = 1;'), { told: '1', wrong: '' });
  });

  it('is done without where nothing can be kept', () => {
    writeFileSync(join(folder, 'taken'), '');
    assert.deepEqual(load('module.exports = 1;', join(folder, 'taken', 'below')), { told: '1', wrong: '' });
  });

  it('lets a module import another kind of module', () => {
    const text = 'module.exports = import("./other.js").then(({ default: { name } }) => name);';
    for (const _ of [1, 2]) assert.deepEqual(load(text), { told: '"other.js"', wrong: '' });
  });

  it('leaves it to Node to tell of what is no JavaScript', () => {
    assert.match(load('const = 1;').wrong, /loaded\.js:1\n[^]*SyntaxError: Unexpected token '='/);
  });
});
