import { readFeature } from './feature-text';
import type { FeatureSource, World } from './feature-text';
import type { Finding, Found } from './finding';
import { tagRows } from './tag-list';

/** A page with a table of bugs. `path` is what a message calls it. */
export interface BugPage {
  readonly path: string;
  readonly text: string;
}

/** The bugs that scenarios guard, and those that drafts will guard. */
export interface BugPages {
  readonly guarded: BugPage;
  readonly ofDrafts: BugPage;
}

/**
 * Checks that each bug of a page has a scenario, or a draft, with its tag. To be given all features and drafts: with some of them
 * alone, bugs would look unguarded.
 */
export function bugFindings({ guarded, ofDrafts }: BugPages, sources: readonly FeatureSource[]): readonly Finding[] {
  const carried = { features: tagsIn(sources, 'features'), drafts: tagsIn(sources, 'drafts') };
  return [
    ...rowsIn(guarded, (tag) => (carried.features.has(tag) ? undefined : unguarded(tag, ofDrafts.path))),
    ...rowsIn(ofDrafts, (tag) => {
      if (carried.features.has(tag)) return alreadyGuarded(tag, guarded.path);
      return carried.drafts.has(tag) ? undefined : idle(tag);
    }),
  ];
}

type Words = Pick<Found, 'message' | 'mend'>;

function unguarded(tag: string, elsewhere: string): Words {
  return {
    message: `${tag} is the tag of no scenario, so nothing turns red when the bug comes back`,
    mend: `Tag the scenario that does, or move the row to ${elsewhere}`,
  };
}

function alreadyGuarded(tag: string, elsewhere: string): Words {
  return { message: `${tag} has a scenario that guards it`, mend: `Move the row to ${elsewhere}` };
}

function idle(tag: string): Words {
  return { message: `${tag} is the tag of no draft`, mend: 'Tag the draft that is about the bug, or delete the row' };
}

function rowsIn({ path, text }: BugPage, check: (tag: string) => Words | undefined): readonly Finding[] {
  return tagRows(text)
    .filter(({ tag }) => tag.startsWith('@bug-'))
    .flatMap(({ tag, line }) => {
      const words = check(tag);
      return words === undefined ? [] : [{ path, line, rule: 'guarded-bugs' as const, ...words }];
    });
}

function tagsIn(sources: readonly FeatureSource[], world: World): ReadonlySet<string> {
  const tags = sources
    .filter((source) => source.world === world)
    .flatMap((source) => {
      const reading = readFeature(source);
      return reading.kind === 'feature' ? reading.feature.scenarios : [];
    })
    .flatMap(({ inheritedTags, tags: own, examples }) => [
      ...inheritedTags,
      ...own,
      ...examples.flatMap((each) => each.tags),
    ]);
  return new Set(tags.map(({ name }) => name));
}
