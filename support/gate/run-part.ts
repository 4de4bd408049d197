import type { RunPart } from '../reporting/part';
import type { GateOptions } from './options';
import type { Preparation } from './probe/prepare';
import { countSelected, type Selected } from './run-scenarios';
import { choiceOfAllParts, selectionInWords } from './selection';
import { suiteIn } from './suite';

/**
 * What is said of a part of a run, for the others to be known by; undefined of a run that is no part. Rejects with
 * `ConfigurationProblem` when cucumber's configuration cannot be read.
 */
export async function partOf(
  options: GateOptions & Selected,
  { identity }: Pick<Preparation, 'identity'>,
): Promise<RunPart | undefined> {
  const { shard, root } = options;
  if (shard === undefined) return undefined;
  return {
    ...shard,
    scenarios: await countSelected(options),
    selection: selectionInWords(options),
    choice: choiceOfAllParts(options),
    ...suiteIn(root),
    ...(identity !== undefined && { identity }),
  };
}
