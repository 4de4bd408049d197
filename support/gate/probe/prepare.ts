import type { RunContext } from '../../run-context';
import { probe } from './probe';

/** What a person has to know of a run before it begins. */
export interface Preparation {
  readonly warnings: readonly string[];
}

/**
 * Looks at the cloud of a run before it begins. The embedded cloud needs no look. Rejects with `CloudNotFit`, and with
 * `RemoteCloudProblem`, `ParameterError` or `ReferenceCloudError` when the cloud cannot even be opened as it was asked for.
 */
export async function prepare(context: RunContext): Promise<Preparation> {
  if (context.parameters.cloud === 'embedded') return { warnings: [] };
  const cloud = await context.cloud();
  return { warnings: [...(await probe(cloud)), ...(cloud.warnings ?? [])] };
}
