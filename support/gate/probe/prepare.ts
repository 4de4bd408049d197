import type { RunContext } from '../../run-context';
import { probe } from './probe';

/** What a person has to know of a run before it begins. */
export interface Preparation {
  readonly warnings: readonly string[];
  /** What the cloud was broken by on purpose. */
  readonly defect?: string;
  /** Where Keystone answers of a cloud that is not the suite's own. */
  readonly identity?: string;
}

/**
 * Looks at the cloud of a run before it begins. The embedded cloud needs no look. Rejects with `CloudNotFit`, and with
 * `RemoteCloudProblem`, `ParameterError` or `ReferenceCloudError` when the cloud cannot even be opened as it was asked for.
 */
export async function prepare(context: RunContext): Promise<Preparation> {
  if (context.parameters.cloud === 'embedded') return { warnings: [] };
  const cloud = await context.cloud();
  const { defect, warnings = [], kind, access } = cloud;
  return {
    warnings: [...(await probe(cloud)), ...warnings],
    ...(defect !== undefined && { defect }),
    ...(kind === 'remote' && { identity: access.authUrl }),
  };
}
