import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { mutateSource, type Mutant } from './mutants';
import { whileLoading } from './switch';

/** How Node loads a kind of file. */
type Extensions = Record<string, (module: { _compile(code: string, file: string): void }, file: string) => void>;

/**
 * Lets Node load the files with their mutants from now on; relative to the project's folder. Whoever calls it has loaded none of them
 * yet. Returns the mutants of all.
 */
export function loadMutated(root: string, files: readonly string[]): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const code = new Map<string, string>();
  for (const file of files) {
    const mutated = mutateSource(file, readFileSync(join(root, file), 'utf8'), mutants.length);
    mutants.push(...mutated.mutants);
    code.set(join(root, file), mutated.code);
  }
  const extensions = extensionsOf(Module);
  const load = extensions['.ts'];
  if (load === undefined) throw new Error('nothing loads TypeScript here yet');
  extensions['.ts'] = (module, file) => {
    whileLoading(() => {
      const mutated = code.get(file);
      if (mutated === undefined) load(module, file);
      else module._compile(transpile(mutated), file);
    });
  };
  return mutants;
}

function extensionsOf(module: unknown): Extensions {
  if (hasExtensions(module)) return module._extensions;
  throw new Error('this Node has no Module._extensions');
}

function hasExtensions(module: unknown): module is { readonly _extensions: Extensions } {
  return typeof module === 'function' && '_extensions' in module;
}

function transpile(code: string): string {
  const lazy = [...code.matchAll(/ from '([^']+)';$/gm)].map(([, specifier = '']) => specifier);
  const { code: transpiled } = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
    module: { type: 'commonjs', lazy },
  });
  return transpiled;
}
