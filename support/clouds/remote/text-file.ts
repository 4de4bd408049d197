import { readFileSync, statSync } from 'node:fs';
import { RemoteCloudProblem } from './problem';

/** No clouds.yaml of a company comes near it. */
const largest = 1024 * 1024;

/** What a file says in UTF-8. Throws `RemoteCloudProblem` that names the file, and the line of what is no UTF-8. */
export function readTextFile(file: string): string {
  const bytes = readBytes(file);
  const text = decode(bytes);
  if (text !== undefined) return text;
  const lines = bytes.toString('latin1').split('\n');
  const wrong = lines.findIndex((line) => decode(Buffer.from(line, 'latin1')) === undefined);
  throw new RemoteCloudProblem(
    `${file}, line ${wrong + 1}: this is not written in UTF-8; save the file in that encoding`,
  );
}

function readBytes(file: string): Buffer {
  try {
    const about = statSync(file, { throwIfNoEntry: false });
    if (about === undefined) throw new RemoteCloudProblem(`there is no file ${file}`);
    if (!about.isFile()) {
      throw new RemoteCloudProblem(`${file} is ${about.isDirectory() ? 'a folder' : 'a pipe or device'}, and no file`);
    }
    if (about.size > largest) {
      const size = (about.size / largest).toFixed(1);
      throw new RemoteCloudProblem(
        `${file} has ${size} MiB, and more than 1 MiB is read of no such file: is it another one?`,
      );
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof RemoteCloudProblem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
    throw new RemoteCloudProblem(`${file} cannot be read: ${code === 'EACCES' ? 'this user may not read it' : code}`);
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
