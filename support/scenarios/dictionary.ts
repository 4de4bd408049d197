import type { FeatureText, RunnableStep } from './feature-text';
import type { DefinedParameterType, DefinedStep, DefinedSteps } from './step-definitions';
import { definitionProblem } from './used-steps';

/** Something wrong between the step definitions and the features, and how to mend it. */
export interface DictionaryFinding {
  readonly message: string;
  readonly mend: string;
}

/** The text of the dictionary, and what was found on the way. */
export interface Dictionary {
  readonly markdown: string;
  readonly findings: readonly DictionaryFinding[];
}

const parts = ['Given', 'When', 'Then', 'none'] as const;

/** The nouns that steps speak of, by the names that they have in a step's code, and the file of each below the project's folder. */
export type NounFiles = ReadonlyMap<string, string>;

/** Makes the step dictionary (Markdown) from the step definitions, the features that use them and the nouns that they speak of. */
export function makeDictionary(
  defined: DefinedSteps,
  features: readonly FeatureText[],
  nounFiles: NounFiles,
): Dictionary {
  const { steps, parameterTypes } = defined;
  const runs = features.flatMap((feature) =>
    feature.scenarios.flatMap((scenario) => scenario.runs.map((run) => ({ ...run, path: feature.source.path }))),
  );
  const used = steps.map((step) => ({ step, uses: runs.filter(({ text }) => step.matches(text)) }));
  const nouns = [...new Set(steps.map(({ noun }) => noun))].sort();
  const sections = nouns.map((noun) =>
    section(
      noun,
      used.filter(({ step }) => step.noun === noun),
      nounFiles,
    ),
  );
  return {
    markdown: [introduction, ...sections, types(steps, parameterTypes)].join('\n\n') + '\n',
    findings: [...unused(used), ...misused(runs, defined), ...alike(steps, parameterTypes)],
  };
}

interface Run extends RunnableStep {
  readonly path: string;
}

interface UsedStep {
  readonly step: DefinedStep;
  readonly uses: readonly RunnableStep[];
}

const introduction = `# Step dictionary

Every step that a scenario can use, by the noun it speaks of, and by whom of the World it is done or checked. A word in braces is one of the words listed at the end.
After each scenario [balance.ts](../support/world/balance.ts) sees besides whether the books balance, by the [invariants](../support/books/invariants).
This file is written by \`npm run steps\`; how to write scenarios is told in [writing-scenarios.md](writing-scenarios.md).`;

function section(noun: string, steps: readonly UsedStep[], nounFiles: NounFiles): string {
  const groups = parts.flatMap((part) => {
    const own = steps.filter(({ step }) => step.part === part).map((each) => entry(each, nounFiles));
    return own.length === 0 ? [] : [`### ${part === 'none' ? 'Any part' : part}\n\n${own.join('\n')}`];
  });
  const heading = `## ${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  return [heading, `In [${noun}.ts](../step-definitions/${noun}.ts).`, ...groups].join('\n\n');
}

function entry({ step, uses }: UsedStep, nounFiles: NounFiles): string {
  const ids = [...new Set(uses.flatMap(({ id }) => id ?? []))].sort(byNumber);
  const [example] = uses;
  return [
    `- \`${step.expression}\``,
    example === undefined ? '  - not used yet' : `  - like: ${example.text}`,
    ...(ids.length === 0 ? [] : [`  - in: ${ids.join(', ')}`]),
    ...nounsOf(step, nounFiles),
  ].join('\n');
}

/** Whom the step leaves its work to, as links. */
function nounsOf({ code }: DefinedStep, nounFiles: NounFiles): readonly string[] {
  const names = [...code.matchAll(/\b(?:this|world)\.(\w+)\b/g)].map(([, name = '']) => name);
  const links = [...new Set(names)].flatMap((name) => {
    const file = nounFiles.get(name);
    return file === undefined ? [] : [`[${name}](../${file})`];
  });
  return links.length === 0 ? [] : [`  - by: ${links.join(', ')}`];
}

function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

function types(steps: readonly DefinedStep[], all: readonly DefinedParameterType[]): string {
  const used = all
    .filter(({ name }) => steps.some(({ expression }) => expression.includes(`{${name}}`)))
    .sort((one, other) => one.name.localeCompare(other.name));
  const lines = used.map(
    ({ name, words, pattern }) => `- \`{${name}}\`: ${words.length === 0 ? `\`${pattern}\`` : words.join('; ')}`,
  );
  return `## Words\n\n${lines.join('\n')}`;
}

function unused(steps: readonly UsedStep[]): DictionaryFinding[] {
  return steps
    .filter(({ uses }) => uses.length === 0)
    .map(({ step }) => ({
      message: `no scenario uses the step "${step.expression}" (step-definitions/${step.noun}.ts)`,
      mend: 'Use it, or delete it until a scenario needs it',
    }));
}

/** Texts of the features that match no definition, more than one, or one for another part. */
function misused(runs: readonly Run[], defined: DefinedSteps): DictionaryFinding[] {
  const distinct = [...new Map(runs.map((run) => [`${run.part} ${run.text}`, run])).values()];
  return distinct.flatMap((run) => {
    const problem = definitionProblem(run, defined);
    return problem === undefined ? [] : [{ ...problem, message: `${run.path}:${run.line}  ${problem.message}` }];
  });
}

/** Pairs of definitions of which one matches a text that the other was made for, though no feature says it yet. */
function alike(steps: readonly DefinedStep[], types: readonly DefinedParameterType[]): DictionaryFinding[] {
  const pairs = new Map<string, DictionaryFinding>();
  for (const step of steps) {
    for (const text of samples(step.expression, types).filter((one) => step.matches(one))) {
      for (const other of steps.filter((one) => one !== step && one.matches(text))) {
        const [first = '', second = ''] = [step.expression, other.expression].sort();
        pairs.set(`${first} ${second}`, {
          message: `"${text}" would match "${first}" and "${second}"`,
          mend: 'Reword one of the two expressions',
        });
      }
    }
  }
  return [...pairs.values()];
}

/** Texts that an expression is made for: without its optional parts, with each word of its parameters in turn. */
function samples(expression: string, types: readonly DefinedParameterType[]): string[] {
  const plain = expression.replace(/\([^)]*\)/g, '').replace(/(\S+?)\/\S+/g, '$1');
  const words = new Map(types.map(({ name, words }) => [name, words.length === 0 ? ['1'] : words]));
  const most = Math.max(1, ...[...words.values()].map(({ length }) => length));
  const made = Array.from({ length: most }, (_, turn) =>
    plain.replace(/\{([^}]*)\}/g, (_whole, name: string) => {
      const known = words.get(name) ?? ['1'];
      return known[turn % known.length] ?? '1';
    }),
  );
  return [...new Set(made)];
}
