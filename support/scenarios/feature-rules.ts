import type { FeatureText } from './feature-text';
import type { Found } from './finding';

/** Checks a feature as a whole: its story, its rules, and that nothing of it got lost by a missing colon. */
export function featureRules(feature: FeatureText): readonly Found[] {
  return [
    ...story(feature),
    ...noScenarios(feature),
    ...backgrounds(feature),
    ...lostKeywords(feature),
    ...withoutRule(feature),
  ];
}

function story(feature: FeatureText): Found[] {
  return feature.description.trim() === ''
    ? [
        {
          line: feature.line,
          rule: 'story',
          message: 'the feature tells no story',
          mend: 'Say below "Feature:" in two or three plain sentences what the cloud promises here, and to whom it matters',
        },
      ]
    : [];
}

function noScenarios(feature: FeatureText): Found[] {
  return feature.scenarios.length === 0
    ? [
        {
          line: feature.line,
          rule: 'scenarios',
          message: 'the feature has no scenario, so nothing of it would run',
          mend: 'Add one below a "Rule:", and see that "Scenario:" has its colon',
        },
      ]
    : [];
}

function backgrounds(feature: FeatureText): Found[] {
  return feature.backgrounds.map(({ line }) => ({
    line,
    rule: 'background',
    message: 'a background tells a part of each scenario in another place',
    mend: 'Move its steps into the scenarios, so that each can be read alone',
  }));
}

/** A keyword without its colon is taken for a description, and what follows it never runs. */
function lostKeywords(feature: FeatureText): Found[] {
  const descriptions = [feature, ...feature.ruleDescriptions, ...feature.scenarios];
  return descriptions.flatMap(({ line, description }) => {
    const keyword = /^\s*(Scenario Outline|Scenario|Rule|Examples|Background)\b(?!:)/m.exec(description)?.[1];
    return keyword === undefined
      ? []
      : [
          {
            line,
            rule: 'syntax' as const,
            message: `a line of the description begins with "${keyword}"`,
            mend: `Write "${keyword}:" with its colon, or begin the sentence with another word`,
          },
        ];
  });
}

function withoutRule(feature: FeatureText): Found[] {
  return feature.scenarios
    .filter(({ rule }) => rule === undefined || rule.trim() === '')
    .map(({ line, title }) => ({
      line,
      rule: 'rule',
      message: `the scenario "${title}" stands under no rule`,
      mend: 'Put it below a "Rule:" that says in one sentence what must hold',
    }));
}
