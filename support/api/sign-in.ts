import type { Catalog } from './service-catalog';
import { catalogDecoder } from './service-catalog';
import type { Credentials, PasswordCredentials } from './credentials';
import type { Decoder } from './decode';
import { inside, listOf, record, text, withDefault } from './decode';
import type { Secret } from './secret';

/** Something of Keystone's with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What Keystone's reply to a sign-in says, but for the token itself. */
export interface TokenBody {
  readonly user: Named;
  readonly project: Named;
  /** Names of the roles on the project, implied ones included. */
  readonly roles: readonly string[];
  readonly catalog: Catalog;
}

const named: Decoder<Named> = record((read) => ({ id: read('id', text), name: read('name', text) }));

/** Reads the body of Keystone's reply to `POST /v3/auth/tokens` (reference D.1). */
export const tokenDecoder: Decoder<TokenBody> = inside(
  'token',
  record((read) => ({
    user: read('user', named),
    project: read('project', named),
    roles: read('roles', listOf(inside('name', text))),
    catalog: read('catalog', withDefault(catalogDecoder, [])),
  })),
);

/** The body of `POST /v3/auth/tokens` (reference D.1). An application credential carries no scope but its own. */
export function signInBody(credentials: Credentials): unknown {
  if (credentials.kind === 'application credential') {
    const { id, secret } = credentials;
    const method = { id, secret: secret.reveal() };
    return { auth: { identity: { methods: ['application_credential'], application_credential: method } } };
  }
  const user = { ...userOf(credentials), password: credentials.password.reveal() };
  return {
    auth: { identity: { methods: ['password'], password: { user } }, scope: { project: projectOf(credentials) } },
  };
}

function userOf({ username, userDomain, ids = {} }: PasswordCredentials): object {
  if (ids.user !== undefined) return { id: ids.user };
  return { name: username, domain: ids.userDomain === undefined ? { name: userDomain } : { id: ids.userDomain } };
}

function projectOf({ project, projectDomain, ids = {} }: PasswordCredentials): object {
  if (ids.project !== undefined) return { id: ids.project };
  return {
    name: project,
    domain: ids.projectDomain === undefined ? { name: projectDomain } : { id: ids.projectDomain },
  };
}

/** The part of the credentials that must never be shown. */
export function secretOf(credentials: Credentials): Secret {
  return credentials.kind === 'password' ? credentials.password : credentials.secret;
}
