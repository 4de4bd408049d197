import { readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { loadConfiguration, loadSupport } from '@cucumber/cucumber/api';
import type { IRunEnvironment } from '@cucumber/cucumber/api';
import StepDefinition from '@cucumber/cucumber/lib/models/step_definition';
import { ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import type { StepPart } from './feature-text';

/** A step definition: its expression, the part it was defined for, and the noun that its file is named after. */
export interface DefinedStep {
  readonly noun: string;
  readonly part: StepPart;
  readonly expression: string;
  /** What it does, as text, with the functions of its file that it calls. */
  readonly code: string;
  matches(text: string): boolean;
}

/** A parameter type and the words it accepts, or its pattern if it is no list of words. */
export interface DefinedParameterType {
  readonly name: string;
  readonly words: readonly string[];
  readonly pattern: string;
}

/** The step definitions and parameter types of a support tree. */
export interface DefinedSteps {
  readonly steps: readonly DefinedStep[];
  readonly parameterTypes: readonly DefinedParameterType[];
}

/** Where the support code is, as in cucumber's configuration: files relative to `root`, and modules to require first. */
export interface SupportFiles {
  readonly root: string;
  readonly requireModules: readonly string[];
  readonly requirePaths: readonly string[];
}

/**
 * Loads support code by cucumber itself and returns what it defines. A file is loaded once in a process, so a second call
 * for the same files finds nothing.
 * @throws Error when the files cannot be loaded, or when cucumber's library has not the shape of its 12th version.
 */
export async function loadDefinedSteps(files: SupportFiles): Promise<DefinedSteps> {
  const environment: IRunEnvironment = { cwd: files.root };
  const library: object = await loadSupport(
    {
      sources: { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' },
      support: {
        requireModules: [...files.requireModules],
        requirePaths: [...files.requirePaths],
        importPaths: [],
        loaders: [],
      },
    },
    environment,
  );
  return definedStepsIn(library, files.root);
}

/** Loads what cucumber's configuration in the folder names. Rejects as {@link loadDefinedSteps} does. */
export async function loadProjectSteps(root: string): Promise<DefinedSteps> {
  const { runConfiguration } = await loadConfiguration({}, { cwd: root });
  const { requireModules = [], requirePaths = [] } = runConfiguration.support;
  return loadDefinedSteps({ root, requireModules, requirePaths });
}

/** What a library that cucumber has loaded defines. Throws when it has not the shape of its 12th version. */
export function definedStepsIn(library: object, root: string): DefinedSteps {
  const definitions = 'stepDefinitions' in library ? library.stepDefinitions : undefined;
  const registry = 'parameterTypeRegistry' in library ? library.parameterTypeRegistry : undefined;
  if (!Array.isArray(definitions) || !(registry instanceof ParameterTypeRegistry)) {
    throw new Error('cucumber gave no list of step definitions and no registry of parameter types; was it upgraded?');
  }
  return {
    steps: definitions.filter((one) => one instanceof StepDefinition).map((one) => toDefinedStep(root, one)),
    parameterTypes: [...registry.parameterTypes].flatMap(({ name, regexpStrings }) =>
      name === undefined ? [] : [toParameterType(name, regexpStrings)],
    ),
  };
}

function toDefinedStep(root: string, definition: StepDefinition): DefinedStep {
  const code = String(definition.unwrappedCode);
  return {
    noun: basename(definition.uri, extname(definition.uri)),
    part: definition.keyword === 'Unknown' ? 'none' : definition.keyword,
    expression: definition.expression.source,
    code: [code, ...calledBy(code, readFileSync(resolve(root, definition.uri), 'utf8'))].join('\n'),
    matches: (text) => definition.matchesStepName(text),
  };
}

/** The functions of a file that a piece of its code calls. */
function calledBy(code: string, file: string): readonly string[] {
  return [...file.matchAll(/^(?:async )?function (\w+)\([^]*?^}/gm)].flatMap(([text, name = '']) =>
    code.includes(`${name}(`) ? [text] : [],
  );
}

function toParameterType(name: string, patterns: readonly string[]): DefinedParameterType {
  const pattern = patterns.join('|');
  const words = pattern.replaceAll('\\.', '.').split('|');
  return { name, pattern, words: words.every((word) => /^[\w ,.'-]+$/.test(word)) ? words : [] };
}
