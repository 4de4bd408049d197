import { existsSync, rmSync } from 'node:fs';
import { removeUnfinished } from './building/build-chroot';
import { checkRoot } from './building/prerequisites';
import { ReferenceCloudError } from './failure';
import type { Layout } from './layout';
import { layoutOf } from './layout';
import { whileLocked } from './directory-lock';
import { currentMountPointsIn, removeTree, unmountAllIn } from './mounts';
import { shapeOf } from './cloud-plan';
import { processesOfCloud, stopStrays } from './processes/strays';
import { stopService } from './processes/supervisor';
import type { Progress } from './building-progress';
import type { ReferenceCloudRelease } from './packaged-releases';
import { servicesOf } from './service-processes';

/** What `down` leaves on the disk: the chroot with its databases, or nothing. */
export type DownMode = 'keep' | 'purge';

const STRAY_SECONDS = 5;

/**
 * Stops every process of a release's reference cloud and unmounts what it mounted; with `purge` removes its files too.
 * Rejects with a `ReferenceCloudError` that names what is left, if anything is.
 */
export async function bringDown(
  release: ReferenceCloudRelease,
  progress: Progress,
  mode: DownMode,
  directory?: string,
): Promise<void> {
  checkRoot();
  const layout = layoutOf(release.name, directory);
  if (!existsSync(layout.home)) {
    progress.tell(`there is no reference cloud ${release.name} at ${layout.home}`);
    return;
  }
  await whileLocked(layout.lock, async () => {
    await progress.during('every process stopped, nothing mounted', () => stopEverything(layout, release));
    await removeUnfinished(layout);
    if (mode === 'purge') {
      await progress.during(`${layout.home} removed`, () => {
        removeTree(layout.home);
        return Promise.resolve();
      });
    }
  });
  progress.tell(`the reference cloud ${release.name} is down`);
}

/**
 * Stops every process of a cloud, the databases and the message queue last, and unmounts. Resolves when neither a process nor a mount
 * is left; rejects with a `ReferenceCloudError` that names them otherwise.
 */
export async function stopEverything(layout: Layout, release: ReferenceCloudRelease): Promise<void> {
  rmSync(layout.description, { force: true });
  const services = servicesOf(layout, shapeOf(release));
  const infrastructure = services.filter(({ kind }) => kind === 'infrastructure');
  const others = services.filter(({ kind }) => kind !== 'infrastructure');
  await Promise.all(others.map((service) => stopService(layout, service)));
  await Promise.all(infrastructure.map((service) => stopService(layout, service)));
  await stopStrays(layout, STRAY_SECONDS);
  await unmountAllIn(layout.home);
  removeRunFiles(layout);
  checkNothingIsLeft(layout);
}

function removeRunFiles(layout: Layout): void {
  if (existsSync(layout.run)) {
    rmSync(layout.run, { recursive: true });
  }
}

function checkNothingIsLeft(layout: Layout): void {
  const left = [
    ...processesOfCloud(layout).map(({ pid, command }) => `process ${pid} ${command}`),
    ...currentMountPointsIn(layout.home).map((point) => `mount ${point}`),
  ];
  if (left.length > 0) {
    throw new ReferenceCloudError(
      ['the reference cloud is not down; these are left:', ...left.map((line) => `  ${line}`)].join('\n'),
    );
  }
}
