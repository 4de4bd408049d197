import type { AllureRun } from '../../support/reporting/allure/write';
import type { RunFacts } from '../../support/reporting/conclusion';
import type { Outcome, RunVerdict, ScenarioVerdict } from '../../support/reporting/verdict';

/** What a run is about, for tests that care for nothing but its verdicts. */
export const facts: RunFacts = { cloud: 'embedded', release: '2025.1', seed: 7, microversions: { compute: '2.80' } };

/** A scenario with an outcome and whatever matters besides. */
export function scenario(outcome: Outcome, more: Partial<ScenarioVerdict> = {}): ScenarioVerdict {
  const id = more.id ?? 'LD-1';
  return {
    key: id,
    id,
    title: 'The host is forced down',
    feature: 'Deleting a server',
    description: '',
    uri: 'features/a.feature',
    line: 3,
    parameters: [],
    expected: ['the server should be gone'],
    tags: [`@${id}`],
    outcome,
    failures: [],
    startedAt: 0,
    seconds: 0.5,
    attempts: 1,
    steps: [],
    ...more,
  };
}

/** What Allure's results tell of such a run, with nothing before it, and whatever matters besides. */
export function allureRun(run: RunVerdict, more: Partial<AllureRun> = {}): AllureRun {
  const times = { startedAt: 1000, seconds: 2, reproduce: 'npm run acceptance -- --seed 7' };
  return { run, facts, times, selection: 'in the features', history: { runs: [] }, root: '.', ...more };
}

/** A run of these scenarios in which nothing else went wrong. */
export function runOf(...scenarios: readonly ScenarioVerdict[]): RunVerdict {
  return { scenarios, hookFailures: [], parseFailures: [] };
}
