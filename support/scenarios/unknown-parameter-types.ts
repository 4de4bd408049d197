import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { offer } from '../nearest';

interface Unknown {
  readonly name: string;
  readonly expression: string;
}

/**
 * Each step definition whose expression has a parameter type that nobody has defined, in a line: cucumber leaves it out, and tells
 * of it only where a scenario has the step.
 *
 * @param library what cucumber has loaded
 * @param root the folder of its configuration, in which the step definition is looked for
 */
export function tellUnknownParameterTypes(library: object, root: string): readonly string[] {
  const unknown: unknown = 'undefinedParameterTypes' in library ? library.undefinedParameterTypes : undefined;
  const registry = 'parameterTypeRegistry' in library ? library.parameterTypeRegistry : undefined;
  if (!Array.isArray(unknown) || !(registry instanceof ParameterTypeRegistry)) {
    throw new Error(
      'cucumber gave no list of undefined parameter types and no registry of the others; was it upgraded?',
    );
  }
  const known = [...registry.parameterTypes].flatMap(({ name }) => (name === undefined || name === '' ? [] : [name]));
  return unknown.filter(isUnknown).map(({ name, expression }) => {
    const place = placeOf(expression, root);
    return `${place === undefined ? '' : `${place}: `}there is no parameter type {${name}} for the step "${expression}"; ${offer(name, known)}`;
  });
}

function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'name' in value && 'expression' in value;
}

/** The file and line in which the expression stands; undefined when it is not written in one piece. */
function placeOf(expression: string, root: string): string | undefined {
  const spellings = [expression, expression.replaceAll("'", "\\'"), expression.replaceAll('"', '\\"')];
  for (const file of sourcesIn(root)) {
    const lines = readFileSync(file, 'utf8').split('\n');
    const index = lines.findIndex((line) => spellings.some((spelling) => line.includes(spelling)));
    if (index !== -1) return `${relative(root, file)}:${index + 1}`;
  }
  return undefined;
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : sourcesIn(path);
    return /\.[cm]?[jt]s$/.test(entry.name) ? [path] : [];
  });
}
