import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy } from '../check';
import type { Difference } from './compare';
import { readJson, UnreadableRecord } from './record';

/** A difference between the embedded cloud and a real one that was reviewed and may stay. */
export interface ListedDifference {
  /** The scenario's id, or `*` for all. */
  readonly scenario: string;
  /** The release it is about; all when left out. */
  readonly release?: string;
  /** As a comparison tells it: `GET compute 2.80 /servers/{server}: server.locked`. */
  readonly field: string;
  readonly reason: string;
}

/** More than these would be an emulator that is nobody's copy. */
const most = 20;

/** The reviewed list of a project. Throws {@link UnreadableRecord} when it is malformed or too long. */
export function readListed(root: string): readonly ListedDifference[] {
  const file = join(root, 'tests', 'conformance', 'differences.json');
  if (!existsSync(file)) return [];
  const listed = readJson(file);
  if (!areListed(listed)) throw new UnreadableRecord(`${file} is no list of differences: ${areListed.told('it')}`);
  if (listed.length <= most) return listed;
  throw new UnreadableRecord(`${file} lists ${listed.length} differences, but ${most} are the most: mend the stub`);
}

/** Differences that stay, and what of the list excused one. */
export interface Sifted {
  readonly remaining: readonly Difference[];
  readonly used: readonly ListedDifference[];
}

/** Lets the listed differences of a release pass. Those that must never be are not excused by any list. */
export function sift(differences: readonly Difference[], listed: readonly ListedDifference[], release: string): Sifted {
  const used = new Set<ListedDifference>();
  const remaining = differences.filter((difference) => {
    const excuse = difference.kind === 'must' ? undefined : listed.find((each) => excuses(each, difference, release));
    if (excuse !== undefined) used.add(excuse);
    return excuse === undefined;
  });
  return { remaining, used: [...used] };
}

function excuses(listed: ListedDifference, { scenario, field }: Difference, release: string): boolean {
  if (listed.release !== undefined && listed.release !== release) return false;
  return (listed.scenario === '*' || listed.scenario === scenario) && listed.field === field;
}

const word = { type: 'string', minLength: 1 } as const;
const areListed = checkBy<readonly ListedDifference[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['scenario', 'field', 'reason'],
    additionalProperties: false,
    properties: { scenario: word, release: word, field: word, reason: word },
  },
});
