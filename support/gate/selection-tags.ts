import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { loadSources, type ISourcesCoordinates } from '@cucumber/cucumber/api';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType } from '@cucumber/messages';
import type { Shard } from './options';

/** The tags of each scenario that cucumber would run from these sources; none where a feature cannot be read. */
export async function tagsOfSelection(
  sources: ISourcesCoordinates,
  root: string,
  shard: Shard = { number: 1, of: 1 },
): Promise<readonly (readonly string[])[]> {
  // Cucumber takes the parts from the scenarios as they stand in the files.
  const { plan: all } = await loadSources({ ...sources, order: 'defined' }, { cwd: root });
  const plan = all.filter((_, index) => index % shard.of === shard.number - 1);
  const tags = new Map([...new Set(plan.map(({ uri }) => uri))].flatMap((uri) => tagsIn(uri, root)));
  return plan.map(({ uri, name }) => tags.get(keyOf(uri, name)) ?? []);
}

/** Scenarios of one title in one file count alike: what they need is the same. */
function keyOf(uri: string, name: string): string {
  return `${uri} ${name}`;
}

function tagsIn(uri: string, root: string): readonly (readonly [string, readonly string[]])[] {
  const text = readFileSync(isAbsolute(uri) ? uri : join(root, uri), 'utf8');
  const envelopes = generateMessages(text, uri, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
    newId: IdGenerator.incrementing(),
    includeSource: false,
    includeGherkinDocument: false,
    includePickles: true,
  });
  return envelopes.flatMap(({ pickle }) =>
    pickle === undefined ? [] : [[keyOf(uri, pickle.name), pickle.tags.map(({ name }) => name)] as const],
  );
}
