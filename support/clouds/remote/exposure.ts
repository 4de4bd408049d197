import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A sentence for each file with secrets that every account of this machine can read: it says so, and what to do. */
export function exposuresOf(filesWithSecrets: readonly string[]): string[] {
  // Windows tells rights in another way.
  if (process.platform === 'win32') return [];
  return [...new Set(filesWithSecrets)]
    .filter((file) => isOpen(file))
    .map(
      (file) =>
        `EXPOSED: everybody on this machine can read the secrets in ${file}. chmod 600 ${file} keeps them to you.`,
    );
}

/** Whether the file can be read by others, and all folders above it can be entered by them. */
function isOpen(file: string): boolean {
  const path = realpathSync(file);
  return mayOthers(path, 0o004) && foldersAbove(path).every((folder) => mayOthers(folder, 0o001));
}

function mayOthers(path: string, what: number): boolean {
  return (statSync(path).mode & what) !== 0;
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
