import { behavioursIn, countCases, type Book } from './book';
import type { CloudEvidence } from './clouds';
import type { Evidence } from './evidence';

/** A release as people call it: `Zed`, `2025.1`. */
export function releaseName(release: string): string {
  return release.charAt(0).toUpperCase() + release.slice(1);
}

/** Where a scenario was seen, in words: `seen on OpenStack 2025.1 and Zed`. */
export function tellEvidence({ seen, notAbout, unseen }: Evidence): string {
  const told = unseen ?? `seen on OpenStack ${inWords(seen.toReversed().map(releaseName))}`;
  return notAbout.length === 0 ? told : `${told}; not about ${inWords(notAbout.map(releaseName))}`;
}

/** What kind of cloud a record is of. */
export function tellCloud({ clouds }: CloudEvidence): string {
  const kinds = clouds.map((cloud) =>
    cloud === 'reference' ? "Debian's packages on one machine, with Nova's fake hypervisor" : cloud,
  );
  return inWords(kinds);
}

/** The book in figures: what it tells, what was seen, and what is open. */
export function tellExtent(book: Book): readonly string[] {
  const all = behavioursIn(book.chapters);
  const played = all.filter(({ state }) => state === 'played');
  const open = all.filter(({ state }) => state === 'open');
  const cases = played.flatMap(({ scenarios }) => scenarios.flatMap((scenario) => scenario.cases));
  const seen = cases.filter((one) => one.seen.length > 0);
  const guarded = book.bugs.filter(({ guardedBy }) => guardedBy.length > 0);
  return [
    `${counted(played.length, 'behaviour')} in ${counted(cases.length, 'scenario')}, which run on the embedded cloud whenever the suite is changed.`,
    `${seen.length} of these ${counted(cases.length, 'scenario')} were seen on a real OpenStack.`,
    `${counted(guarded.length, 'known bug')} would turn a scenario red. They are among ${counted(book.defects, 'mistake')} that the embedded cloud can be told to make, each of which a scenario has to notice.`,
    `Open, which means written and not run yet: ${counted(open.length, 'behaviour')} in ${counted(countCases(open), 'scenario')}.`,
  ];
}

/** `1 bug`, `2 bugs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `one, two and three`. */
function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** With a capital letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
