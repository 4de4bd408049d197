import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { loadSources, type ISourcesCoordinates } from '@cucumber/cucumber/api';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType } from '@cucumber/messages';

/** The tags of each scenario that cucumber would run from these sources; none where a feature cannot be read. */
export async function tagsOfSelection(
  sources: ISourcesCoordinates,
  root: string,
): Promise<readonly (readonly string[])[]> {
  const { plan } = await loadSources(sources, { cwd: root });
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
