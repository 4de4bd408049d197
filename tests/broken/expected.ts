import { embeddedDefects } from '../../support/clouds/embedded/defects';
import type { NovaDefect } from '../../support/reference-cloud/nova-defects';

/** What a cloud that is broken by a defect has to show, by the ids of scenarios. */
export interface Expected {
  readonly defect: NovaDefect;
  /** They fail as on the embedded cloud with the same defect. */
  readonly red: readonly string[];
  /** They are near to what is broken, and pass. */
  readonly green: readonly string[];
}

/**
 * What a defect leaves alone: a local delete where something else is broken, and a normal one. Where a local delete leaks, the
 * books of each one are red. A heal that takes what lives does so whenever a host looks, so there no scenario will do that
 * counts a running server.
 */
const staysGreen: Readonly<Record<NovaDefect, readonly string[]>> = {
  'bug-1679750': ['LD-13', 'LD-14'],
  'bug-1707071': ['LD-1', 'LD-13'],
  'fault-disabled-is-down': ['LD-1', 'LD-13'],
  'fault-heal-live-servers': ['LD-1', 'LD-13'],
  'fault-ports-of-nova-kept': ['LD-1', 'LD-47.kept'],
};

/** The scenarios that a real Nova has to be tried with when it is broken by the defect. */
export function expectedOf(defect: NovaDefect): Expected {
  const red = embeddedDefects.find(({ name }) => name === defect)?.turnsRed ?? [];
  return { defect, red, green: staysGreen[defect] };
}

/** The tags by which scenarios of these ids are chosen. */
export function tagsOf(ids: readonly string[]): string {
  return ids.map((id) => `@${id}`).join(' or ');
}
