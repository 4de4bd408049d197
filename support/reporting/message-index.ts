import { PickleStepType } from '@cucumber/messages';
import type {
  Envelope,
  Examples,
  Feature,
  GherkinDocument,
  Hook,
  Pickle,
  Scenario,
  TestCase,
} from '@cucumber/messages';
import type { Attached, ScenarioVerdict, Stage } from './verdict';

/** What a feature file says of a scenario, and where. */
export type ScenarioPlace = Pick<ScenarioVerdict, 'feature' | 'rule' | 'line' | 'description' | 'parameters'>;

interface AstScenario extends ScenarioPlace {
  readonly rows: ReadonlyMap<string, Row>;
}

type Row = Pick<ScenarioPlace, 'line' | 'parameters'>;

/** What cucumber's messages say of features, hooks and steps before anything runs, by their ids. */
export class MessageIndex {
  readonly pickles = new Map<string, Pickle>();
  readonly testCases = new Map<string, TestCase>();
  readonly hooks = new Map<string, Hook>();
  readonly #scenarios = new Map<string, AstScenario>();
  readonly #keywords = new Map<string, string>();

  /** Takes a message in; those about the run itself are left alone. */
  add(envelope: Envelope): void {
    const { gherkinDocument, pickle, hook, testCase } = envelope;
    if (gherkinDocument !== undefined) {
      this.#addDocument(gherkinDocument);
    } else if (pickle !== undefined) {
      this.pickles.set(pickle.id, pickle);
    } else if (hook !== undefined) {
      this.hooks.set(hook.id, hook);
    } else if (testCase !== undefined) {
      this.testCases.set(testCase.id, testCase);
    }
  }

  /** What is said of the scenario of a pickle; for a row of an outline the line is the row's. */
  textOf(pickle: Pickle): ScenarioPlace {
    const [scenarioId = '', rowId = ''] = pickle.astNodeIds;
    const { rows, ...text } = this.#scenarios.get(scenarioId) ?? unknown;
    return { ...text, ...rows.get(rowId) };
  }

  /** A pickle's step with its keyword: `Then the server should be gone`. */
  stepName(pickle: Pickle, pickleStepId: string): string {
    const step = pickle.steps.find(({ id }) => id === pickleStepId);
    const keyword = step?.astNodeIds.map((id) => this.#keywords.get(id)).find((found) => found !== undefined);
    return `${keyword ?? ''}${step?.text ?? 'a step'}`;
  }

  /** The table below a pickle's step; undefined where there is none. */
  tableOf(pickle: Pickle, pickleStepId: string): Attached | undefined {
    const table = pickle.steps.find(({ id }) => id === pickleStepId)?.argument?.dataTable;
    return table === undefined ? undefined : asTable('Data table', table.rows);
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
    this.#scenarios.set(scenario.id, {
      feature: feature?.name ?? '',
      ...(rule !== undefined && { rule }),
      line: scenario.location.line,
      description: (scenario.description || (feature?.description ?? '')).trim(),
      parameters: [],
      rows: new Map(scenario.examples.flatMap(rowsOf)),
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

const unknown: AstScenario = {
  feature: '',
  line: 0,
  description: '',
  parameters: [],
  rows: new Map(),
};

function rowsOf({ tableHeader, tableBody }: Examples): readonly (readonly [string, Row])[] {
  const names = tableHeader?.cells ?? [];
  return tableBody.map(({ id, location, cells }) => {
    const parameters = names.map(({ value: name }, column) => ({ name, value: cells[column]?.value ?? '' }));
    return [id, { line: location.line, parameters }];
  });
}

function asTable(name: string, rows: readonly { readonly cells: readonly { readonly value: string }[] }[]): Attached {
  const body = rows.map(({ cells }) => `${cells.map(({ value }) => value).join(',')}\n`).join('');
  return { name, mediaType: 'text/csv', body, encoding: 'utf8' };
}
