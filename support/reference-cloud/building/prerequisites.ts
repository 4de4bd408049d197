import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { ReferenceCloudError } from '../failure';
import { programPath } from '../processes/run-to-end';

/** A built chroot takes under 2 GiB, the packages that are fetched for it and the databases another one. */
const NEEDED_BYTES = 4 * 1024 ** 3;

/** Throws a {@link ReferenceCloudError} unless this is root on Linux. */
export function checkRoot(): void {
  if (process.platform !== 'linux') {
    throw new ReferenceCloudError(`the reference cloud runs on Linux only, and this is ${process.platform}`);
  }
  if (process.getuid?.() !== 0) {
    throw new ReferenceCloudError('the reference cloud needs root, for chroot and mounts; run the command as root');
  }
}

/**
 * Throws a {@link ReferenceCloudError} that names the mend if no chroot can be built here: no Debian, no mmdebstrap,
 * too little disk below `directory` (which is made). Returns the machine's Debian codename.
 */
export function checkCanBuild(directory: string): string {
  const codename = debianCodename(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
  if (!isInstalled('mmdebstrap')) {
    throw new ReferenceCloudError('mmdebstrap is missing, which builds the chroot; run: apt-get install mmdebstrap');
  }
  mkdirSync(directory, { recursive: true });
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new ReferenceCloudError(
      `the reference cloud needs ${inGibibytes(NEEDED_BYTES)} of disk at ${directory}, ` +
        `and ${inGibibytes(bavail * bsize)} are free; make room, or name another place with --directory`,
    );
  }
  return codename;
}

/** The codename in the text of os-release(5). Throws a {@link ReferenceCloudError} if it is not Debian's. */
export function debianCodename(osRelease: string): string {
  const value = (key: string): string | undefined => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1];
  const codename = value('VERSION_CODENAME');
  if (value('ID') !== 'debian' || codename === undefined) {
    throw new ReferenceCloudError(
      `the chroot of the reference cloud is built on Debian only, and this machine says it is ` +
        `"${value('PRETTY_NAME') ?? 'unknown'}"`,
    );
  }
  return codename;
}

function isInstalled(program: string): boolean {
  return programPath.split(':').some((directory) => {
    try {
      accessSync(`${directory}/${program}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function inGibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
