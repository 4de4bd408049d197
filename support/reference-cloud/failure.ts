import { existsSync, readFileSync } from 'node:fs';

const SHOWN_LINES = 15;

/**
 * Something about the reference cloud went wrong in a way that its user can mend or look into.
 * The message is complete: what was wrong, where, and what would be right.
 */
export class ReferenceCloudError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReferenceCloudError';
  }
}

/** An error that names a log file and carries its last lines. `logFile` is a path of this machine. */
export function failureWithLog(message: string, logFile: string): ReferenceCloudError {
  const lines = lastLines(logFile);
  if (lines.length === 0) {
    return new ReferenceCloudError(`${message}\n  The log file ${logFile} is empty or missing.`);
  }
  return new ReferenceCloudError(
    [`${message}\n  The last lines of ${logFile}:`, ...lines.map((line) => `    ${line}`)].join('\n'),
  );
}

/** The text of anything thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node system error like `ENOENT`, or undefined for anything else. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function lastLines(file: string): string[] {
  if (!existsSync(file)) {
    return [];
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES);
}
