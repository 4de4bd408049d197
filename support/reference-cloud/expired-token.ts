import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenHolder } from '../contract/cloud-control';
import { checkRoot } from './building/prerequisites';
import { ReferenceCloudError } from './failure';
import { inside, type Layout } from './layout';
import { runToEnd } from './processes/run-to-end';
import { givenCommand, pythonEnvironment } from './service-commands';

/**
 * A token of the user's in the project that has ended: written with Keystone's keys in the cloud's chroot, for no API issues one.
 * Rejects with a {@link ReferenceCloudError} when that fails.
 */
export async function writeExpiredToken(layout: Layout, { user, project }: TokenHolder): Promise<string> {
  checkRoot();
  const output = await runToEnd({
    command: ['chroot', layout.chroot, ...givenCommand(`${inside.configuration}/keystone.conf`, user, project)],
    purpose: 'write an expired token with the keys of Keystone',
    environment: pythonEnvironment,
    input: readFileSync(join(__dirname, 'expired_token.py'), 'utf8'),
  });
  return readToken(output);
}

/** The token among what the program writes; Keystone warns of its keys there. Throws a {@link ReferenceCloudError} when there is none. */
export function readToken(output: string): string {
  const token = /^gAAAA[\w=-]+$/m.exec(output)?.[0];
  if (token !== undefined) return token;
  throw new ReferenceCloudError(`the program that writes an expired token wrote none: ${output.trim() || 'nothing'}`);
}
