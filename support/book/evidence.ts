import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { digestOf } from '../conformance/observation';
import type { RecordedScenario, ReleaseRecord } from '../conformance/record';

/** What is known of one scenario besides its text. */
export interface Evidence {
  /** The releases of real clouds on which it has passed as it reads now. */
  readonly seen: readonly string[];
  /** The releases that it is not about. */
  readonly notAbout: readonly string[];
  /** In words, why it was not seen where it could be looked for; left out where it was seen. */
  readonly unseen?: string;
  readonly bugs: readonly GuardedBug[];
  /** What has to turn it red, in words, besides the bugs. */
  readonly faults: readonly string[];
}

/** A bug of Nova's or its neighbours' that a scenario notices, or that a draft will. */
export interface GuardedBug {
  /** `bug 1679750`. */
  readonly name: string;
  readonly address: string;
  readonly title: string;
  /** The first release without it; left out where it is not known. */
  readonly fixedIn?: string;
}

/** What a scenario is judged by. */
export interface CaseToJudge {
  readonly id: string;
  /** All of them, with their at signs. */
  readonly tags: readonly string[];
  /** Of its steps. */
  readonly texts: readonly string[];
}

/** What scenarios are judged against. */
export interface Knowledge {
  readonly records: readonly ReleaseRecord[];
  readonly defects: readonly EmbeddedDefect[];
  /** The meaning of each tag. */
  readonly meanings: ReadonlyMap<string, string>;
}

/** What is known of a scenario. */
export function evidenceOf({ id, tags, texts }: CaseToJudge, { records, defects, meanings }: Knowledge): Evidence {
  const verdicts = records.map(({ release, record }) => ({ release, recorded: record.scenarios[id] }));
  const seen = verdicts.filter(({ recorded }) => isSeen(recorded, texts)).map(({ release }) => release);
  const notAbout = verdicts
    .filter(({ recorded }) => recorded?.verdict === 'not applicable')
    .map(({ release }) => release);
  const unseen = seen.length > 0 ? undefined : whyUnseen(tags, meanings);
  return {
    seen,
    notAbout,
    ...(unseen !== undefined && { unseen }),
    bugs: tags.flatMap((tag) => bugOf(tag, meanings.get(tag) ?? '', defects)),
    faults: defects
      .filter(({ origin, turnsRed }) => origin.kind === 'single fault' && turnsRed.includes(id))
      .map(({ title }) => title),
  };
}

/** A record of another text than today's shows nothing of it. */
function isSeen(recorded: RecordedScenario | undefined, texts: readonly string[]): boolean {
  return recorded?.verdict === 'passed' && recorded.text === digestOf(texts);
}

function whyUnseen(tags: readonly string[], meanings: Knowledge['meanings']): string {
  const only = tags.find((tag) => tag.startsWith('@embedded-only.'));
  return only === undefined
    ? 'not seen on a real cloud yet'
    : `seen on the embedded cloud only: ${meanings.get(only) ?? only}`;
}

function bugOf(tag: string, title: string, defects: readonly EmbeddedDefect[]): readonly GuardedBug[] {
  const [, kind, mark = ''] = /^@(bug|commit)-(\w+)$/.exec(tag) ?? [];
  if (kind === undefined) return [];
  const origin = defects.find(({ name }) => `@${name}` === tag)?.origin;
  const address =
    kind === 'bug' ? `https://bugs.launchpad.net/bugs/${mark}` : `https://opendev.org/openstack/nova/commit/${mark}`;
  return [{ name: `${kind} ${mark}`, address, title, ...(origin?.kind === 'bug' && { fixedIn: origin.fixedIn }) }];
}
