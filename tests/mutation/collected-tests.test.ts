import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';
import nodeTest, { after, describe, it } from 'node:test';
import { CollectedTests } from '../../support/mutation/collected-tests';

const folder = mkdtempSync(join(tmpdir(), 'collected-'));

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

declare global {
  var seenByCollected: string[];
}

/** Collects the tests of a file with this text; what they do is noted in `seenByCollected`. */
function collect(name: string, text: string): CollectedTests {
  globalThis.seenByCollected = [];
  const file = join(folder, `${name}.js`);
  writeFileSync(file, `const see = (what) => void globalThis.seenByCollected.push(what);\n${text}`);
  const tests = new CollectedTests();
  tests.load(file, name);
  return tests;
}

async function run(tests: CollectedTests, wanted = tests.names()): Promise<readonly string[]> {
  const ended: string[] = [];
  await tests.run(new Set(wanted), {
    onSuite: () => undefined,
    onTest: (test, error) =>
      ended.push(error === undefined ? test : `${test} failed: ${inspect(error).split('\n', 1).join()}`),
  });
  return ended;
}

const nested = `
const { describe, it, before, after, beforeEach, afterEach } = require('node:test');
before(() => see('before all'));
describe('outer', () => {
  beforeEach(async () => see('each'));
  afterEach(() => see('each is over'));
  after(() => see('outer is over'));
  it('one', { timeout: 5 }, (t) => { t.after(() => see('one is over')); see('one'); });
  describe('inner', () => { it('two', async () => see('two')); });
});
it('three', () => { see('three'); throw new Error('three is wrong'); });
it('four', () => see('four'));
`;

describe('collected tests', () => {
  it('have the names of their file and suites', () => {
    const names = collect('a', nested).names();
    assert.deepEqual(names, ['a > outer > one', 'a > outer > inner > two', 'a > three', 'a > four']);
  });

  it('run with what is done before and after them, again and again, until one fails', async () => {
    const tests = collect('b', nested);
    for (const _ of [1, 2]) {
      globalThis.seenByCollected = [];
      const ended = await run(tests);
      assert.deepEqual(ended, [
        'b > outer > one',
        'b > outer > inner > two',
        'b > three failed: Error: three is wrong',
      ]);
      assert.deepEqual(globalThis.seenByCollected, [
        ...['before all', 'each', 'one', 'one is over', 'each is over', 'each', 'two', 'each is over'],
        ...['outer is over', 'three'],
      ]);
    }
  });

  it('can be chosen, and nothing else is done then', async () => {
    const tests = collect('c', nested);
    assert.deepEqual(await run(tests, ['c > four']), ['c > four']);
    assert.deepEqual(globalThis.seenByCollected, ['before all', 'four']);
  });

  it('fail when what is done before or after them does', async () => {
    const wrong = (when: string): string =>
      `const { test, ${when} } = require('node:test'); ${when}(() => { throw new Error('no'); }); test('one', () => see('one'));`;
    assert.deepEqual(await run(collect('d', wrong('before'))), ['d > one failed: Error: no']);
    assert.deepEqual(await run(collect('e', wrong('beforeEach'))), ['e > one failed: Error: no']);
    assert.deepEqual(await run(collect('f', wrong('after'))), ['f > one', 'f > one failed: Error: no']);
  });

  it('leave node:test to all others', () => {
    const file = join(folder, 'own.js');
    collect('g', nested);
    writeFileSync(file, "exports.own = require('node:test');");
    const loaded: unknown = createRequire(file)(file);
    assert.ok(typeof loaded === 'object' && loaded !== null && 'own' in loaded);
    assert.equal(loaded.own, nodeTest);
  });
});
