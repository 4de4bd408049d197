import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { transformSync } from '@swc/core';
import { mutateSource } from '../../support/mutation/mutants';

/** What can stand in place of what, as `original -> mutated`. */
function variants(source: string): readonly string[] {
  return mutateSource('a.ts', source).mutants.map(({ original, mutated }) => `${original} -> ${mutated}`);
}

/** Runs a source's function `f` with one mutant on, or with none. */
function run(source: string, on: number | undefined, ...given: readonly unknown[]): unknown {
  const { code } = mutateSource('a.ts', source);
  const js = transformSync(`${code}\nexport { f };`, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  }).code;
  const exported: { f?: (...args: readonly unknown[]) => unknown } = {};
  runInNewContext(js, { exports: exported, __mutant: (id: number) => id === on });
  return exported.f?.(...given);
}

describe('the mutants of a source', () => {
  it('negate conditions, and swap operators and constants', () => {
    assert.deepEqual(variants('if (a) b();'), ['a -> !(a)', 'b(); -> ']);
    assert.deepEqual(variants('const x = !a;'), ['!a -> a']);
    assert.deepEqual(variants('const x = a === 1;'), ['a === 1 -> a !== 1', '1 -> 1 + 1']);
    assert.deepEqual(variants('const x = a < b;'), ['a < b -> a <= b', 'a < b -> a >= b']);
    assert.deepEqual(variants('const x = a && b || c;'), ['a && b || c -> a && b && c', 'a && b -> a || b']);
    assert.deepEqual(variants('const x = a ?? b;'), ['a ?? b -> a']);
    assert.deepEqual(variants('const x = true;'), ['true -> false']);
  });

  it('leave words alone that are messages, and swap those that decide', () => {
    assert.deepEqual(variants("const x = f('a message', { expected: 'this' });"), []);
    assert.deepEqual(variants("const f = () => 'go on';"), ["'go on' -> 'stop'"]);
    assert.deepEqual(variants("const x = a ? 'keep' : '';"), ['a -> !(a)', "'keep' -> ''", "'' -> 'mutated'"]);
  });

  it('empty functions and blocks, and drop one of several statements', () => {
    assert.deepEqual(variants('function f() { a(); }'), ['{ a(); } -> {}']);
    assert.deepEqual(variants('function f() { a(); b(); }'), ['{ a(); b(); } -> {}', 'a(); -> ', 'b(); -> ']);
    assert.deepEqual(variants('const f = (x) => g(x);'), ['g(x) -> undefined']);
    assert.deepEqual(variants('class A { constructor() { this.a = b; } }'), ['this.a = b; -> ']);
  });

  it('are none where there are types alone', () => {
    const source =
      "import { a } from 'a'; export type T = 'x' | 1 | true; interface I { readonly a: true } declare global { var b: 1; }";
    assert.deepEqual(variants(source), []);
    assert.equal(mutateSource('a.ts', source).code, source);
  });

  it('know their place, with ids from the first on', () => {
    const { mutants } = mutateSource('a.ts', '// A comment.\n\nconst x =\n  a < b;\n', 7);
    assert.deepEqual(
      mutants.map(({ id, line, kind, file }) => [id, line, kind, file]),
      [
        [7, 4, 'operator', 'a.ts'],
        [8, 4, 'operator', 'a.ts'],
      ],
    );
  });

  it('do what they say one at a time, and nothing when none is on', () => {
    const source = `function f(a: number): string {
      const seen: string[] = [];
      if (a > 1) { seen.push('more'); }
      for (const each of [1, 2]) { if (each === a) seen.push(\`it \${a < 2 ? 'low' : 'high'}\`); }
      return seen.join();
    }`;
    const { mutants } = mutateSource('a.ts', source);
    const withMutant = (mutated: string): unknown => {
      const mutant = mutants.find((each) => each.mutated === mutated);
      assert.ok(mutant, mutated);
      return run(source, mutant.id, 2);
    };
    assert.equal(run(source, undefined, 2), 'more,it high');
    assert.equal(withMutant('a <= 1'), 'it high');
    assert.equal(withMutant('a <= 2'), 'more,it low');
    assert.equal(withMutant('each !== a'), 'more,it high');
    assert.equal(withMutant("''"), 'more,it high');
    assert.equal(run(source, mutants.find(({ original }) => original.startsWith('{ const seen'))?.id, 2), undefined);
    assert.equal(run(source, mutants.find(({ original }) => original.startsWith('{ if (each'))?.id, 2), 'more');
  });

  it('leave an else with its own condition', () => {
    const source = 'function f(a) { const seen = []; if (a) seen.push(1); else seen.push(2); return seen.join(); }';
    assert.deepEqual([run(source, undefined, true), run(source, undefined, false)], ['1', '2']);
  });

  it('keep the code of every file that is mutated sound', () => {
    const { code } = mutateSource('a.ts', 'const f = async (a) => ({ b: await c(a), d: [...a], e: a?.f ?? g });');
    assert.doesNotThrow(() => transformSync(code, { jsc: { parser: { syntax: 'typescript' } } }));
  });
});
