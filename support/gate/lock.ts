import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { checkBy } from '../check';
import { systemCodeOf } from '../reporting/write-whole';
import { ownWhereabouts, stillGoesOn, type Whereabouts } from '../safety/whereabouts';

/** Who holds a lock: the command, where it runs, and since when (ISO 8601 in UTC). The content of a lock's file. */
interface Holder extends Whereabouts {
  readonly command: string;
  readonly since: string;
}

/** A lock that this process holds until it releases it or ends. */
export interface Lock {
  readonly release: () => void;
}

/** Somebody else holds the lock; the message says who, in words that a sentence can begin with. */
export class LockHeld extends Error {
  override readonly name = 'LockHeld';
}

const word = { type: 'string', minLength: 1 } as const;
const properties = { command: word, since: word, machine: word, process: word };
const isHolder = checkBy<Holder>({ type: 'object', required: Object.keys(properties), properties });

/** A holder on another machine, whose process nobody here can look for, touches its file so often; without that, it is gone. */
const seconds = { betweenTouches: 10, untilGone: 60 } as const;

const own = new Set<string>();

/**
 * Takes the lock of a file. What this process holds already it holds on, and the lock of a process that is gone is taken over.
 * @throws LockHeld when somebody else holds it; what Node throws when the file cannot be written
 */
export function claimLock(file: string, command: string): Lock {
  if (own.has(file)) return { release: () => undefined };
  const holder: Holder = { ...ownWhereabouts(), command, since: new Date().toISOString() };
  while (!create(file, holder)) giveWay(file);
  return keep(file);
}

/** True while this process holds the lock of the file. */
export function holdsLock(file: string): boolean {
  return own.has(file);
}

/** True when the file was not there and is now. */
function create(file: string, holder: Holder): boolean {
  try {
    const descriptor = openSync(file, 'wx');
    try {
      writeSync(descriptor, `${JSON.stringify(holder)}\n`);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock that nobody holds any more. Throws {@link LockHeld}. */
function giveWay(file: string): void {
  const holder = holderOf(file);
  if (holder === 'gone') return;
  if (isHeld(file, holder)) throw new LockHeld(tell(holder));
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  // Whoever found it at the same moment may have taken it over already: that one keeps it.
  const moved = holderOf(aside);
  if (JSON.stringify(moved) === JSON.stringify(holder)) rmSync(aside);
  else renameSync(aside, file);
}

function holderOf(file: string): Holder | 'not told' | 'gone' {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isHolder(content) ? content : 'not told';
  } catch (error) {
    if (error instanceof SyntaxError) return 'not told';
    if (systemCodeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

function isHeld(file: string, holder: Holder | 'not told'): boolean {
  const goesOn = holder === 'not told' ? 'unknown' : stillGoesOn(holder);
  if (goesOn !== 'unknown') return goesOn === 'yes';
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touched < seconds.untilGone * 1000;
}

function tell(holder: Holder | 'not told'): string {
  if (holder === 'not told') return 'another run';
  const [process = ''] = holder.process.split('/');
  return `the run of ${holder.machine} (process ${process}: ${holder.command}), which began at ${holder.since},`;
}

function keep(file: string): Lock {
  own.add(file);
  const touching = setInterval(() => {
    touch(file);
  }, seconds.betweenTouches * 1000).unref();
  const release = (): void => {
    clearInterval(touching);
    process.off('exit', release);
    if (own.delete(file)) removeOwn(file);
  };
  process.on('exit', release);
  return { release };
}

/** In the place of a folder that was moved away in the middle of a run there may be another one, with somebody else's lock. */
function removeOwn(file: string): void {
  try {
    const holder = holderOf(file);
    if (typeof holder === 'object' && holder.process === ownWhereabouts().process) rmSync(file);
  } catch {
    // It is taken over from a process that is gone; that the folder cannot be written is told with the reports.
  }
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // What became of the folder is told when the reports are written.
  }
}
