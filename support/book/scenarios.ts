import type { ScenarioText, StepPart, TagText } from '../scenarios/feature-text';
import { scenarioId } from '../scenario-id';
import type { CaseToJudge, Evidence } from './evidence';

/** A scenario or an outline as it is read. */
export interface BookScenario {
  readonly title: string;
  readonly steps: readonly BookStep[];
  /** The scenario, or each row of an outline. */
  readonly cases: readonly BookCase[];
}

/** A step as it is read, with its placeholders: `And`, `the host is stopped`. */
export interface BookStep {
  readonly keyword: string;
  readonly text: string;
}

/** One scenario as it runs. */
export interface BookCase extends Evidence {
  /** Its stable id: `LD-11.paused`. */
  readonly id: string;
  /** What stands for the placeholders of an outline, by their names. */
  readonly values: readonly (readonly [string, string])[];
}

/** The scenarios of a feature with what is known of each case. */
export function scenariosOf(
  scenarios: readonly ScenarioText[],
  evidenceOf: (about: CaseToJudge) => Evidence,
): readonly BookScenario[] {
  return scenarios.map((scenario) => ({
    title: scenario.title,
    steps: scenario.steps.map(({ part, text }, index) => {
      return { keyword: keywordOf(part, scenario.steps[index - 1]?.part), text };
    }),
    cases: casesOf(scenario).map((one) => ({ ...one, ...evidenceOf(one) })),
  }));
}

function keywordOf(part: StepPart, before: StepPart | undefined): string {
  return part === before ? 'And' : part === 'none' ? '*' : part;
}

type Case = CaseToJudge & Pick<BookCase, 'values'>;

function casesOf({ tags, inheritedTags, examples, runs }: ScenarioText): readonly Case[] {
  const common = namesOf([...inheritedTags, ...tags]);
  const textsOf = (id: string): readonly string[] => runs.filter((run) => run.id === id).map(({ text }) => text);
  const caseOf = (all: readonly string[], values: Case['values']): readonly Case[] => {
    const id = scenarioId(all);
    return id === undefined ? [] : [{ id, tags: all, texts: textsOf(id), values }];
  };
  if (examples.length === 0) return caseOf(common, []);
  return examples.flatMap(({ tags: own, names, rows }) =>
    rows.flatMap((row) =>
      caseOf(
        [...common, ...namesOf(own)],
        names.map((name, column) => [name, row[column] ?? '']),
      ),
    ),
  );
}

function namesOf(tags: readonly TagText[]): readonly string[] {
  return tags.map(({ name }) => name);
}
