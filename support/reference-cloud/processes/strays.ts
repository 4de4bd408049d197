import { sep } from 'node:path';
import { ReferenceCloudError } from '../failure';
import type { Layout } from '../layout';
import { untilTrue } from '../until';
import { argumentsOf, livingProcesses, rootOf } from './procfs';
import { signal } from './supervisor';

/** A process of a cloud that no pid file needs to name. */
export interface Stray {
  readonly pid: number;
  /** Its program and arguments. */
  readonly command: string;
}

/**
 * Every process that belongs to the cloud: its root directory is the chroot or one that is being built, or it is told to
 * build there or to hold the forwarder's control socket.
 */
export function processesOfCloud(layout: Layout): Stray[] {
  const roots = [layout.chroot, layout.unfinishedChroot];
  const marks = [layout.unfinishedChroot, layout.controlSocket];
  return livingProcesses()
    .filter(({ pid }) => pid !== process.pid)
    .map(({ pid }) => ({ pid, root: rootOf(pid) ?? '', words: argumentsOf(pid) }))
    .filter(
      ({ root, words }) =>
        roots.some((directory) => isWithin(directory, root)) || marks.some((mark) => words.includes(mark)),
    )
    .map(({ pid, words }) => ({ pid, command: words.join(' ').slice(0, 120) }));
}

/** Stops every process of the cloud that still runs, like epmd, which RabbitMQ leaves behind: SIGTERM, then SIGKILL. */
export async function stopStrays(layout: Layout, patience: number): Promise<void> {
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    processesOfCloud(layout).forEach(({ pid }) => {
      signal(pid, name);
    });
    try {
      await untilTrue(patience, 'strays were not gone', () => processesOfCloud(layout).length === 0);
      return;
    } catch {
      continue;
    }
  }
  const left = processesOfCloud(layout).map(({ pid, command }) => `  ${pid} ${command}`);
  throw new ReferenceCloudError(['these processes of the reference cloud cannot be stopped:', ...left].join('\n'));
}

function isWithin(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory + sep);
}
