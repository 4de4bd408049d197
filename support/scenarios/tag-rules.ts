import { nearest } from '../nearest';
import { idOf } from './feature-text';
import type { ExamplesText, ScenarioText, TagText, World } from './feature-text';
import type { Found } from './finding';
import type { TagList } from './tag-list';

/** Checks a scenario's tags: one id for each row, only known tags, and the tags that its steps call for. */
export function tagRules(scenario: ScenarioText, list: TagList, world: World): readonly Found[] {
  const tags = [...scenario.inheritedTags, ...scenario.tags, ...scenario.examples.flatMap((one) => one.tags)];
  return [
    ...(scenario.examples.length === 0 ? scenarioId(scenario, list) : outlineIds(scenario, list)),
    ...sharedIds(scenario),
    ...tags.flatMap((tag) => known(tag, list, world)),
    ...exclusiveHost(scenario, tags),
  ];
}

function idsIn(tags: readonly TagText[]): TagText[] {
  return tags.filter(({ name }) => idOf(name) !== undefined);
}

function scenarioId(scenario: ScenarioText, list: TagList): Found[] {
  return oneId(scenario.tags, scenario.line, 'the scenario', list);
}

function oneId(tags: readonly TagText[], line: number, what: string, list: TagList): Found[] {
  const ids = idsIn(tags);
  const [id] = ids;
  if (id === undefined || ids.length > 1) {
    return [
      {
        line,
        rule: 'id',
        message: id === undefined ? `${what} has no id` : `${what} has ${ids.length} ids`,
        mend: 'Give it exactly one tag @LD-n or @LD-n.variant, n being the number of the behaviour',
      },
    ];
  }
  const number = /^@LD-([1-9]\d*)(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?$/.exec(id.name)?.[1];
  return number !== undefined && Number(number) <= list.behaviours
    ? []
    : [
        {
          line: id.line,
          rule: 'id',
          message: `${id.name} is no id of a behaviour`,
          mend: `Write @LD-n with n from 1 to ${list.behaviours}, and a variant in small letters: @LD-11.paused`,
        },
      ];
}

function outlineIds(scenario: ScenarioText, list: TagList): Found[] {
  return [
    ...idsIn(scenario.tags).map(({ name, line }) => ({
      line,
      rule: 'examples' as const,
      message: `${name} would be the id of every row of the outline`,
      mend: 'Move it to the tags of an Examples block, and give each row such a block',
    })),
    ...scenario.examples.flatMap((examples) => exampleIds(examples, list)),
  ];
}

function exampleIds(examples: ExamplesText, list: TagList): Found[] {
  return [
    ...oneId(examples.tags, examples.line, 'the row of examples', list),
    ...(examples.rows.length === 1
      ? []
      : [
          {
            line: examples.line,
            rule: 'examples' as const,
            message: `the Examples block has ${examples.rows.length} rows for one id`,
            mend: 'Give each row an Examples block of its own, tagged with its id',
          },
        ]),
  ];
}

function sharedIds({ inheritedTags }: ScenarioText): Found[] {
  return idsIn(inheritedTags).map(({ name, line }) => ({
    line,
    rule: 'id',
    message: `${name} stands at a feature or a rule, so all its scenarios would share it`,
    mend: 'Move it to the scenario',
  }));
}

function known({ name, line }: TagText, list: TagList, world: World): Found[] {
  const tags = world === 'drafts' ? [...list.tags, ...list.ofDrafts] : list.tags;
  if (idOf(name) !== undefined || tags.includes(name)) {
    return [];
  }
  const near = nearest(name, tags);
  return [
    {
      line,
      rule: 'known-tags',
      message: `${name} is not in docs/tags.md`,
      mend: `${near === undefined ? '' : `Did you mean ${near}? `}A new tag needs a line there that tells its meaning`,
    },
  ];
}

function exclusiveHost({ steps }: ScenarioText, tags: readonly TagText[]): Found[] {
  const step = steps.find(({ text }) =>
    /\bused as much as before\b|\bhost(?: [AB])?'s usage (?:should|still|counts)\b/.test(text),
  );
  return step === undefined || tags.some(({ name }) => name === '@exclusive-host')
    ? []
    : [
        {
          line: step.line,
          rule: 'exclusive-host',
          message: `"${step.text}" speaks of all that is on a host, where other people's servers may come and go`,
          mend: 'Tag the scenario @exclusive-host, or say "the server should hold no allocations"',
        },
      ];
}
