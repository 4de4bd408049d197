import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { failureWithLog, ReferenceCloudError } from '../failure';

/** The search path of every program that is started, in the chroot and outside. */
export const programPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A program that runs to its end. */
export interface Run {
  readonly command: readonly string[];
  /** Completes "could not …". */
  readonly purpose: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Given on standard input. */
  readonly input?: string;
  /** Gets what the program writes (appended); without one, it is kept for the error's text. */
  readonly logFile?: string;
  /** Told each line that the program writes, if there is no log file. */
  readonly onLine?: (line: string) => void;
}

/** What is interrupted gets this long to clear up after itself. */
const INTERRUPT_MILLISECONDS = 5000;

const running = new Set<ReturnType<typeof spawn>>();

/** How a program ended, and what it wrote (empty with a log file). */
export interface Ending {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Runs a program and resolves with what it wrote (empty with a log file) when it ended with 0.
 * Rejects with a {@link ReferenceCloudError} that carries its exit code and its last lines otherwise.
 */
export async function runToEnd(run: Run): Promise<string> {
  return (await runToEndWith([0], run)).output;
}

/** The same for a program whose exit code tells something: resolves when it ended with one of `exitCodes`. */
export async function runToEndWith(exitCodes: readonly number[], run: Run): Promise<Ending> {
  const [program = '', ...rest] = run.command;
  const log = openLog(run.logFile);
  const child = spawn(program, rest, {
    cwd: '/',
    detached: true,
    env: { PATH: programPath, HOME: '/root', LC_ALL: 'C.UTF-8', ...run.environment },
    stdio: ['pipe', log ?? 'pipe', log ?? 'pipe'],
  });
  running.add(child);
  const output = collect(child, run.onLine);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(run.input ?? '');
  const end = await endOf(child).finally(() => {
    running.delete(child);
    if (log !== undefined) {
      closeSync(log);
    }
  });
  const { exitCode } = end;
  if (exitCode === undefined || !exitCodes.includes(exitCode)) {
    throw failureOf(run, end.told, output());
  }
  return { exitCode, output: output() };
}

/**
 * Stops every program that runs to its end at this moment, with its children: SIGTERM, and SIGKILL when they take too long,
 * as mmdebstrap does, which otherwise finishes what it is at. Resolves when they have ended.
 */
export async function interruptRunning(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const end = endOf(child);
      signalGroup(child, 'SIGTERM');
      const killing = setTimeout(() => {
        signalGroup(child, 'SIGKILL');
      }, INTERRUPT_MILLISECONDS);
      await end;
      clearTimeout(killing);
    }),
  );
}

function signalGroup(child: ReturnType<typeof spawn>, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    process.kill(-child.pid, name);
  }
}

function openLog(file: string | undefined): number | undefined {
  if (file === undefined) {
    return undefined;
  }
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'a', 0o640);
}

function collect(child: ReturnType<typeof spawn>, onLine: ((line: string) => void) | undefined): () => string {
  let text = '';
  let unfinishedLine = '';
  const add = (chunk: string): void => {
    text += chunk;
    const lines = (unfinishedLine + chunk).split('\n');
    unfinishedLine = lines.pop() ?? '';
    lines.forEach((line) => onLine?.(line));
  };
  child.stdout?.setEncoding('utf8').on('data', add);
  child.stderr?.setEncoding('utf8').on('data', add);
  return () => text;
}

function endOf(child: ReturnType<typeof spawn>): Promise<{ readonly told: string; readonly exitCode?: number }> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve({ told: `could not be started: ${error.message}` });
    });
    child.once('close', (code, signal) => {
      resolve(
        code === null
          ? { told: `was ended by ${signal ?? 'a signal'}` }
          : { told: `ended with ${code}`, exitCode: code },
      );
    });
  });
}

function failureOf(run: Run, end: string, output: string): ReferenceCloudError {
  const message = `could not ${run.purpose}: ${run.command[0] ?? ''} ${end}`;
  if (run.logFile !== undefined) {
    return failureWithLog(message, run.logFile);
  }
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return new ReferenceCloudError([message, ...lines.slice(-15).map((line) => `    ${line}`)].join('\n'));
}
