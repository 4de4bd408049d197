import type { ReleaseRecord } from '../conformance/record';
import type { BookScenario } from './scenarios';

/** A real cloud on which scenarios were seen. */
export interface CloudEvidence {
  readonly release: string;
  /** The kinds or names of the clouds of this release. */
  readonly clouds: readonly string[];
  /** The versions of Nova that ran there. */
  readonly nova: readonly string[];
  /** The day of the latest recording that counts, in UTC: `2026-11-28`. */
  readonly latest: string;
  readonly passed: number;
  /** How many scenarios are about this release. */
  readonly of: number;
}

/** The real clouds of the records, as far as the scenarios of today were seen there. */
export function cloudsOf(
  records: readonly ReleaseRecord[],
  scenarios: readonly BookScenario[],
): readonly CloudEvidence[] {
  const cases = scenarios.flatMap((scenario) => scenario.cases);
  return records.map(({ release, record }) => {
    const seen = cases.filter((one) => one.seen.includes(release));
    const runs = new Set(seen.flatMap(({ id }) => record.scenarios[id]?.run ?? []));
    const recordings = Object.entries(record.recordings).filter(([run]) => runs.has(run));
    return {
      release,
      clouds: distinct(recordings.map(([, { cloud }]) => cloud)),
      nova: distinct(recordings.flatMap(([, { packages }]) => packages['nova'] ?? [])),
      latest:
        recordings
          .map(([run]) => run.slice(0, 10))
          .sort()
          .at(-1) ?? '',
      passed: seen.length,
      of: cases.filter((one) => !one.notAbout.includes(release)).length,
    };
  });
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
