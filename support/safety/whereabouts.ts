import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';

/** Where a run goes on: told to whoever finds its traces, and used to see whether it still does. */
export interface Whereabouts {
  /** `user@machine`. */
  readonly machine: string;
  /** The process's id and, where the system tells it, when it started: `4711/123456`. */
  readonly process: string;
}

/** Where this process is. */
export function ownWhereabouts(): Whereabouts {
  return { machine: `${userName()}@${hostname()}`, process: `${process.pid}/${startOf(process.pid)}` };
}

/** Whether the run still goes on. Of another machine nobody here can say. */
export function stillGoesOn({ machine, process: id }: Whereabouts): 'yes' | 'no' | 'unknown' {
  if (machine.replace(/^.*@/, '') !== hostname()) return 'unknown';
  const [pid = '', start = ''] = id.split('/');
  if (!/^\d+$/.test(pid)) return 'unknown';
  return isRunning(Number(pid)) && startOf(Number(pid)) === start ? 'yes' : 'no';
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Linux tells it in ticks since boot, after the command's name, which may hold anything. A dead process that nobody has waited for has none. */
function startOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
