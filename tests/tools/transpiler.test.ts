import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = resolve(__dirname, '..', '..');
const usual = join(root, 'file.ts');

/** Runs a script in the project's folder, and returns what it wrote as JSON. */
function run(script: string, ...nodeArguments: readonly string[]): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, [...nodeArguments, '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

/** Transpiles a text, and returns the last line of the output. */
function transpile(kept: string, text: string, file = usual): unknown {
  return run(`
    const { create } = require('./config/transpiler.cjs');
    const service = { config: { options: { module: 199, target: 9, sourceMap: true, esModuleInterop: true } } };
    const { transpile } = create({
      folder: ${JSON.stringify(kept)}, service, nodeModuleEmitKind: 'nodecjs', transpilerConfigLocalResolveHelper: require.resolve,
    });
    const { outputText } = transpile(${JSON.stringify(text)}, { fileName: ${JSON.stringify(file)} });
    console.log(JSON.stringify(outputText.trim().split('\\n').at(-1)));`);
}

/** The last line of what is kept for a text; null when there is nothing. */
function find(kept: string, text: string, file = usual): unknown {
  return run(`
    const { KeptCode } = require('./config/kept-code.cjs');
    const found = new KeptCode(${JSON.stringify(kept)}).find(${JSON.stringify(file)}, ${JSON.stringify(text)});
    console.log(JSON.stringify(found ? [found.code.trim().split('\\n').at(-1), JSON.parse(found.map).sources] : null));`);
}

describe('the transpiler', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'transpiler-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const one = 'const a: number = 1; export = a; // “one”';
  const two = 'const a: number = 2; export = a;';

  it('keeps its output with its map, one for each file, for the text that it is of', () => {
    assert.equal(find(folder, one), null);
    const output = transpile(folder, one);
    assert.deepEqual(find(folder, one), [output, [usual]]);
    assert.equal(find(folder, two), null);
    transpile(folder, two);
    assert.equal(find(folder, one), null);
    assert.equal(readdirSync(folder).length, 1);
  });

  it('keeps nothing of what lies elsewhere', () => {
    const elsewhere = join(folder, 'elsewhere.ts');
    transpile(folder, one, elsewhere);
    assert.equal(find(folder, one, elsewhere), null);
    assert.equal(readdirSync(folder).length, 1);
  });

  it('finds nothing in what is damaged', () => {
    transpile(folder, one);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), 'half');
    assert.equal(find(folder, one), null);
  });

  it('works where nothing can be kept', () => {
    const file = join(folder, 'taken');
    writeFileSync(file, '');
    assert.deepEqual(transpile(join(file, 'below'), one), transpile(folder, one));
    rmSync(file);
  });
});

describe('a command', () => {
  /** The packages of which it loads code together with a module of the project. */
  const packagesOf = (module: string): readonly string[] => {
    const files = run(
      `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)));`,
      '-r',
      './config/typescript.cjs',
    ) as readonly string[];
    const code = files.filter((file) => !file.endsWith('package.json'));
    return [...new Set(code.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))];
  };

  it('loads neither the compiler nor what it does not use, once all was transpiled', () => {
    packagesOf('./support/clouds/open.ts');
    const packages = packagesOf('./support/clouds/open.ts');
    for (const unused of ['ts-node', 'typescript', '@swc/core', 'axios', 'ajv', 'yaml']) {
      assert.equal(packages.includes(unused), false, unused);
    }
  });
});
