import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import type { StepPart } from './feature-text';

/** An expression of the vocabulary and the part of a scenario that it may be used in. */
export interface VocabularyStep {
  readonly part: Exclude<StepPart, 'none'>;
  readonly expression: string;
}

/** A closed set of steps, and which of them a text matches. */
export interface Vocabulary {
  readonly steps: readonly VocabularyStep[];
  readonly parameterTypes: readonly { readonly name: string; readonly words: readonly string[] }[];
  matches(text: string): readonly VocabularyStep[];
}

const parts = ['Given', 'When', 'Then'] as const;

/**
 * Reads a vocabulary from JSON: `{"parameterTypes": {"host": ["a host", ...]}, "steps": {"Given": [...], "When": [...],
 * "Then": [...]}}`, where a parameter type is the list of its words and a step is a cucumber expression.
 * @throws Error that names what is wrong with the text.
 */
export function readVocabulary(json: string): Vocabulary {
  const data: unknown = JSON.parse(json);
  const types = section(data, 'parameterTypes');
  const steps = section(data, 'steps');
  const unknown = Object.keys(steps).filter((part) => !parts.some((known) => known === part));
  if (unknown.length > 0) {
    throw new Error(`the vocabulary has steps of "${unknown.join(', ')}"; they belong to Given, When or Then`);
  }
  const registry = new ParameterTypeRegistry();
  for (const [name, words] of Object.entries(types)) {
    registry.defineParameterType(new ParameterType(name, words.map(literally).join('|'), String, String, false));
  }
  const compiled = parts.flatMap((part) =>
    (steps[part] ?? []).map((expression) => ({
      step: { part, expression },
      matcher: new CucumberExpression(expression, registry),
    })),
  );
  return {
    steps: compiled.map(({ step }) => step),
    parameterTypes: Object.entries(types).map(([name, words]) => ({ name, words })),
    matches: (text) => compiled.filter(({ matcher }) => matcher.match(text) !== null).map(({ step }) => step),
  };
}

function section(data: unknown, name: string): Record<string, string[]> {
  const value: unknown =
    data !== null && typeof data === 'object' ? Object.entries(data).find(([key]) => key === name)?.[1] : undefined;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Error(`the vocabulary has no object "${name}"`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, words]: [string, unknown]) => {
      if (!Array.isArray(words) || !words.every((word): word is string => typeof word === 'string')) {
        throw new Error(`"${key}" of the vocabulary's "${name}" is no list of strings`);
      }
      return [key, words];
    }),
  );
}

function literally(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
