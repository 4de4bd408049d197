import type { Difference } from './compare';
import { embeddedOnly, type Conformance, type JudgedScenario, type Unrecorded } from './conformance';

/** How many differences are told in full, and of how many scenarios that differ alike the ids. */
const toldInFull = { differences: 20, scenarios: 4 } as const;

/**
 * What comparing a run with the record came to, for the console:
 *
 *     Compared with the record of 2025.1: 75 scenarios, 612 exchanges, 3 listed differences; 2 scenarios unrecorded
 */
export function tellConformance({ release, scenarios, exchanges, differences, ...rest }: Conformance): string {
  const { listed, idle, unrecorded } = rest;
  const alike = groupAlike(differences);
  const more = alike.length - toldInFull.differences;
  const compared = [
    count(scenarios, 'scenario'),
    count(exchanges, 'exchange'),
    count(listed.length, 'listed difference'),
  ];
  return [
    ...alike.slice(0, toldInFull.differences).map(tellDifference),
    ...(more > 0 ? [`and ${count(more, 'more difference')}`] : []),
    ...idle.map(
      ({ scenario, field }) =>
        `tests/conformance/differences.json lists what is no difference any more: ${scenario} ${field}`,
    ),
    `Compared with the record of ${release}: ${compared.join(', ')}; ${count(unrecorded.length, 'scenario')} unrecorded`,
    '',
  ].join('\n');
}

/** What makes a run red that was compared; undefined when nothing does. */
export function whatDiffers({ release, differences, idle }: Conformance): string | undefined {
  if (differences.length > 0) return `${count(differences.length, 'difference')} to the record of ${release}`;
  return idle.length > 0 ? `${count(idle.length, 'listed difference')} not there any more` : undefined;
}

/** Each scenario that is unrecorded without a tag that says why no real cloud can run it; a line each. */
export function tellUnexcused(unrecorded: readonly Unrecorded[], scenarios: readonly JudgedScenario[]): string[] {
  return unrecorded.flatMap(({ id, why }) => {
    const tags = scenarios.find((scenario) => scenario.id === id)?.tags ?? [];
    return tags.some((tag) => tag.startsWith(embeddedOnly)) ? [] : [`${id} is unrecorded: ${why}`];
  });
}

/** Differences of several scenarios that are the same one. */
function groupAlike(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { field, recorded, seen } = difference;
    const key = [field, recorded, seen].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [difference]);
    else group.push(difference);
  }
  return [...groups.values()];
}

/**
 * One difference, with the step of the first scenario that has it:
 *
 *     LD-1, LD-22 differ from the record of a real cloud
 *       step      the owner deletes the server
 *       what      DELETE compute 2.80 /servers/{server}
 *       recorded  204
 *       seen      202
 */
function tellDifference(alike: readonly Difference[]): string {
  const [first] = alike;
  if (first === undefined) return '';
  const { step, field, recorded, seen } = first;
  const ids = [...new Set(alike.map(({ scenario }) => scenario))];
  const more = ids.length - toldInFull.scenarios;
  const who = ids.slice(0, toldInFull.scenarios).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return [
    `${who} ${ids.length === 1 ? 'differs' : 'differ'} from the record of a real cloud`,
    ...(step === undefined ? [] : [`  step      ${step}`]),
    `  what      ${field}`,
    `  recorded  ${recorded}`,
    `  seen      ${seen}`,
    '',
  ].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
