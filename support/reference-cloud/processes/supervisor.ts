import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failureWithLog, ReferenceCloudError, systemCodeOf } from '../failure';
import type { Layout } from '../layout';
import { logFileOf } from '../layout';
import { pythonEnvironment } from '../service-commands';
import type { Service } from '../service-processes';
import { untilTrue } from '../until';
import type { ProcessIdentity } from './process-identity';
import { identityOf, removePidFile, runningProcessOf, writePidFile } from './process-identity';
import type { ProcessStat } from './procfs';
import { livingProcess, livingProcesses } from './procfs';
import { programPath } from './run-to-end';

/** A killed process group must be gone after this many seconds. */
const KILL_SECONDS = 10;

/** The main process of a service, if it runs. */
export function mainProcessOf(layout: Layout, name: string): ProcessIdentity | undefined {
  return runningProcessOf(pidFileOf(layout, name));
}

/** All processes of a service that run: its main process and those of its session. */
export function processesOf(layout: Layout, name: string): ProcessStat[] {
  const main = mainProcessOf(layout, name);
  return main === undefined ? [] : membersOf(main.pid);
}

/**
 * Starts a service in a session of its own, so that it outlives this command, unless it runs already.
 * Throws a {@link ReferenceCloudError} if its program cannot be started; whether it stays up is for others to see.
 */
export function startService(layout: Layout, service: Service): 'started' | 'ran already' {
  if (mainProcessOf(layout, service.name) !== undefined) {
    return 'ran already';
  }
  const pid = spawnDetached(layout, service);
  const identity = pid === undefined ? undefined : identityOf(pid);
  if (identity === undefined) {
    throw failureWithLog(`${service.name} could not be started`, serviceOutput(layout, service.name));
  }
  writePidFile(pidFileOf(layout, service.name), identity);
  return 'started';
}

/** Stops a service: SIGTERM, and when its patience is over SIGKILL for its process group. Resolves when the group is gone. */
export async function stopService(layout: Layout, service: Pick<Service, 'name' | 'patience'>): Promise<void> {
  const main = mainProcessOf(layout, service.name);
  if (main !== undefined) {
    signal(main.pid, 'SIGTERM');
    try {
      await untilGone(main.pid, service.patience, service.name);
    } catch {
      await killGroup(main.pid, service.name);
    }
  }
  removePidFile(pidFileOf(layout, service.name));
}

/** Kills a service's process group at once, as a crash would. Resolves when the group is gone. */
export async function killService(layout: Layout, name: string): Promise<void> {
  const main = mainProcessOf(layout, name);
  if (main !== undefined) {
    await killGroup(main.pid, name);
  }
  removePidFile(pidFileOf(layout, name));
}

/** Throws a {@link ReferenceCloudError} with the last lines of its log if the service does not run. */
export function checkRuns(layout: Layout, name: string): void {
  if (mainProcessOf(layout, name) === undefined) {
    throw failureWithLog(`${name} ended by itself`, serviceOutput(layout, name));
  }
}

/** Sends a signal to a process, or with a negative number to a group. A process that is gone is no error. */
export function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemCodeOf(error) !== 'ESRCH') {
      throw new ReferenceCloudError(`process ${pid} may not be sent ${name}: run this as root`);
    }
  }
}

/** What a service wrote outside its own log file: its start, and why it ended. */
export function serviceOutput(layout: Layout, name: string): string {
  return logFileOf(layout, `${name}.output`);
}

function spawnDetached(layout: Layout, service: Service): number | undefined {
  const output = serviceOutput(layout, service.name);
  mkdirSync(dirname(output), { recursive: true });
  const log = openSync(output, 'a', 0o640);
  const [program = '', ...rest] =
    service.runsIn === 'chroot' ? ['chroot', layout.chroot, ...service.command] : service.command;
  const child = spawn(program, rest, {
    cwd: '/',
    detached: true,
    env: { PATH: programPath, HOME: '/root', LC_ALL: 'C.UTF-8', ...pythonEnvironment, ...service.environment },
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
  return child.pid;
}

async function killGroup(group: number, name: string): Promise<void> {
  signal(-group, 'SIGKILL');
  await untilGone(group, KILL_SECONDS, name);
}

/** The others are looked for only when the leader is gone: that reads all of /proc. */
function untilGone(leader: number, seconds: number, name: string): Promise<void> {
  return untilTrue(
    seconds,
    `the processes of ${name} were not gone`,
    () => livingProcess(leader) === undefined && membersOf(leader).length === 0,
  );
}

function membersOf(leader: number): ProcessStat[] {
  return livingProcesses().filter((stat) => stat.group === leader || stat.session === leader);
}

function pidFileOf(layout: Layout, name: string): string {
  return join(layout.run, `${name}.json`);
}
