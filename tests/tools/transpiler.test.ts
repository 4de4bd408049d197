import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = resolve(__dirname, '..', '..');

/** Transpiles texts one after another in a process of its own, and returns the output of each. */
function transpile(kept: string, ...texts: readonly string[]): readonly string[] {
  const script = `
    const { create } = require('./config/transpiler.cjs');
    const service = { config: { options: { module: 199, target: 9, sourceMap: true, esModuleInterop: true } } };
    const { transpile } = create({
      folder: ${JSON.stringify(kept)}, service, nodeModuleEmitKind: 'nodecjs', transpilerConfigLocalResolveHelper: require.resolve,
    });
    const outputs = ${JSON.stringify(texts)}.map((text) => transpile(text, { fileName: 'file.ts' }).outputText);
    console.log(JSON.stringify({ outputs, loaded: Object.keys(require.cache).some((file) => file.includes('@swc/core/index')) }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  assert.equal(stderr, '');
  const { outputs, loaded } = JSON.parse(stdout) as { outputs: string[]; loaded: boolean };
  return [...outputs.map((output) => output.trim().split('\n').slice(-2)[0] ?? ''), loaded ? 'transpiled' : 'kept'];
}

describe('the transpiler', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'transpiler-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const one = 'const a: number = 1; export = a;';
  const two = 'const a: number = 2; export = a;';

  it('keeps its output, and makes it anew when the text is another one', () => {
    const [first, how] = transpile(folder, one);
    assert.equal(how, 'transpiled');
    assert.deepEqual(transpile(folder, one), [first, 'kept']);
    const [second, again] = transpile(folder, two);
    assert.equal(again, 'transpiled');
    assert.notEqual(second, first);
  });

  it('keeps one output for each file', () => {
    transpile(folder, one, two, one);
    assert.equal(readdirSync(folder).length, 1);
  });

  it('makes anew what is damaged', () => {
    const [expected] = transpile(folder, one);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '{"key":');
    assert.deepEqual(transpile(folder, one), [expected, 'transpiled']);
  });

  it('works where nothing can be kept', () => {
    const [expected] = transpile(folder, one);
    const file = join(folder, 'taken');
    writeFileSync(file, '');
    assert.deepEqual(transpile(join(file, 'below'), one), [expected, 'transpiled']);
    rmSync(file);
  });
});
