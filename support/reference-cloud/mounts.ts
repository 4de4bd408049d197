import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ReferenceCloudError, reasonOf } from './failure';
import { runToEnd } from './processes/run-to-end';

/** What the chroot needs of the machine: `[type or bind, source, place, options]` of mount(8). */
const wanted = [
  { place: 'proc', arguments: ['-t', 'proc', 'proc'] },
  { place: 'sys', arguments: ['-t', 'sysfs', '-o', 'ro', 'sysfs'] },
  { place: 'dev', arguments: ['--bind', '/dev'] },
] as const;

/**
 * The mount points at or below a directory, deepest and youngest first, out of the text of /proc/<pid>/mountinfo.
 * `directory` is absolute and without a trailing slash.
 */
export function mountPointsIn(mountinfo: string, directory: string): string[] {
  return mountinfo
    .split('\n')
    .filter((line) => line !== '')
    .map(mountPointOf)
    .filter((point) => point === directory || point.startsWith(directory + sep))
    .reverse();
}

/** The mount points at or below a directory at this moment. */
export function currentMountPointsIn(directory: string): string[] {
  return mountPointsIn(readFileSync('/proc/self/mountinfo', 'utf8'), directory);
}

/** Mounts proc, sys (read-only) and dev into a chroot, where they are not mounted yet. */
export async function mountInto(chroot: string): Promise<void> {
  const mounted = currentMountPointsIn(chroot);
  for (const mount of wanted) {
    const point = join(chroot, mount.place);
    if (!mounted.includes(point)) {
      mkdirSync(point, { recursive: true });
      await runToEnd({ command: ['mount', ...mount.arguments, point], purpose: `mount ${point}` });
    }
  }
}

/** Unmounts everything at or below a directory. Rejects with a {@link ReferenceCloudError} that names what stayed. */
export async function unmountAllIn(directory: string): Promise<void> {
  for (const point of currentMountPointsIn(directory)) {
    await runToEnd({ command: ['umount', point], purpose: `unmount ${point}` });
  }
  const left = currentMountPointsIn(directory);
  if (left.length > 0) {
    throw new ReferenceCloudError(`still mounted after unmounting: ${left.join(', ')}`);
  }
}

/**
 * Removes a directory with all that is in it, if nothing is mounted there: a bound /dev would be emptied too.
 * Throws a {@link ReferenceCloudError} that names the mount points otherwise.
 */
export function removeTree(directory: string): void {
  checkNothingIsMounted(directory, currentMountPointsIn(directory));
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch (error) {
    throw new ReferenceCloudError(`${directory} cannot be removed: ${reasonOf(error)}`);
  }
}

/** Throws a {@link ReferenceCloudError} if there are mount points inside the directory that is to be removed. */
export function checkNothingIsMounted(directory: string, mountPoints: readonly string[]): void {
  if (mountPoints.length > 0) {
    throw new ReferenceCloudError(
      `${directory} is not removed: something is mounted inside it (${mountPoints.join(', ')}); unmount it first`,
    );
  }
}

function mountPointOf(line: string): string {
  const field = line.split(' ')[4];
  if (field === undefined) {
    throw new ReferenceCloudError(`a line of mountinfo has no mount point: "${line}"`);
  }
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
