import { basename, dirname } from 'node:path';
import type { Label, Link } from 'allure-js-commons';
import type { ScenarioVerdict } from '../verdict';
import { severityOf } from './severity';

/**
 * What Allure groups a scenario by: in its behaviours by theme and rule, in its suites by theme, feature and rule; then how much it
 * matters, and its tags. `outcome` is the exact word, where Allure's status has only four.
 */
export function labelsFor(scenario: ScenarioVerdict): Label[] {
  const { feature, rule, tags, outcome } = scenario;
  const theme = themeOf(scenario);
  return [
    ...['epic', 'parentSuite'].map((name) => ({ name, value: theme })),
    { name: 'suite', value: feature },
    ...(rule === undefined ? [] : ['feature', 'subSuite'].map((name) => ({ name, value: rule }))),
    { name: 'severity', value: severityOf(scenario) },
    { name: 'outcome', value: outcome },
    ...tags.map((tag) => ({ name: 'tag', value: tag.replace(/^@/, '') })),
  ];
}

/** What Allure groups something by that is no scenario's. */
export const labelsOfRun: Label[] = [
  { name: 'epic', value: 'The run itself' },
  { name: 'parentSuite', value: 'The run itself' },
  { name: 'severity', value: 'blocker' },
  { name: 'outcome', value: 'failed' },
];

/** Links to what a scenario guards against; nothing is loaded from there unless a reader follows one. */
export function linksFor({ tags }: Pick<ScenarioVerdict, 'tags'>): Link[] {
  return tags.flatMap((tag) => {
    const [, kind, id = ''] = /^@(bug|commit)-([0-9a-f]+)$/.exec(tag) ?? [];
    if (kind === 'bug') return [{ type: 'issue', name: `bug ${id}`, url: `https://bugs.launchpad.net/bugs/${id}` }];
    if (kind !== 'commit') return [];
    return [{ type: 'issue', name: `commit ${id}`, url: `https://opendev.org/openstack/nova/commit/${id}` }];
  });
}

/** The theme is the folder of the feature: `features/local-delete/…` is about *Local delete*. */
function themeOf({ uri }: ScenarioVerdict): string {
  const words = basename(dirname(uri)).replaceAll('-', ' ');
  return words.replace(/^./, (letter) => letter.toUpperCase());
}
