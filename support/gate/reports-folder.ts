import { existsSync, lstatSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { clearReports, reportFiles, reportFolders } from '../reporting/reports';
import { makeFolder, whyUnwritten } from '../reporting/write-whole';
import { claimLock, holdsLock, LockHeld, type Lock } from './lock';
import { shownPath } from './shown-path';

/** The folder of reports cannot be used. The message names it and says why, and what would be right. */
export class ReportsProblem extends Error {
  override readonly name = 'ReportsProblem';
}

/** The file that says whose the folder is while a run writes there. */
const lockFile = 'run.lock';

const mend = 'Mend that, or give another folder with --reports DIR';

/**
 * Takes the folder for this run, makes it where it is missing, and removes the reports of the last run, so that none of them can be
 * taken for one of this run. Nothing but what a run writes is ever removed.
 *
 * @param command what takes it, for whoever is refused meanwhile
 * @throws ReportsProblem when the folder cannot be written, or another run writes there
 */
export function openReports(folder: string, command: string): Lock {
  expectFolder(folder);
  expectOwnKinds(folder);
  const lock = claim(folder, command);
  try {
    clearReports(folder);
    return lock;
  } catch (error) {
    lock.release();
    throw new ReportsProblem(
      `the reports of the last run in ${shownPath(folder)} cannot be removed: ${whyUnwritten(error)}. ${mend}`,
    );
  }
}

/** True while this process holds the folder. */
export function holdsReports(folder: string): boolean {
  return holdsLock(join(folder, lockFile));
}

function claim(folder: string, command: string): Lock {
  try {
    return claimLock(join(folder, lockFile), command);
  } catch (error) {
    if (error instanceof LockHeld) {
      throw new ReportsProblem(
        `${error.message} writes its reports to ${shownPath(folder)}. Wait for its end, or give this run a folder of its own with --reports DIR`,
      );
    }
    throw unwritable(folder, whyUnwritten(error));
  }
}

function expectFolder(folder: string): void {
  try {
    const instead = whatIsThere(folder);
    if (instead !== undefined) throw unwritable(folder, instead);
    makeFolder(folder);
  } catch (error) {
    throw error instanceof ReportsProblem ? error : unwritable(folder, whyUnwritten(error));
  }
}

/** What is in the place of a folder, in words; undefined where nothing is, or a folder. */
function whatIsThere(path: string): string | undefined {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() === true && !existsSync(path)) {
    return `it is a symbolic link to ${readlinkSync(path)}, which is not there`;
  }
  return entry === undefined || statSync(path).isDirectory() ? undefined : 'it is a file, no folder';
}

/** A folder under the name of a report, or a file under that of a folder, is nothing that a run has written. */
function expectOwnKinds(folder: string): void {
  for (const name of Object.values(reportFiles)) {
    const entry = lstatSync(join(folder, name), { throwIfNoEntry: false });
    const shouldBe = reportFolders.has(name) ? 'folder' : 'file';
    if (entry === undefined || entry.isDirectory() === (shouldBe === 'folder')) continue;
    const is = shouldBe === 'folder' ? 'file' : 'folder';
    throw new ReportsProblem(
      `${shownPath(join(folder, name))} is a ${is}, where a run writes a ${shouldBe}: move it away, or give another folder with --reports DIR`,
    );
  }
}

function unwritable(folder: string, why: string): ReportsProblem {
  return new ReportsProblem(`the reports cannot be written to ${shownPath(folder)}: ${why}. ${mend}`);
}
