import { cloudName } from '../../reporting/conclusion';
import { partInWords } from '../../reporting/part';
import { NotMerged, type PartFiles } from './part-files';

/**
 * Sees to it that the parts are of one run, and that no scenario is in two of them.
 * @throws NotMerged with what is foreign, doubled or not whole, and both folders
 */
export function expectOneRun(parts: readonly PartFiles[]): void {
  const [first, ...others] = parts;
  if (first === undefined) return;
  for (const other of others) expectAlike(first, other);
  expectEachOnce(parts);
  expectAllScenarios(first, parts);
}

/** The numbers of the parts that are not there. */
export function missingOf(parts: readonly PartFiles[]): readonly number[] {
  const [first] = parts;
  const there = new Set(parts.map(({ summary }) => summary.part.number));
  const all = Array.from({ length: first?.summary.part.of ?? 0 }, (_, index) => index + 1);
  return all.filter((number) => !there.has(number));
}

/** What parts of one run have in common, in words. Node may be another one on each machine. */
const common: readonly (readonly [string, (part: PartFiles) => string])[] = [
  ['how many parts there are', ({ summary }) => String(summary.part.of)],
  ['the commit of the suite', ({ summary }) => summary.part.commit ?? 'not told'],
  ["the suite's own files", ({ summary }) => `digest ${summary.part.suite}`],
  ['the cloud', ({ summary }) => [cloudName(summary), summary.part.identity ?? ''].join(' ').trim()],
  ['what the cloud is made of', ({ summary: { packages = {} } }) => JSON.stringify({ ...packages, node: undefined })],
  ['the microversions', ({ summary }) => JSON.stringify(summary.microversions)],
  ['which scenarios were asked for', ({ summary }) => `${summary.part.selection}, ${summary.part.choice}`],
  ['how many scenarios those are', ({ summary }) => String(summary.part.scenarios)],
];

function expectAlike(first: PartFiles, other: PartFiles): void {
  for (const [what, tell] of common) {
    const [one, another] = [tell(first), tell(other)];
    if (one === another) continue;
    const why = `${what} differs (${another}; there ${one})`;
    throw new NotMerged(`${other.folder} is no part of the run of ${first.folder}: ${why}`);
  }
}

function expectEachOnce(parts: readonly PartFiles[]): void {
  for (const [index, part] of parts.entries()) {
    const twin = parts.slice(0, index).find(({ summary }) => summary.part.number === part.summary.part.number);
    if (twin === undefined) continue;
    throw new NotMerged(`${twin.folder} and ${part.folder} are both ${partInWords(part.summary.part)}`);
  }
}

function expectAllScenarios({ summary }: PartFiles, parts: readonly PartFiles[]): void {
  const owners = new Map<string, string>();
  for (const { folder, run } of parts) {
    for (const { uri, line, key } of run.scenarios) {
      const place = `${uri}:${line}`;
      const owner = owners.get(place);
      if (owner !== undefined) throw new NotMerged(`${owner} and ${folder} have both run ${key} (${place})`);
      owners.set(place, folder);
    }
  }
  if (missingOf(parts).length === 0 && owners.size !== summary.part.scenarios) {
    throw new NotMerged(
      `the parts have ${owners.size} scenarios together, but ${summary.part.scenarios} were selected`,
    );
  }
}
