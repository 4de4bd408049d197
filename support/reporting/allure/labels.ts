import type { Label, Link } from 'allure-js-commons';
import type { ScenarioVerdict } from '../verdict';

/**
 * What Allure groups a scenario by: its feature, its rule (a story), how much it matters, and its tags. A scenario that
 * guards a known bug is critical. `outcome` is the exact word, where Allure's status has only four.
 */
export function labelsFor({ feature, rule, tags, outcome }: ScenarioVerdict): Label[] {
  const severity = bugsOf(tags).length > 0 ? 'critical' : 'normal';
  return [
    { name: 'feature', value: feature },
    { name: 'suite', value: feature },
    ...(rule === undefined ? [] : ['story', 'subSuite'].map((name) => ({ name, value: rule }))),
    { name: 'severity', value: severity },
    { name: 'outcome', value: outcome },
    ...tags.map((tag) => ({ name: 'tag', value: tag.replace(/^@/, '') })),
  ];
}

/** What Allure groups something by that is no scenario's. */
export const labelsOfRun: Label[] = [
  { name: 'feature', value: 'The run itself' },
  { name: 'suite', value: 'The run itself' },
  { name: 'severity', value: 'blocker' },
  { name: 'outcome', value: 'failed' },
];

/** Links to the bugs that a scenario guards; nothing is loaded from there unless a reader follows one. */
export function linksFor({ tags }: ScenarioVerdict): Link[] {
  return bugsOf(tags).map((bug) => ({
    type: 'issue',
    name: `bug ${bug}`,
    url: `https://bugs.launchpad.net/nova/+bug/${bug}`,
  }));
}

function bugsOf(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => /^@bug-(\d+)$/.exec(tag)?.[1] ?? []);
}
