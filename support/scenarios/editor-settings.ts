import type { DefinedSteps } from './step-definitions';

/**
 * The settings of an editor with the parameter types of today: its extension for Cucumber reads step definitions without running
 * them, and finds none of the types that a loop defines.
 */
export function fillEditorSettings(settings: string, { parameterTypes }: Pick<DefinedSteps, 'parameterTypes'>): string {
  const own = parameterTypes.filter(({ name }) => !builtIn.has(name));
  const entries = own.map(({ name, pattern }) => {
    return `    {\n      "name": ${JSON.stringify(name)},\n      "regexp": ${JSON.stringify(pattern)}\n    }`;
  });
  return settings.replace(
    /"cucumber\.parameterTypes": \[[^]*?\n? *\](?=,?\n)/,
    () => `"cucumber.parameterTypes": [\n${entries.join(',\n')}\n  ]`,
  );
}

/** Those that cucumber brings with it. */
const builtIn: ReadonlySet<string> = new Set([
  'int',
  'float',
  'word',
  'string',
  '',
  'double',
  'bigdecimal',
  'byte',
  'short',
  'long',
  'biginteger',
]);
