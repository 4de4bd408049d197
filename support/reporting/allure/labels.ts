import type { ScenarioVerdict } from '../verdict';
import type { AllureLabel, AllureResult } from './result';

/**
 * What Allure groups a scenario by: its feature, its rule (a story), how much it matters, and its tags. A scenario that
 * guards a known bug is critical. `outcome` is the exact word, where Allure's status has only four.
 */
export function labelsFor({ feature, rule, tags, outcome }: ScenarioVerdict): AllureLabel[] {
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

/** Links to the bugs that a scenario guards; nothing is loaded from there unless a reader follows one. */
export function linksFor({ tags }: ScenarioVerdict): AllureResult['links'] {
  return bugsOf(tags).map((bug) => ({
    type: 'issue',
    name: `bug ${bug}`,
    url: `https://bugs.launchpad.net/nova/+bug/${bug}`,
  }));
}

function bugsOf(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => /^@bug-(\d+)$/.exec(tag)?.[1] ?? []);
}
