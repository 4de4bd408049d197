import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EndpointInterface } from '../../api/connection';
import { isRecord } from '../../api/decode';
import { checkBy, type Check } from '../../check';

/** Who signs in with a name and a password, and where; an id goes before a name. */
export interface PasswordAuth {
  readonly auth_url: string;
  readonly username?: string;
  readonly user_id?: string;
  readonly password: string;
  readonly user_domain_name?: string;
  readonly user_domain_id?: string;
  readonly project_name?: string;
  readonly project_id?: string;
  readonly project_domain_name?: string;
  readonly project_domain_id?: string;
  /** For whichever of user and project has no domain of its own. */
  readonly domain_name?: string;
  readonly domain_id?: string;
}

/** Who signs in with an application credential, and where. */
export interface CredentialAuth {
  readonly auth_url: string;
  readonly application_credential_id: string;
  readonly application_credential_secret: string;
}

/** A cloud of clouds.yaml that can be used, as config/clouds.schema.json has it. */
export interface CloudsYamlCloud<Auth> {
  readonly auth: Auth;
  readonly region_name: string;
  readonly interface?: EndpointInterface;
  readonly cacert?: string;
  readonly insecure?: boolean;
  readonly verify?: boolean;
}

/** The ways to sign in that the suite knows, by what `auth_type` calls them. */
export const authTypes = ['password', 'v3password', 'v3applicationcredential'] as const;

const schema = readSchema();

/** Whether somebody signs in by a password, and the entry is right. */
export const isPasswordCloud = checkOf<PasswordAuth>('password');

/** Whether somebody signs in by an application credential, and the entry is right. */
export const isCredentialCloud = checkOf<CredentialAuth>('application credential');

/** Whether all but the way to sign in is right. */
export const isAnotherCloud = checkOf<unknown>('another');

/** The keys of a cloud that are read, but for those of its services. */
export const cloudKeys: readonly string[] = ['auth', 'auth_type', ...keysOf('cloud')];

function checkOf<Auth>(definition: string): Check<CloudsYamlCloud<Auth>> {
  const $ref = `clouds.schema.json#/definitions/${encodeURIComponent(definition)}`;
  return checkBy({ $ref }, { allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false }, [schema]);
}

function keysOf(definition: string): readonly string[] {
  const definitions = isRecord(schema['definitions']) ? schema['definitions'] : {};
  const found = definitions[definition];
  return isRecord(found) && isRecord(found['properties']) ? Object.keys(found['properties']) : [];
}

function readSchema(): Readonly<Record<string, unknown>> {
  const file = join(__dirname, '..', '..', '..', 'config', 'clouds.schema.json');
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(read)) throw new Error(`${file} is no JSON schema`);
  return read;
}
