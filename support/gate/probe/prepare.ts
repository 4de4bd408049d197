import { narrowDisruption } from '../../clouds/disruption';
import { openCloud } from '../../clouds/open';
import type { RunParameters } from '../../clouds/parameters';
import { probe } from './probe';

/** What a person has to know of a run before it begins. */
export interface Preparation {
  readonly warnings: readonly string[];
}

/**
 * Looks at the cloud of a run before it begins. The embedded cloud needs no look. Rejects with `CloudNotFit`, and with
 * `RemoteCloudProblem`, `ParameterError` or `ReferenceCloudError` when the cloud cannot even be opened as it was asked for.
 */
export async function prepare(parameters: RunParameters, env: NodeJS.ProcessEnv = process.env): Promise<Preparation> {
  if (parameters.cloud === 'embedded') return { warnings: [] };
  const cloud = narrowDisruption(await openCloud(parameters, env), parameters.disrupt);
  try {
    return { warnings: [...(await probe(cloud)), ...(cloud.warnings ?? [])] };
  } finally {
    await cloud.close();
  }
}
