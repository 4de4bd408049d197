import { nameOf } from '../failure-text';
import type { ScenarioVerdict } from '../verdict';

/**
 * What a scenario is called in Allure's lists, where neither its rule nor its steps are seen: its title, and what should come of it.
 * Like `LD-1 The host is forced down → the server should be gone, the host should be used as much as before`.
 */
export function nameInLists(scenario: Pick<ScenarioVerdict, 'key' | 'title' | 'expected'>): string {
  const expected = scenario.expected.map((text) => text.replace(sinceWhen, ''));
  return expected.length === 0 ? nameOf(scenario) : `${nameOf(scenario)} → ${expected.join(', ')}`;
}

/** A scenario's beginning is what "before" means, whoever reads its list. */
const sinceWhen = /(?<=as much as before) .+ (?:was|were) created$/;
