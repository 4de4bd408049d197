import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder and those above it, where they are missing. Node's own way to do that never ends in a file system that takes none. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!(existsSync(path) && statSync(path).isDirectory())) throw error;
  }
}

/** Writes a file whole or, when that fails, leaves none: half a report would be taken for one. Throws what Node throws. */
export function writeWhole(file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    removeHalf(file);
    throw error;
  }
}

/** Writes a file in the place of the one that is there, or leaves that as it is: whoever reads it finds one of them whole. Throws what Node throws. */
export function replaceWhole(file: string, content: string): void {
  writeWhole(`${file}.part`, content);
  try {
    renameSync(`${file}.part`, file);
  } catch (error) {
    removeHalf(`${file}.part`);
    throw error;
  }
}

function removeHalf(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that is in its place, or a disk that became read-only, is what the failure tells of.
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of this user is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'a file is in the place of its folder',
  EEXIST: 'a file is in the place of its folder',
  EISDIR: 'a folder is in its place',
  EPIPE: 'nobody listens any more',
  ELOOP: 'its symbolic links lead in a circle',
};

/** Why a file could not be written, in words; what the system does not say in a code is told as it is. */
export function whyUnwritten(error: unknown): string {
  return reasons[systemCodeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
}

/** Why a file could not be read, in words; what the system does not say in a code is told as it is. */
export function whyUnread(error: unknown): string {
  return ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '') ? 'this user may not read it' : whyUnwritten(error);
}

/** The system's code of an error, like `ENOSPC`; undefined when it is none of the system's. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
