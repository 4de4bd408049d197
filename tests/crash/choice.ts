import type { CloudUnderTest } from '../../support/clouds/cloud';
import { tagsOfSelection } from '../../support/gate/selection-tags';
import { reasonToSkip } from '../../support/world/run/tags';

/**
 * The scenarios that are broken off, and what is under way in them: a stopped host and a cut path, a host forced down or disabled,
 * ports of the owner's, volumes, the image of a shelved server, and the path to another neighbour cut.
 */
const wanted = [
  '@LD-22',
  '@LD-1',
  '@LD-14',
  '@LD-47.kept',
  '@LD-50',
  '@LD-54.deleted',
  '@LD-48.again',
  '@LD-52.conflict',
];

/** Which of them a cloud can run, and of the others why it cannot. */
export interface Choice {
  readonly tags: readonly string[];
  readonly leftOut: readonly string[];
}

/** Chooses by what the scenarios ask of the cloud. Rejects when there is no such scenario any more. */
export async function chooseScenarios(cloud: CloudUnderTest, root: string): Promise<Choice> {
  const chosen = await Promise.all(wanted.map(async (tag) => ({ tag, why: await reasonOf(tag, cloud, root) })));
  return {
    tags: chosen.flatMap(({ tag, why }) => (why === undefined ? [tag] : [])),
    leftOut: chosen.flatMap(({ tag, why }) => (why === undefined ? [] : [`${tag}: ${why}`])),
  };
}

async function reasonOf(tag: string, cloud: CloudUnderTest, root: string): Promise<string | undefined> {
  const paths = ['features/**/*.feature'];
  const [tags] = await tagsOfSelection(
    { defaultDialect: 'en', paths, names: [], tagExpression: tag, order: 'defined' },
    root,
  );
  if (tags === undefined) throw new Error(`no scenario has the tag ${tag}`);
  return reasonToSkip(tags, cloud)?.reason;
}
