import type { CloudUnderTest } from '../../clouds/cloud';
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
    await probe(cloud);
    return { warnings: warningsOf(cloud) };
  } finally {
    await cloud.close();
  }
}

function warningsOf({ name, access }: CloudUnderTest): string[] {
  if (access.tls?.servers !== 'not verified' || !access.authUrl.startsWith('https:')) return [];
  return [
    `INSECURE: the certificates of ${name} are not verified, for clouds.yaml says so. Passwords and tokens of this run may go to anybody who stands between. Give the authority's certificate as "cacert" instead.`,
  ];
}
