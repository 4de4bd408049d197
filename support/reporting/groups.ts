import { headlineOf } from './headline';
import { joined } from './joint-causes';
import { decisiveFailure, failureKinds, kindOfScenario, type FailureKind } from './kind';
import { redOutcomes } from './verdict';
import type { RunVerdict, ScenarioVerdict } from './verdict';

/** Scenarios that failed alike: one fault, as far as the suite can tell. */
export interface FailureGroup {
  readonly kind: FailureKind;
  /** What they have in common, in a line that is the same in each run. */
  readonly headline: string;
  /** The one that shows it best comes first, then by their ids. */
  readonly scenarios: readonly ScenarioVerdict[];
}

/** The red scenarios of a run by what went wrong: the largest group first. */
export function groupFailures({ scenarios }: RunVerdict): readonly FailureGroup[] {
  const groups = new Map<string, { kind: FailureKind; headline: string; scenarios: ScenarioVerdict[] }>();
  const red = scenarios.filter(({ outcome }) => redOutcomes.has(outcome));
  const inCommon = joined(red.map(headlineOfScenario));
  for (const scenario of red) {
    const kind = kindOfScenario(scenario) ?? 'the suite is wrong';
    const headline = inCommon(headlineOfScenario(scenario));
    const key = `${kind}\n${headline}`;
    const group = groups.get(key) ?? { kind, headline, scenarios: [] };
    group.scenarios.push(scenario);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, scenarios: bestFirst(group.scenarios) }))
    .toSorted((a, b) => b.scenarios.length - a.scenarios.length || rankOf(a.kind) - rankOf(b.kind));
}

/** A red scenario's failure in a line, or why it was not run. */
export function headlineOfScenario(scenario: ScenarioVerdict): string {
  const failure = decisiveFailure(scenario);
  return failure === undefined
    ? `${scenario.outcome}: ${scenario.reason ?? 'no reason was given'}`
    : headlineOf(failure);
}

function rankOf(kind: FailureKind): number {
  return failureKinds.indexOf(kind);
}

/** Where a failure says most about the cloud: at the Then that looked, least where only the books did not balance afterwards. */
const tellingStages: readonly (string | undefined)[] = [
  'Then',
  'When',
  'Given',
  'Before hook',
  'After hook',
  undefined,
];

function bestFirst(scenarios: readonly ScenarioVerdict[]): readonly ScenarioVerdict[] {
  const inOrder = scenarios.toSorted((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
  const stageOf = (scenario: ScenarioVerdict): number => tellingStages.indexOf(decisiveFailure(scenario)?.stage);
  const [best] = inOrder.toSorted((a, b) => stageOf(a) - stageOf(b));
  return best === undefined ? [] : [best, ...inOrder.filter((scenario) => scenario !== best)];
}
