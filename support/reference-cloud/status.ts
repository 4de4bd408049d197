import type { Service as NovaService } from '../api/compute/services-client';
import { asAdmin } from './admin';
import { builtChroot } from './building/build-chroot';
import { checkRoot } from './building/prerequisites';
import { reasonOf } from './failure';
import { isClear, tellPath, type PathReport } from './forwarder';
import { reportsOfPaths } from './forwarder-control';
import type { Layout } from './layout';
import { layoutOf } from './layout';
import { currentMountPointsIn } from './mounts';
import { novaDefectIn, type NovaDefect } from './nova-defects';
import { passwordsKeptIn } from './passwords';
import { planOf, shapeOf } from './cloud-plan';
import { memoryOf } from './processes/procfs';
import { processesOfCloud } from './processes/strays';
import { processesOf } from './processes/supervisor';
import type { ReferenceCloudRelease } from './packaged-releases';
import { servicesOf } from './service-processes';

/** How much of a cloud is up: all of it, a part, nothing. */
export type Extent = 'up' | 'partly up' | 'down';

/** One process of a cloud with its children; no pid when it does not run. Memory in bytes. */
export interface ServiceStatus {
  readonly name: string;
  readonly pid: number | undefined;
  readonly processes: number;
  readonly memory: number;
}

/** A reference cloud as it is at this moment. */
export interface CloudStatus {
  readonly extent: Extent;
  readonly chroot: 'built' | 'not built';
  /** What the Nova that runs was broken by on purpose. */
  readonly novaDefect?: NovaDefect;
  readonly services: readonly ServiceStatus[];
  /** Each path of the forwarder and its state, or why it could not be asked. */
  readonly paths: readonly string[];
  /** What Nova says of its compute services, or why it could not be asked. */
  readonly computes: readonly string[];
  /** Processes and mounts that belong to the cloud although it is down. */
  readonly leftovers: readonly string[];
}

/** Looks at a release's cloud. */
export async function statusOf(release: ReferenceCloudRelease, directory?: string): Promise<CloudStatus> {
  checkRoot();
  const layout = layoutOf(release.name, directory);
  const services = servicesOf(layout, shapeOf(release)).map(({ name }) => serviceStatus(layout, name));
  const chroot = builtChroot(layout, release) === undefined ? 'not built' : 'built';
  if (services.every(({ pid }) => pid === undefined)) {
    const leftovers = leftoversOf(layout);
    const extent = leftovers.length === 0 ? 'down' : 'partly up';
    return { extent, chroot, services, paths: [], computes: [], leftovers };
  }
  const paths = await pathLines(layout);
  const computes = await computeLines(layout, release);
  const novaDefect = novaDefectIn(layout);
  const isUp = services.every(({ pid }) => pid !== undefined) && paths.isGood && computes.isGood;
  return {
    extent: isUp ? 'up' : 'partly up',
    chroot,
    ...(novaDefect !== undefined && { novaDefect }),
    services,
    paths: paths.lines,
    computes: computes.lines,
    leftovers: [],
  };
}

/** The status as lines for a person. */
export function linesOf(release: ReferenceCloudRelease, status: CloudStatus): string[] {
  const total = status.services.reduce((sum, { memory }) => sum + memory, 0);
  const details =
    status.extent === 'down' ? [] : [...status.services.map(serviceLine), `${'all'.padEnd(34)}${mebibytes(total)}`];
  const { novaDefect } = status;
  return [
    `the reference cloud ${release.name} is ${status.extent}; its chroot is ${status.chroot}`,
    ...(novaDefect === undefined ? [] : [`its Nova is broken on purpose by ${novaDefect}`]),
    ...details,
    ...status.paths,
    ...status.computes,
    ...status.leftovers.map((line) => `left over: ${line}`),
  ];
}

interface Look {
  readonly lines: readonly string[];
  readonly isGood: boolean;
}

function serviceStatus(layout: Layout, name: string): ServiceStatus {
  const processes = processesOf(layout, name);
  return {
    name,
    pid: processes.length === 0 ? undefined : Math.min(...processes.map(({ session }) => session)),
    processes: processes.length,
    memory: processes.reduce((sum, { pid }) => sum + memoryOf(pid), 0),
  };
}

async function pathLines(layout: Layout): Promise<Look> {
  try {
    const paths = await reportsOfPaths(layout.controlSocket);
    return {
      lines: paths.map(pathLine),
      isGood: paths.every(isClear),
    };
  } catch (error) {
    return { lines: [reasonOf(error)], isGood: false };
  }
}

function pathLine(path: PathReport): string {
  return `from Nova to ${path.name}: ${tellPath(path)}, ${path.requests} requests so far`;
}

async function computeLines(layout: Layout, release: ReferenceCloudRelease): Promise<Look> {
  const plan = planOf(release, passwordsKeptIn(layout.passwords));
  try {
    const states = await asAdmin(plan, ({ compute }) => compute.services.list({ binary: 'nova-compute' }));
    return {
      lines: states.map(computeLine),
      isGood: states.every(({ state, status, forcedDown }) => state === 'up' && status === 'enabled' && !forcedDown),
    };
  } catch (error) {
    return { lines: [`Nova cannot be asked for its compute services: ${reasonOf(error)}`], isGood: false };
  }
}

function computeLine({ host, state, status, forcedDown }: NovaService): string {
  return `Nova says of ${host}: ${state}, ${status}${forcedDown ? ', forced down' : ''}`;
}

function serviceLine({ name, pid, processes, memory }: ServiceStatus): string {
  return pid === undefined
    ? `${name.padEnd(16)} does not run`
    : `${name.padEnd(16)} ${String(pid).padStart(7)} ${String(processes).padStart(3)} proc  ${mebibytes(memory)}`;
}

function mebibytes(bytes: number): string {
  return `${String(Math.round(bytes / 1024 ** 2)).padStart(5)} MiB`;
}

function leftoversOf(layout: Layout): string[] {
  return [
    ...processesOfCloud(layout).map(({ pid, command }) => `process ${pid} ${command}`),
    ...currentMountPointsIn(layout.home).map((point) => `mount ${point}`),
  ];
}
