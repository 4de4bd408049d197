import type { RunFacts } from '../reporting/conclusion';
import type { Choice } from '../reporting/part';
import type { GateOptions } from './options';

type Selection = Pick<GateOptions, 'paths' | 'tags' | 'names'>;

/** Whoever selects scenarios, or says that a part will do, knows that the rest does not run; the parts of a run are put together. */
export function choiceOf(options: GateOptions): Choice {
  return options.shard === undefined ? choiceOfAllParts(options) : 'a part';
}

/** The same of all parts of a run together. */
export function choiceOfAllParts({ paths, tags, names, completeness }: GateOptions): Choice {
  const selects = paths.length > 0 || tags !== undefined || names.length > 0;
  return selects || completeness === 'a part will do' ? 'a part' : 'everything';
}

/** What was selected: `in features/a.feature with the tags "@LD-1"`, or `in the features`. */
export function selectionInWords({ paths, tags, names }: Selection): string {
  return [
    `in ${paths.length === 0 ? 'the features' : paths.join(', ')}`,
    ...(tags === undefined ? [] : [`with the tags "${tags}"`]),
    ...(names.length === 0 ? [] : [`with a title like ${names.map((name) => `"${name}"`).join(' or ')}`]),
  ].join(' ');
}

/** The command that does the same run again: the same scenarios in the same order on the same kind of cloud. */
export function reproduceCommand(options: GateOptions, { cloud, release, defect, seed }: RunFacts): string {
  const { paths, tags, names, order, shard } = options;
  const { disrupt, background, latency } = options.parameters;
  // The embedded cloud is broken by an option of the run, the reference cloud before it.
  const isEmbedded = cloud === 'embedded';
  return [
    ...(defect === undefined || isEmbedded
      ? []
      : [`npm run reference -- up --release ${release} --broken ${defect} &&`]),
    'npm run acceptance --',
    `--cloud ${cloud} --release ${release}`,
    ...(defect === undefined || !isEmbedded ? [] : [`--defect ${defect}`]),
    ...(disrupt === undefined ? [] : [`--disrupt ${disrupt}`]),
    `--seed ${seed}`,
    ...(shard === undefined ? [] : [`--shard ${shard.number}/${shard.of}`]),
    ...(background === undefined ? [] : [`--background ${background}`]),
    ...(latency === undefined ? [] : [`--latency ${latency}`]),
    ...(order === 'random' ? [] : [`--order ${order}`]),
    ...(tags === undefined ? [] : [`--tags ${quote(tags)}`]),
    ...names.map((name) => `--name ${quote(name)}`),
    ...paths.map(quote),
  ].join(' ');
}

/** The command line as it was typed. */
export function commandOf(script: string, argv: readonly string[]): string {
  return [`npm run ${script}`, ...(argv.length === 0 ? [] : ['--']), ...argv.map(quote)].join(' ');
}

function quote(word: string): string {
  return /^[\w@./:-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
