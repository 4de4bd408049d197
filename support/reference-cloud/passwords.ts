import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { personNames } from '../contract/person-names';
import { ReferenceCloudError, reasonOf } from './failure';
import { checkBy } from '../check';

/** The users of Keystone by which the services know each other. */
export const serviceUsers = ['nova', 'placement', 'glance', 'neutron', 'cinder'] as const;

const owners = ['database', 'messaging', 'admin', ...serviceUsers, ...personNames] as const;

/** Every password of a cloud, by whom or what it belongs to. */
export type Passwords = Readonly<Record<(typeof owners)[number], string>>;

const isPasswords = checkBy<Passwords>({
  type: 'object',
  required: [...owners],
  additionalProperties: { type: 'string', minLength: 16 },
});

/**
 * The passwords kept in a file of mode 0600; made by chance when there is no such file.
 * Throws a {@link ReferenceCloudError} for a file that is something else.
 */
export function passwordsKeptIn(file: string): Passwords {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(newPasswords(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  const content = parse(file);
  if (!isPasswords(content)) {
    throw new ReferenceCloudError(
      `${file} does not hold the passwords of this cloud; "npm run reference -- down --purge" removes it with the cloud`,
    );
  }
  return content;
}

/** Passwords of letters, digits, `-` and `_`: they stand in URLs and configuration files as they are. */
function newPasswords(): Record<string, string> {
  return Object.fromEntries(owners.map((owner) => [owner, randomBytes(24).toString('base64url')]));
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ReferenceCloudError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}
