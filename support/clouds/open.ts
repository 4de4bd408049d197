import { offer } from '../nearest';
import type { CloudUnderTest } from './cloud';
import { knownDefects } from './embedded/defects';
import { openEmbeddedCloud } from './embedded/embedded-cloud';
import { embeddedReleases } from './embedded/home';
import { ParameterError, parseParameters, type RunParameters } from './parameters';
import { openReferenceCloud } from './reference/reference-cloud';
import { chosenCloud, openRemoteCloud, releaseOfRemoteCloud } from './remote/remote-cloud';

/**
 * What a run was told, checked. Throws `ParameterError`, and `RemoteCloudProblem` when the configuration of a cloud that the
 * suite does not start itself is wrong. The name `remote` stands for the cloud that `OS_CLOUD` names; without it nothing
 * reads `OS_CLOUD`.
 */
export function readParameters(input: unknown, env: NodeJS.ProcessEnv = process.env): RunParameters {
  const parameters = parseParameters(input, {
    defects: knownDefects,
    remoteCloud: (name) => {
      const cloud = name === 'remote' ? chosenCloud(env) : name;
      return { cloud, release: releaseOfRemoteCloud(cloud, env) };
    },
  });
  const { cloud, release } = parameters;
  if (cloud === 'embedded' && !embeddedReleases.includes(release)) {
    throw new ParameterError(`the embedded cloud does not play ${release}: ${offer(release, embeddedReleases)}`);
  }
  return parameters;
}

/**
 * Opens the cloud under test: starts the embedded cloud, finds the reference cloud that runs on this machine, or reads how
 * to reach any other one. Rejects with `ReferenceCloudError` when the reference cloud is not up, with `RemoteCloudProblem`
 * when the configuration of another one is wrong.
 */
export async function openCloud(
  parameters: RunParameters,
  env: NodeJS.ProcessEnv = process.env,
): Promise<CloudUnderTest> {
  switch (parameters.cloud) {
    case 'embedded':
      return await openEmbeddedCloud(parameters);
    case 'reference':
      return openReferenceCloud(parameters.release);
    default:
      return openRemoteCloud(parameters.cloud, env);
  }
}
