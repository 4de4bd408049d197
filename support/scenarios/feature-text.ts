import { AstBuilder, Errors, GherkinClassicTokenMatcher, Parser, compile } from '@cucumber/gherkin';
import { IdGenerator, StepKeywordType } from '@cucumber/messages';
import type {
  Background,
  Examples,
  Feature,
  GherkinDocument,
  Pickle,
  Scenario,
  Step,
  TableRow,
  Tag,
} from '@cucumber/messages';

/** Where a feature stands: among the features that run, or among the drafts of those to come. */
export type World = 'features' | 'drafts';

/** The text of a feature file. `path` is what a message calls it; nothing is read from it. */
export interface FeatureSource {
  readonly path: string;
  readonly text: string;
  readonly world: World;
}

/** Something at a line of a file (the first line is 1). */
export interface Placed {
  readonly line: number;
}

/** A tag with its `@`. */
export interface TagText extends Placed {
  readonly name: string;
}

/** What a step does; "And" and "But" do what the step before them does. */
export type StepPart = 'Given' | 'When' | 'Then' | 'none';

/** A step as it is written, with its placeholders. */
export interface StepText extends Placed {
  readonly part: StepPart;
  readonly text: string;
}

/** One `Examples` block: its own tags, the names of its columns, and its rows below them. */
export interface ExamplesText extends Placed {
  readonly tags: readonly TagText[];
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A step as it runs, with the values of its row. */
export interface RunnableStep extends Placed {
  readonly part: StepPart;
  readonly text: string;
  /** The id of its scenario (`LD-1`), if it has just one. */
  readonly id: string | undefined;
}

/** A scenario or an outline as it is written, and the steps that come of it when it runs. */
export interface ScenarioText extends Placed {
  readonly title: string;
  readonly description: string;
  readonly rule: string | undefined;
  /** Its own tags, not those of the feature, the rule or the examples. */
  readonly tags: readonly TagText[];
  /** Tags of the feature and the rule. */
  readonly inheritedTags: readonly TagText[];
  readonly steps: readonly StepText[];
  readonly examples: readonly ExamplesText[];
  readonly runs: readonly RunnableStep[];
}

/** A feature file, read. */
export interface FeatureText extends Placed {
  readonly source: FeatureSource;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly TagText[];
  readonly backgrounds: readonly Placed[];
  readonly ruleDescriptions: readonly (Placed & { readonly description: string })[];
  readonly scenarios: readonly ScenarioText[];
}

/** A place where the text is no Gherkin. */
export interface SyntaxProblem extends Placed {
  readonly message: string;
}

/** What reading a feature file gives: the feature, or the places where it is no Gherkin. */
export type Reading =
  | { readonly kind: 'feature'; readonly feature: FeatureText }
  | { readonly kind: 'no feature'; readonly problems: readonly SyntaxProblem[] };

/** Reads the text of a feature file by cucumber's own parser. */
export function readFeature(source: FeatureSource): Reading {
  const document = parse(source);
  if (document instanceof Errors.GherkinException) {
    return { kind: 'no feature', problems: syntaxProblems(document) };
  }
  return document.feature === undefined
    ? { kind: 'no feature', problems: [{ line: 1, message: 'the file holds no feature' }] }
    : { kind: 'feature', feature: toFeatureText(source, document, document.feature) };
}

/** The part of an id tag after its `@`; undefined for any other tag. */
export function idOf(tag: string): string | undefined {
  return /^@(LD-.*)$/.exec(tag)?.[1];
}

function parse(source: FeatureSource): GherkinDocument | Errors.GherkinException {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  try {
    return parser.parse(source.text);
  } catch (error) {
    if (error instanceof Errors.GherkinException) {
      return error;
    }
    throw error;
  }
}

function syntaxProblems(error: Errors.GherkinException): SyntaxProblem[] {
  const each = error instanceof Errors.CompositeParserException ? error.errors : [error];
  return each.map((one) => ({
    line: one instanceof Errors.GherkinException ? one.location.line : 1,
    message: one.message.replace(/^\(\d+:\d+\): /, ''),
  }));
}

function toFeatureText(source: FeatureSource, document: GherkinDocument, feature: Feature): FeatureText {
  const pickles = compile(document, source.path, IdGenerator.incrementing());
  const runs = runsByScenario(pickles, feature);
  const tags = feature.tags.map(toTag);
  const scenarios: ScenarioText[] = [];
  const backgrounds: Background[] = [];
  const ruleDescriptions: (Placed & { description: string })[] = [];
  for (const { rule, scenario, background } of feature.children) {
    if (scenario !== undefined) {
      scenarios.push(toScenario(scenario, undefined, tags, runs));
    }
    backgrounds.push(...(background === undefined ? [] : [background]));
    if (rule !== undefined) {
      const inherited = [...tags, ...rule.tags.map(toTag)];
      ruleDescriptions.push({ line: rule.location.line, description: rule.description });
      for (const child of rule.children) {
        backgrounds.push(...(child.background === undefined ? [] : [child.background]));
        scenarios.push(
          ...(child.scenario === undefined ? [] : [toScenario(child.scenario, rule.name, inherited, runs)]),
        );
      }
    }
  }
  return {
    source,
    line: feature.location.line,
    title: feature.name,
    description: feature.description,
    tags: [...tags, ...feature.children.flatMap(({ rule }) => rule?.tags ?? []).map(toTag)],
    backgrounds: backgrounds.map(({ location }) => ({ line: location.line })),
    ruleDescriptions,
    scenarios,
  };
}

function toScenario(
  scenario: Scenario,
  rule: string | undefined,
  inheritedTags: readonly TagText[],
  runs: ReadonlyMap<string, readonly RunnableStep[]>,
): ScenarioText {
  return {
    line: scenario.location.line,
    title: scenario.name,
    description: scenario.description,
    rule,
    tags: scenario.tags.map(toTag),
    inheritedTags,
    steps: toSteps(scenario.steps),
    examples: scenario.examples.map(toExamples),
    runs: runs.get(scenario.id) ?? [],
  };
}

function toSteps(steps: readonly Step[]): StepText[] {
  let part: StepPart = 'none';
  return steps.map((step) => {
    part = partOf(step.keywordType, part);
    return { line: step.location.line, part, text: step.text };
  });
}

function partOf(type: StepKeywordType | undefined, before: StepPart): StepPart {
  switch (type) {
    case StepKeywordType.CONTEXT:
      return 'Given';
    case StepKeywordType.ACTION:
      return 'When';
    case StepKeywordType.OUTCOME:
      return 'Then';
    case StepKeywordType.CONJUNCTION:
      return before;
    default:
      return 'none';
  }
}

function toExamples(examples: Examples): ExamplesText {
  const valuesOf = ({ cells }: TableRow): readonly string[] => cells.map(({ value }) => value);
  return {
    line: examples.location.line,
    tags: examples.tags.map(toTag),
    names: examples.tableHeader === undefined ? [] : valuesOf(examples.tableHeader),
    rows: examples.tableBody.map(valuesOf),
  };
}

function toTag(tag: Tag): TagText {
  return { name: tag.name, line: tag.location.line };
}

function runsByScenario(pickles: readonly Pickle[], feature: Feature): Map<string, RunnableStep[]> {
  const written = new Map(withSteps(feature).flatMap(({ steps }) => steps.map((step) => [step.id, step] as const)));
  const runs = new Map<string, RunnableStep[]>();
  for (const pickle of pickles) {
    const ids = pickle.tags.flatMap(({ name }) => idOf(name) ?? []);
    const parts = toSteps(pickle.steps.flatMap(({ astNodeIds }) => written.get(astNodeIds[0] ?? '') ?? []));
    const steps = pickle.steps.map((step, index) => ({
      line: parts[index]?.line ?? 1,
      part: parts[index]?.part ?? 'none',
      text: step.text,
      id: ids.length === 1 ? ids[0] : undefined,
    }));
    const [scenario = ''] = pickle.astNodeIds;
    runs.set(scenario, [...(runs.get(scenario) ?? []), ...steps]);
  }
  return runs;
}

/** The scenarios and backgrounds of a feature. */
function withSteps(feature: Feature): (Scenario | Background)[] {
  return feature.children
    .flatMap((child) => [child, ...(child.rule?.children ?? [])])
    .flatMap(({ scenario, background }) => [scenario ?? [], background ?? []].flat());
}
