import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bootId, livingProcess, processOrRemains } from './procfs';
import { checkBy } from '../../check';

/** One process, told apart from any later one that gets the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: number;
  readonly boot: string;
}

const isIdentity = checkBy<ProcessIdentity>({
  type: 'object',
  required: ['pid', 'startTime', 'boot'],
  properties: {
    pid: { type: 'integer', minimum: 2 },
    startTime: { type: 'integer', minimum: 0 },
    boot: { type: 'string' },
  },
});

/** The identity of a process that runs now, or of a child that has just ended; undefined if there is none. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const stat = processOrRemains(pid);
  return stat === undefined ? undefined : { pid, startTime: stat.startTime, boot: bootId() };
}

/** True when that very process still runs, and not another one with its pid. */
export function stillRuns(identity: ProcessIdentity): boolean {
  return identity.boot === bootId() && livingProcess(identity.pid)?.startTime === identity.startTime;
}

/** Writes a pid file, whole or not at all. */
export function writePidFile(file: string, identity: ProcessIdentity): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(identity)}\n`);
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}

/** The process that a pid file names, if it still runs. A missing, broken or stale file gives undefined. */
export function runningProcessOf(file: string): ProcessIdentity | undefined {
  const identity = readPidFile(file);
  return identity !== undefined && stillRuns(identity) ? identity : undefined;
}

/** Removes a pid file, if it is there. */
export function removePidFile(file: string): void {
  rmSync(file, { force: true });
}

function readPidFile(file: string): ProcessIdentity | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isIdentity(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
