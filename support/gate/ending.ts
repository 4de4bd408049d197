import { writeSync } from 'node:fs';
import { systemCodeOf } from '../reporting/write-whole';
import { messageOf } from './message-of';
import { endKeepingUncaught, isKeepingUncaught } from './uncaught';

/** What every command ends with until it has said itself what became of it. */
const notDone = 2;

const stderr = 2;

let ended = false;

/** Ends the process with an exit code that says what became of the command. */
export function endProcess(exitCode: number): never {
  ended = true;
  process.exit(exitCode);
}

/**
 * Runs a command and ends the process with the exit code that `main` resolves to. Whatever else happens ends with 2: that nobody
 * caught an error, that something called `process.exit`, that nothing was left to wait for.
 *
 * @param crashed tells of what went wrong; what it throws itself is told on stderr
 */
export function runCommand(
  main: (argv: readonly string[]) => Promise<number> | number,
  crashed: (error: unknown) => void = tellOnStderr,
): void {
  process.exitCode = notDone;
  // What has loaded the command has answered for it until now.
  process.removeAllListeners('uncaughtException');
  const tell = (error: unknown): void => {
    ended = true;
    try {
      crashed(error);
    } catch (another) {
      tellOnStderr(error);
      tellOnStderr(another);
    }
  };
  const crash = (error: unknown): never => {
    tell(error);
    return endProcess(notDone);
  };
  process.on('uncaughtException', (error) => {
    if (!isKeepingUncaught()) crash(error);
  });
  process.on('beforeExit', () => {
    crash(new Error(whatEnded('nothing was left to wait for')));
  });
  process.on('exit', (exitCode) => {
    if (ended) return;
    tell(new Error(whatEnded(`something called process.exit(${exitCode})`)));
    process.exitCode = notDone;
  });
  Promise.resolve(process.argv.slice(2)).then(main).then(endProcess, crash);
}

/** How it ended, with the errors of scenarios that nobody caught: no verdict tells of these any more. */
function whatEnded(how: string): string {
  return [`${how} before the end`, ...endKeepingUncaught().map(messageOf)].join('; before that: ');
}

/** Tells an error in a line and, where the system does not say enough, where it comes from. */
function tellOnStderr(error: unknown): void {
  const isEnough = !(error instanceof Error) || systemCodeOf(error) !== undefined;
  const stack = isEnough ? '' : `\n${(error.stack ?? '').replace(/^[^]*?(?=\s+at )/, '').replace(/^\n/, '')}`;
  try {
    writeSync(stderr, `NOT DONE: ${messageOf(error)}${stack}\n`);
  } catch {
    // Nobody listens at all, so that the exit code is what is left.
  }
}
