import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Release } from '../contract/release';

/** Names the directory of all reference clouds of this machine, if it is not the default one. */
const directoryVariable = 'LOCAL_DELETE_REFERENCE_DIRECTORY';

const DEFAULT_DIRECTORY = '/var/lib/local-delete-reference';

/** Where things are inside the chroot, as the services see them. */
export const inside = {
  /** Databases, keys, images: what a cloud remembers. */
  state: '/srv/local-delete/state',
  /** Configuration files, which carry passwords. */
  configuration: '/srv/local-delete/etc',
  logs: '/srv/local-delete/log',
  /** The small Python programs of the project. */
  programs: '/srv/local-delete/bin',
  /** What the build took out of packages that are not installed. */
  shared: '/usr/local/share/local-delete',
} as const;

/** Where one reference cloud is on this machine; every path is absolute. */
export interface Layout {
  /** Everything of this release. */
  readonly home: string;
  readonly chroot: string;
  /** A chroot that is being built; renamed when it is complete. */
  readonly unfinishedChroot: string;
  readonly buildLog: string;
  readonly stamp: string;
  readonly description: string;
  /** Pid files, and the control socket. */
  readonly run: string;
  readonly controlSocket: string;
  /** Held while a command works on the cloud. */
  readonly lock: string;
  readonly passwords: string;
  /** Exists once the databases are complete. */
  readonly initialised: string;
}

/** The directory of all reference clouds: the argument, else the environment's, else the default. Absolute and without symbolic links, as /proc tells paths. */
export function referenceCloudDirectory(directory?: string): string {
  return withoutLinks(resolve(directory ?? process.env[directoryVariable] ?? DEFAULT_DIRECTORY));
}

/** The layout of a release's cloud under the directory of all reference clouds. */
export function layoutOf(release: Release, directory?: string): Layout {
  const home = join(referenceCloudDirectory(directory), release);
  const chroot = join(home, 'chroot');
  const run = join(home, 'run');
  return {
    home,
    chroot,
    unfinishedChroot: join(home, 'chroot.unfinished'),
    buildLog: join(home, 'build.log'),
    stamp: join(chroot, inside.shared, 'stamp.json'),
    description: join(home, 'cloud.json'),
    run,
    controlSocket: join(run, 'forwarder.socket'),
    lock: join(home, 'lock.json'),
    passwords: join(chroot, '/srv/local-delete/passwords.json'),
    initialised: join(chroot, inside.state, 'initialised'),
  };
}

/** The path on this machine of something inside the chroot. */
export function outside(layout: Layout, path: string): string {
  return join(layout.chroot, path);
}

/** The log file on this machine of a service or a preparing step. */
export function logFileOf(layout: Layout, name: string): string {
  return outside(layout, `${inside.logs}/${name}.log`);
}

function withoutLinks(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(withoutLinks(dirname(path)), basename(path));
}
