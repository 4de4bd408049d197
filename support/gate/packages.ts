import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunParameters } from '../clouds/parameters';
import { readReferenceCloud, type ReferenceCloudDescription } from '../reference-cloud/description';
import { ReferenceCloudError } from '../reference-cloud/failure';

/** The versions of the suite and of Node, and for a reference cloud that is up those of its Debian packages, by program. */
export function packagesOf(
  root: string,
  { cloud, release }: Pick<RunParameters, 'cloud' | 'release'>,
): Record<string, string> {
  const own = { suite: suiteVersion(root), node: process.versions.node };
  return cloud === 'reference' ? { ...own, ...ofReference(release)?.versions } : own;
}

/** The settings and timing of a reference cloud that is up, by name; of other clouds nothing. */
export function configurationOf({
  cloud,
  release,
}: Pick<RunParameters, 'cloud' | 'release'>): Record<string, string | number> {
  const description = cloud === 'reference' ? ofReference(release) : undefined;
  return description === undefined ? {} : { ...description.timing, ...description.settings };
}

/** That the cloud is not up is told when it is opened. */
function ofReference(release: RunParameters['release']): ReferenceCloudDescription | undefined {
  try {
    return readReferenceCloud(release);
  } catch (error) {
    if (error instanceof ReferenceCloudError) {
      return undefined;
    }
    throw error;
  }
}

function suiteVersion(root: string): string {
  const found: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = typeof found === 'object' && found !== null && 'version' in found ? found.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
