import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { covers } from './judge';

/** Which defects a scenario notices: the table of defects, read the other way round. */
export interface Guard {
  readonly id: string;
  readonly title: string;
  /** The names of those with which it has to fail at a Then. */
  readonly notices: readonly string[];
  /** The names of those that turn it red as well, or a variant of its number. */
  readonly alsoRed: readonly string[];
}

/** What each scenario guards, in the order of the scenarios. */
export function guardsOf(
  scenarios: readonly { readonly id: string; readonly title: string }[],
  defects: readonly EmbeddedDefect[],
): readonly Guard[] {
  return scenarios.map(({ id, title }) => ({
    id,
    title,
    notices: namesOf(defects, ({ turnsRed }) => turnsRed.includes(id)),
    alsoRed: namesOf(defects, ({ alsoRed = [] }) => alsoRed.some((named) => covers(named, id))),
  }));
}

function namesOf(defects: readonly EmbeddedDefect[], does: (defect: EmbeddedDefect) => boolean): readonly string[] {
  return defects.filter(does).map(({ name }) => name);
}

/** So many others are named where a scenario has none of its own; of more the number says enough. */
const mostNamed = 4;

/** The chapter of docs/defects.md about the scenarios: a line for each. */
export function guardsChapter(guards: readonly Guard[]): string {
  const idle = guards.filter(({ notices, alsoRed }) => notices.length + alsoRed.length === 0);
  const rows = guards.map((guard) => `- **${guard.id}** ${guard.title}: ${tell(guard)}`);
  return `## By scenario (${guards.length})

What each scenario notices. First come the defects with which it has to fail at a Then; the others turn it red as well, be it by an
earlier step. ${tellIdle(idle)}

${rows.join('\n')}
`;
}

function tellIdle(idle: readonly Guard[]): string {
  return idle.length === 0
    ? 'There is none that guards no known bug.'
    : `No known bug is guarded by ${idle.map(({ id }) => id).join(', ')}.`;
}

function tell({ notices, alsoRed }: Guard): string {
  if (notices.length > 0) return `${quoted(notices)}${alsoRed.length === 0 ? '' : `, and ${alsoRed.length} as well`}`;
  if (alsoRed.length === 0) return 'guards no known bug';
  const more = alsoRed.length - mostNamed;
  return `as well with ${quoted(alsoRed.slice(0, mostNamed))}${more > 0 ? ` and ${more} others` : ''}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
