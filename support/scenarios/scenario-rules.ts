import type { ScenarioText, StepPart, StepText } from './feature-text';
import type { Found } from './finding';

const titleWords = { least: 5, most: 8 };
const stepCount = { least: 3, most: 6 };

/** Checks the shape of a scenario: its title, how many steps it has, and their order. */
export function scenarioRules(scenario: ScenarioText): readonly Found[] {
  return [...title(scenario), ...count(scenario), ...order(scenario), ...oneWhen(scenario), ...then(scenario)];
}

function title({ line, title }: ScenarioText): Found[] {
  const words = title
    .replace(/<[^>]+>/g, 'placeholder')
    .split(/\s+/)
    .filter((word) => word !== '').length;
  return words >= titleWords.least && words <= titleWords.most
    ? []
    : [
        {
          line,
          rule: 'title',
          message: `the title "${title}" has ${words} ${words === 1 ? 'word' : 'words'}`,
          mend: `Say in ${titleWords.least} to ${titleWords.most} words what is special here: "The host is forced down"`,
        },
      ];
}

function count({ line, steps }: ScenarioText): Found[] {
  if (steps.length < stepCount.least) {
    return [
      {
        line,
        rule: 'step-count',
        message: `the scenario has ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`,
        mend: `Tell at least what is given, what happens and what should be so: ${stepCount.least} steps or more`,
      },
    ];
  }
  return steps.length <= stepCount.most
    ? []
    : [
        {
          line,
          rule: 'step-count',
          message: `the scenario has ${steps.length} steps`,
          mend: `Keep to ${stepCount.most}: make one Given of a history that is over, or two scenarios of it`,
        },
      ];
}

const rank: Readonly<Record<StepPart, number>> = { none: 0, Given: 1, When: 2, Then: 3 };

function order({ steps }: ScenarioText): Found[] {
  return steps.flatMap(({ part, line, text }, index) => {
    if (part === 'none') {
      return [
        {
          line,
          rule: 'step-order',
          message: `"${text}" is neither given, nor done, nor expected`,
          mend: 'Begin it with Given, When or Then; And and But only continue one of these',
        },
      ];
    }
    const before = steps[index - 1];
    return before !== undefined && rank[before.part] > rank[part] ? [outOfOrder(steps[index], before)] : [];
  });
}

function outOfOrder(step: StepText | undefined, before: StepText): Found {
  return {
    line: step?.line ?? before.line,
    rule: 'step-order',
    message: `a ${step?.part ?? ''} follows a ${before.part}`,
    mend: 'Order the steps: Given before When before Then. A second round is a scenario of its own',
  };
}

function oneWhen({ line, steps }: ScenarioText): Found[] {
  const whens = steps.filter(({ part }) => part === 'When');
  return whens.length === 1
    ? []
    : [
        {
          line: whens[1]?.line ?? line,
          rule: 'one-when',
          message: whens.length === 0 ? 'nothing happens: there is no When' : `${whens.length} things happen`,
          mend:
            whens.length === 0
              ? 'Say with one When what is done'
              : 'Keep one When, and tell what came before as a Given: "the owner has deleted the server"',
        },
      ];
}

function then({ line, steps }: ScenarioText): Found[] {
  return steps.some(({ part }) => part === 'Then')
    ? []
    : [
        {
          line,
          rule: 'then',
          message: 'nothing is expected: there is no Then',
          mend: 'Say with a Then what should be so afterwards; without one the scenario cannot fail',
        },
      ];
}
