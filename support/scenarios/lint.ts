import { idOf, readFeature } from './feature-text';
import type { FeatureSource, FeatureText, World } from './feature-text';
import { featureRules } from './feature-rules';
import type { Finding, Found } from './finding';
import { scenarioRules } from './scenario-rules';
import { stepRules, type KnownWords } from './step-rules';
import type { TagList } from './tag-list';
import { tagRules } from './tag-rules';

/** What features are checked against besides the rules. */
export interface LintContext extends KnownWords {
  readonly tags: TagList;
}

/** Checks feature files, each on its own and all of them together, and returns what there is to mend, in file order. */
export function lint(sources: readonly FeatureSource[], context: LintContext): readonly Finding[] {
  const findings: Finding[] = [];
  const features: FeatureText[] = [];
  for (const source of sources) {
    const reading = readFeature(source);
    if (reading.kind === 'no feature') {
      findings.push(...reading.problems.map((problem) => syntaxFinding(source, problem)));
    } else {
      features.push(reading.feature);
      findings.push(...lintFeature(reading.feature, context).map((found) => ({ path: source.path, ...found })));
    }
  }
  findings.push(...repeatedIds(features));
  const order = new Map(sources.map(({ path }, index) => [path, index]));
  return findings.sort(
    (one, other) => (order.get(one.path) ?? 0) - (order.get(other.path) ?? 0) || one.line - other.line,
  );
}

function lintFeature(feature: FeatureText, context: LintContext): Found[] {
  return [
    ...featureRules(feature),
    ...feature.scenarios.flatMap((scenario) => [
      ...scenarioRules(scenario),
      ...tagRules(scenario, context.tags, feature.source.world),
      ...stepRules(scenario, feature.source.world, context),
    ]),
  ];
}

function syntaxFinding(source: FeatureSource, problem: { line: number; message: string }): Finding {
  return {
    path: source.path,
    line: problem.line,
    rule: 'syntax',
    message: `this is no Gherkin: ${problem.message}`,
    mend: 'Write keywords with their colon ("Scenario:"), steps with Given, When, Then, And or But',
  };
}

function repeatedIds(features: readonly FeatureText[]): Finding[] {
  const first = new Map<string, { path: string; line: number; world: World }>();
  const findings: Finding[] = [];
  for (const { source, scenarios } of features) {
    const tags = scenarios.flatMap((scenario) => [...scenario.tags, ...scenario.examples.flatMap((one) => one.tags)]);
    for (const { name, line } of tags) {
      const earlier = first.get(name);
      if (idOf(name) === undefined) {
        continue;
      }
      if (earlier === undefined) {
        first.set(name, { path: source.path, line, world: source.world });
        continue;
      }
      const moved = earlier.world !== source.world;
      findings.push({
        path: source.path,
        line,
        rule: 'id',
        message: `${name} is already the id of the scenario at ${earlier.path}:${earlier.line}`,
        mend: moved
          ? 'Delete the draft: a scenario that has moved to features/ is no draft any more'
          : `Give each scenario its own id, like ${name.split('.')[0] ?? name}.paused`,
      });
    }
  }
  return findings;
}
