import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { mutateSource, type Mutant } from './mutants';
import { whileLoading } from './switch';

/** What Node runs the code of a file by, whoever has made it of what. */
type Compile = (this: unknown, code: string, file: string) => unknown;

/**
 * Lets Node load the files with their mutants from now on; relative to the project's folder. Whoever calls it has loaded none of them
 * yet. Returns the mutants of all.
 */
export function loadMutated(root: string, files: readonly string[]): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const mutated = new Map<string, string>();
  for (const file of files) {
    const made = mutateSource(file, readFileSync(join(root, file), 'utf8'), mutants.length);
    mutants.push(...made.mutants);
    mutated.set(join(root, file), made.code);
  }
  const modules: unknown = Module.prototype;
  if (!compiles(modules)) throw new Error('this Node has no Module.prototype._compile');
  const compile = modules._compile;
  modules._compile = function (code, file) {
    const source = mutated.get(file);
    return whileLoading(() => compile.call(this, source === undefined ? code : transpile(source), file));
  };
  return mutants;
}

function compiles(modules: unknown): modules is { _compile: Compile } {
  return typeof modules === 'object' && modules !== null && '_compile' in modules;
}

function transpile(code: string): string {
  const lazy = [...code.matchAll(/ from '([^']+)';$/gm)].map(([, specifier = '']) => specifier);
  const { code: transpiled } = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
    module: { type: 'commonjs', lazy },
  });
  return transpiled;
}
