import { PickleStepType } from '@cucumber/messages';
import type { Envelope, Feature, GherkinDocument, Hook, Pickle, Scenario, TestCase } from '@cucumber/messages';
import type { Stage } from './verdict';

/** Where a scenario stands in its feature file. */
export interface ScenarioPlace {
  readonly feature: string;
  readonly rule?: string;
  readonly line: number;
}

interface AstScenario extends ScenarioPlace {
  readonly rowLines: ReadonlyMap<string, number>;
}

/** What cucumber's messages say of features, hooks and steps before anything runs, by their ids. */
export class MessageIndex {
  readonly pickles = new Map<string, Pickle>();
  readonly testCases = new Map<string, TestCase>();
  readonly hooks = new Map<string, Hook>();
  /** The expressions of all step definitions. */
  readonly expressions: string[] = [];
  readonly #scenarios = new Map<string, AstScenario>();
  readonly #keywords = new Map<string, string>();

  /** Takes a message in; those about the run itself are left alone. */
  add(envelope: Envelope): void {
    const { gherkinDocument, pickle, hook, testCase, stepDefinition } = envelope;
    if (gherkinDocument !== undefined) {
      this.#addDocument(gherkinDocument);
    } else if (pickle !== undefined) {
      this.pickles.set(pickle.id, pickle);
    } else if (hook !== undefined) {
      this.hooks.set(hook.id, hook);
    } else if (testCase !== undefined) {
      this.testCases.set(testCase.id, testCase);
    } else if (stepDefinition !== undefined) {
      this.expressions.push(stepDefinition.pattern.source);
    }
  }

  /** Where the scenario of a pickle stands; for a row of an outline the line is the row's. */
  placeOf(pickle: Pickle): ScenarioPlace {
    const [scenarioId = '', rowId = ''] = pickle.astNodeIds;
    const scenario = this.#scenarios.get(scenarioId);
    return {
      feature: scenario?.feature ?? '',
      ...(scenario?.rule !== undefined && { rule: scenario.rule }),
      line: scenario?.rowLines.get(rowId) ?? scenario?.line ?? 0,
    };
  }

  /** A pickle's step with its keyword: `Then the server should be gone`. */
  stepName(pickle: Pickle, pickleStepId: string): string {
    const step = pickle.steps.find(({ id }) => id === pickleStepId);
    const keyword = step?.astNodeIds.map((id) => this.#keywords.get(id)).find((found) => found !== undefined);
    return `${keyword ?? ''}${step?.text ?? 'a step'}`;
  }

  /** Whether a pickle's step is a Given, a When or a Then; undefined when its keyword does not say so. */
  stageOf(pickle: Pickle, pickleStepId: string): Stage | undefined {
    const type = pickle.steps.find(({ id }) => id === pickleStepId)?.type;
    return type === undefined ? undefined : stages[type];
  }

  #addDocument({ feature }: GherkinDocument): void {
    for (const child of feature?.children ?? []) {
      this.#addSteps(child.background?.steps);
      this.#addScenario(child.scenario, feature);
      for (const inner of child.rule?.children ?? []) {
        this.#addSteps(inner.background?.steps);
        this.#addScenario(inner.scenario, feature, child.rule?.name);
      }
    }
  }

  #addScenario(scenario?: Scenario, feature?: Feature, rule?: string): void {
    if (scenario === undefined) {
      return;
    }
    this.#addSteps(scenario.steps);
    const rows = scenario.examples.flatMap(({ tableBody }) => tableBody);
    this.#scenarios.set(scenario.id, {
      feature: feature?.name ?? '',
      ...(rule !== undefined && { rule }),
      line: scenario.location.line,
      rowLines: new Map(rows.map((row) => [row.id, row.location.line])),
    });
  }

  #addSteps(steps: Scenario['steps'] = []): void {
    for (const step of steps) {
      this.#keywords.set(step.id, step.keyword);
    }
  }
}

const stages: Readonly<Record<PickleStepType, Stage | undefined>> = {
  [PickleStepType.CONTEXT]: 'Given',
  [PickleStepType.ACTION]: 'When',
  [PickleStepType.OUTCOME]: 'Then',
  [PickleStepType.UNKNOWN]: undefined,
};
