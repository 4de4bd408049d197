import { join } from 'node:path';
import { NoAnswer, NoEndpoint } from '../api/errors';
import { VersionNotOffered, pinnedVersions } from '../api/versions';
import { UnknownCloud, readParameters } from '../clouds/open';
import { ReferenceCloudError } from '../reference-cloud/failure';
import { nearestSteps } from '../scenarios/nearest-steps';
import type { Surroundings } from './gate';

/** The project's folder. */
export const projectRoot = join(__dirname, '..', '..');

/** What the gate works in when a person or a pipeline runs it. */
export function projectSurroundings(): Surroundings {
  const isTerminal = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  return {
    root: projectRoot,
    reports: join(projectRoot, 'reports'),
    style: isTerminal ? 'colours' : 'plain',
    print: (text) => {
      process.stdout.write(text);
    },
    readParameters,
    microversions: pinnedVersions,
    cloudErrors: [UnknownCloud, ReferenceCloudError, VersionNotOffered, NoAnswer, NoEndpoint].map(({ name }) => name),
    nearestSteps,
  };
}
