import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** A process of this machine, as /proc/<pid>/stat tells it (proc(5)). */
export interface ProcessStat {
  readonly pid: number;
  /** One letter: `Z` and `X` are dead. */
  readonly state: string;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since the machine was booted: with the pid and the boot it names one process for ever. */
  readonly startTime: number;
}

/** A process that runs now, or undefined: none of that pid, or only its remains. */
export function livingProcess(pid: number): ProcessStat | undefined {
  const stat = processOrRemains(pid);
  return stat === undefined || stat.state === 'Z' || stat.state === 'X' ? undefined : stat;
}

/** A process that runs, or that has ended and was not waited for by its parent yet. */
export function processOrRemains(pid: number): ProcessStat | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  return text === undefined ? undefined : parseStat(text);
}

/** Every process that runs now. */
export function livingProcesses(): ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => livingProcess(Number(name)) ?? []);
}

/** Reads the line of /proc/<pid>/stat; the program's name in it may hold blanks and parentheses. Undefined if it is no such line. */
export function parseStat(text: string): ProcessStat | undefined {
  const match = /^(\d+) \(.*\) (.+)$/s.exec(text.trimEnd());
  const fields = match?.[2]?.split(' ') ?? [];
  const [state, , group, session] = fields;
  const startTime = fields[19];
  if (match === null || state === undefined || startTime === undefined) {
    return undefined;
  }
  return {
    pid: Number(match[1]),
    state,
    group: Number(group),
    session: Number(session),
    startTime: Number(startTime),
  };
}

/** The root directory of a process, or undefined if it is gone. */
export function rootOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/root`);
  } catch {
    return undefined;
  }
}

/** The program and arguments of a process; empty if it is gone. */
export function argumentsOf(pid: number): string[] {
  return (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0').filter((argument) => argument !== '');
}

/** The memory of a process in bytes, each page that it shares divided by the number of its users (`Pss`); 0 if it is gone. */
export function memoryOf(pid: number): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kibibytes ?? 0) * 1024;
}

/** Names this boot of the machine: start times are comparable only within one. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
