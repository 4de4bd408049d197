import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { ReferenceCloudRelease } from '../packaged-releases';
import { checkBy } from '../../check';

/** What a chroot was built of, kept inside it. */
export interface Stamp {
  readonly suite: string;
  /** What was asked for. */
  readonly packages: readonly string[];
  /** The files that were taken out of packages that are not installed. */
  readonly unpacked: readonly string[];
  /** What came: the version of each program that the release names. */
  readonly versions: Readonly<Record<string, string>>;
}

const strings = { type: 'array', items: { type: 'string' } };

const isStamp = checkBy<Stamp>({
  type: 'object',
  required: ['suite', 'packages', 'unpacked', 'versions'],
  properties: {
    suite: { type: 'string' },
    packages: strings,
    unpacked: strings,
    versions: { type: 'object', additionalProperties: { type: 'string' } },
  },
});

/** The stamp of a release's chroot with these package versions. */
export function stampOf(release: ReferenceCloudRelease, versions: Readonly<Record<string, string>>): Stamp {
  return {
    suite: release.suite,
    packages: release.packages,
    unpacked: release.unpacked.map((file) => file.name),
    versions,
  };
}

/** The stamp in a file, or undefined if the file is missing or something else. */
export function readStamp(file: string): Stamp | undefined {
  try {
    const content: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    return isStamp(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** True when a chroot with this stamp is what the release asks for. */
export function fits(stamp: Stamp, release: ReferenceCloudRelease): boolean {
  return isDeepStrictEqual(stamp, JSON.parse(JSON.stringify(stampOf(release, stamp.versions))));
}
