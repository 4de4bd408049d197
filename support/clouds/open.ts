import type { CloudUnderTest } from './cloud';
import { knownDefects, openEmbeddedCloud } from './embedded';
import { parseParameters, type RunParameters } from './parameters';
import { openReferenceCloud } from './reference';

/** A cloud was asked for that the suite does not know how to open. */
export class UnknownCloud extends Error {
  override readonly name = 'UnknownCloud';
}

/** What a run was told, checked. Throws `ParameterError`. */
export function readParameters(input: unknown): RunParameters {
  return parseParameters(input, { defects: knownDefects });
}

/**
 * Opens the cloud under test: starts the embedded cloud, or finds the reference cloud that runs on this machine.
 * Rejects with {@link UnknownCloud} for any other name, with `ReferenceCloudError` when the reference cloud is not up.
 */
export async function openCloud(parameters: RunParameters): Promise<CloudUnderTest> {
  switch (parameters.cloud) {
    case 'embedded':
      return await openEmbeddedCloud(parameters);
    case 'reference':
      return openReferenceCloud(parameters.release);
    default:
      throw new UnknownCloud(
        `there is no cloud "${parameters.cloud}"; there are embedded and reference (a cloud of clouds.yaml cannot be tested yet)`,
      );
  }
}
