import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** `npm run stub`, as Node runs it. */
export type StubProcess = ChildProcessByStdio<null, Readable, Readable>;

/** Starts it with these options. */
export function startStub(...argv: readonly string[]): StubProcess {
  return spawn(process.execPath, ['-r', './config/typescript.cjs', 'support/commands/stub.ts', ...argv], {
    cwd: join(__dirname, '..', '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The clouds.yaml that it tells once it is up. Rejects with what it says when it does not come up. */
export async function fileOf(stub: StubProcess): Promise<string> {
  for await (const line of createInterface({ input: stub.stdout })) {
    const file = /OS_CLIENT_CONFIG_FILE='(.+)'$/.exec(line)?.[1];
    if (file !== undefined) return file;
  }
  throw new Error(await text(stub.stderr));
}
