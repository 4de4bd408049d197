import type { CloudUnderTest } from '../../support/clouds/cloud';
import { openCloud, readParameters } from '../../support/clouds/open';
import type { Release } from '../../support/contract/release';
import { ReferenceCloudControl } from '../../support/reference-cloud/reference-cloud-control';
import { readReferenceCloud } from '../../support/reference-cloud/description';
import { tellPath } from '../../support/reference-cloud/forwarder';
import { reportsOfPaths } from '../../support/reference-cloud/forwarder-control';
import { layoutOf } from '../../support/reference-cloud/layout';

/** A cloud that outlives the runs that are killed on it, and what of it no API tells. */
export interface Site {
  readonly cloud: CloudUnderTest;
  /** How the project's commands are told of it. */
  readonly argv: readonly string[];
  /** The environment that those commands need. */
  readonly env: NodeJS.ProcessEnv;
  /** The availability zone where somebody else's server may go. */
  readonly bystandersZone: string;
  /** Whether the host's nova-compute runs. */
  computeRuns(host: string): Promise<'runs' | 'does not run'>;
  /** The path from Nova to each neighbour and its state, in words. */
  paths(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The reference cloud of the release, which has to be up. */
export async function openReferenceSite(release: Release): Promise<Site> {
  const description = readReferenceCloud(release);
  const control = new ReferenceCloudControl(description);
  const cloud = await openCloud(readParameters({ cloud: 'reference', release }));
  const { controlSocket } = layoutOf(description.release, description.directory);
  return {
    cloud,
    argv: ['--cloud', 'reference', '--release', release],
    env: process.env,
    bystandersZone: cloud.resources.zone,
    computeRuns: async (host) => ((await control.computeIsRunning(host)) ? 'runs' : 'does not run'),
    paths: async () => (await reportsOfPaths(controlSocket)).map((path) => `path to ${path.name}: ${tellPath(path)}`),
    close: () => cloud.close(),
  };
}
