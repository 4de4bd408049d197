import { fork, type ChildProcess } from 'node:child_process';
import { checkBy } from '../check';
import { interruptingSignals } from '../safety/interruption';
import { messageOf } from './message-of';
import type { GateOptions } from './options';
import { signalExitCodes } from './signals';
import type { Surroundings } from './task';
import { watch } from './watch';

/** Says to a process that it is to watch, and which files it is to run at once. */
const variable = 'LOCAL_DELETE_WATCH';

const isList = checkBy<readonly string[]>({ type: 'array', items: { type: 'string' } });

/**
 * Watches in a process of its own, which is begun anew whenever the code has changed, since code is loaded once. Resolves to the exit
 * code.
 */
export async function keepWatching(
  options: GateOptions,
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const first = filesIn(process.env[variable]);
  if (first !== undefined && process.send !== undefined) return watchHere(options, first, surroundings);
  for (let files: readonly string[] = []; ;) {
    const end = await watchThere(argv, files);
    if (typeof end === 'number') return end;
    surroundings.print('\nThe code has changed, and is loaded again\n');
    files = end;
  }
}

function filesIn(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const files: unknown = JSON.parse(text);
  return isList(files) ? files : undefined;
}

async function watchHere(options: GateOptions, first: readonly string[], surroundings: Surroundings): Promise<number> {
  const told = toldToEnd();
  try {
    const end = await watch({ options, first, told }, surroundings);
    if (end.kind === 'ended') return end.exitCode;
    await new Promise((resolve) => process.send?.(end.files, resolve));
    return 0;
  } catch (error) {
    surroundings.print(`NOT RUN: ${messageOf(error)}\n`);
    return 2;
  }
}

/** Resolves to an exit code when a signal comes, when whoever has begun this process passes one on, or when that is gone. */
function toldToEnd(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of interruptingSignals) {
      process.on(signal, () => {
        resolve(signalExitCodes[signal]);
      });
    }
    process.on('message', () => {
      resolve(signalExitCodes.SIGINT);
    });
    process.on('disconnect', () => {
      resolve(signalExitCodes.SIGTERM);
    });
  });
}

/** Resolves to the files to begin with when the code has changed, else to an exit code. */
async function watchThere(argv: readonly string[], first: readonly string[]): Promise<number | readonly string[]> {
  const [, script = ''] = process.argv;
  const child = fork(script, argv, { env: { ...process.env, [variable]: JSON.stringify(first) } });
  const forget = passSignalsTo(child);
  let again: readonly string[] | undefined;
  child.on('message', (message: unknown) => {
    if (isList(message)) again = message;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      forget();
      resolve(again ?? code ?? 2);
    });
  });
}

/** A terminal sends Ctrl-C to both; the child takes a message after it for the same. */
function passSignalsTo(child: ChildProcess): () => void {
  const pass = (): void => {
    if (child.connected) child.send('end');
  };
  for (const signal of interruptingSignals) process.on(signal, pass);
  return () => {
    for (const signal of interruptingSignals) process.off(signal, pass);
  };
}
