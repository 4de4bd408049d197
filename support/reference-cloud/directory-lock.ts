import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ReferenceCloudError, systemCodeOf } from './failure';
import { identityOf, runningProcessOf, writePidFile } from './processes/process-identity';

/**
 * Holds a lock file while the work is done, so that two commands never work on one cloud.
 * Rejects with a {@link ReferenceCloudError} that names the other process; the lock of a process that is gone is taken over.
 */
export async function whileLocked<T>(file: string, work: () => Promise<T>): Promise<T> {
  take(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): void {
  const own = identityOf(process.pid);
  if (own === undefined) {
    throw new ReferenceCloudError('this process is not found in /proc: is it mounted?');
  }
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writePidFile(draft, own);
  try {
    claim(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function claim(draft: string, file: string): void {
  try {
    linkSync(draft, file);
    return;
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') {
      throw error;
    }
  }
  const holder = runningProcessOf(file);
  if (holder !== undefined) {
    throw new ReferenceCloudError(
      `another command works on this reference cloud (process ${holder.pid}); wait for its end, or stop it, and try again`,
    );
  }
  rmSync(file, { force: true });
  linkSync(draft, file);
}
