import { AstBuilder, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import type { Background, Examples, FeatureChild, GherkinDocument, Rule, Scenario, Tag } from '@cucumber/messages';

/** A feature file by its lines; the first one is 1. */
export interface FeatureLines {
  readonly count: number;
  /**
   * The lines by which cucumber knows the scenarios that a line stands for: the scenario or the row of examples in which it
   * is, all rows of a table of examples at its heading, and all scenarios of a rule or feature at whatever stands before them.
   */
  at(line: number): readonly number[];
}

/** Reads a feature by its lines; undefined where the text is no Gherkin. */
export function readLines(text: string): FeatureLines | undefined {
  const document = parse(text);
  if (document === undefined) return undefined;
  const parts = partsOf(document);
  return {
    count: text.replace(/\n$/, '').split('\n').length,
    at: (line) => parts.findLast(({ begin }) => begin <= line)?.scenarios ?? [],
  };
}

/** Something of a feature, which reaches to the next one. */
interface Part {
  readonly begin: number;
  readonly scenarios: readonly number[];
}

function parse(text: string): GherkinDocument | undefined {
  try {
    return new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher()).parse(text);
  } catch (error) {
    if (error instanceof Errors.GherkinException) return undefined;
    throw error;
  }
}

function partsOf({ feature, comments }: GherkinDocument): Part[] {
  if (feature === undefined) return [];
  const remarks = new Set(comments.map(({ location }) => location.line));
  const parts = [
    { begin: 1, scenarios: feature.children.flatMap(scenariosOf) },
    ...feature.children.flatMap((child) => partsOfChild(child, feature.children)),
  ];
  return parts.map(({ begin, scenarios }) => ({ begin: aboveRemarks(begin, remarks), scenarios }));
}

type Child = Pick<FeatureChild, 'background' | 'scenario'> & { readonly rule?: Rule };

function partsOfChild({ rule, background, scenario }: Child, siblings: readonly Child[]): Part[] {
  if (background !== undefined) return [{ begin: beginOf(background), scenarios: siblings.flatMap(scenariosOf) }];
  if (scenario !== undefined) return partsOfScenario(scenario);
  if (rule === undefined) return [];
  return [
    { begin: beginOf(rule), scenarios: rule.children.flatMap(scenariosOf) },
    ...rule.children.flatMap((child) => partsOfChild(child, rule.children)),
  ];
}

function partsOfScenario(scenario: Scenario): Part[] {
  return [
    { begin: beginOf(scenario), scenarios: [scenario.location.line] },
    ...scenario.examples.flatMap((examples) => {
      const rows = examples.tableBody.map(({ location }) => location.line);
      return [{ begin: beginOf(examples), scenarios: rows }, ...rows.map((row) => ({ begin: row, scenarios: [row] }))];
    }),
  ];
}

function scenariosOf({ rule, scenario }: Child): number[] {
  if (scenario !== undefined) return [scenario.location.line];
  return rule?.children.flatMap(scenariosOf) ?? [];
}

/** Tags stand before the line of the keyword. */
function beginOf(thing: (Background | Scenario | Examples | Rule) & { readonly tags?: readonly Tag[] }): number {
  return Math.min(thing.location.line, ...(thing.tags ?? []).map(({ location }) => location.line));
}

/** A remark belongs to what it stands upon. */
function aboveRemarks(begin: number, remarks: ReadonlySet<number>): number {
  return remarks.has(begin - 1) ? aboveRemarks(begin - 1, remarks) : begin;
}
