import type { CredentialIds, Credentials, PasswordCredentials } from '../../api/credentials';
import { Secret } from '../../api/secret';
import type { EntryReader } from './entry-reader';

const passwordTypes = ['password', 'v3password'];
const credentialType = 'v3applicationcredential';

/** Who signs in and with what. Mistakes are noted at the reader; no message tells a value. */
export function readCredentials(reader: EntryReader): Credentials | undefined {
  const type = reader.text('auth_type') ?? 'password';
  if (type === credentialType) return readApplicationCredential(reader);
  if (!passwordTypes.includes(type)) {
    reader.note(
      ['auth_type'],
      `auth_type is "${type}", and the suite signs in with password or ${credentialType} only (keys or tokens would need a browser or end within the run)`,
    );
    return undefined;
  }
  if (
    ['application_credential_id', 'application_credential_name'].some(
      (key) => reader.valueOf('auth', key) !== undefined,
    )
  ) {
    reader.note(['auth'], `auth has an application credential: say "auth_type: ${credentialType}" above it`);
    return undefined;
  }
  return readPassword(reader);
}

function readApplicationCredential(reader: EntryReader): Credentials | undefined {
  const id = reader.text('auth', 'application_credential_id');
  const secret = reader.text('auth', 'application_credential_secret');
  if (id === undefined) {
    reader.note(['auth'], 'auth needs "application_credential_id"; the name alone does not say whose it is');
  }
  if (secret === undefined) reader.note(['auth'], 'auth needs "application_credential_secret"');
  if (id === undefined || secret === undefined) return undefined;
  return { kind: 'application credential', id, secret: new Secret(secret) };
}

function readPassword(reader: EntryReader): PasswordCredentials | undefined {
  const password = reader.text('auth', 'password');
  if (password === undefined && reader.valueOf('auth', 'password') === undefined) {
    reader.note(['auth'], 'auth needs "password"; it may stand in secure.yaml');
  }
  const user = readNamed(reader, 'user', 'username');
  const project = readNamed(reader, 'project', 'project_name');
  if (password === undefined || user === undefined || project === undefined) return undefined;
  const ids = { ...user.ids, ...project.ids };
  return {
    kind: 'password',
    username: user.name,
    userDomain: user.domain,
    password: new Secret(password),
    project: project.name,
    projectDomain: project.domain,
    ...(Object.keys(ids).length > 0 && { ids }),
  };
}

/** A user or a project: what it is called, and the ids that go before names. */
interface InDomain {
  readonly name: string;
  readonly domain: string;
  readonly ids: CredentialIds;
}

/** An id goes before a name, as it does for Keystone; it needs no domain. */
function readNamed(reader: EntryReader, what: 'user' | 'project', nameKey: string): InDomain | undefined {
  const { name, id } = nameOrId(reader, nameKey, `${what}_id`);
  if (name === undefined && id === undefined) {
    reader.note(['auth'], `auth needs "${nameKey}" or "${what}_id"`);
    return undefined;
  }
  if (id !== undefined) return { name: name ?? id, domain: '', ids: { [what]: id } };
  const domain = domainOf(reader, what);
  return {
    name: name ?? '',
    domain: domain.name ?? '',
    ids: domain.id === undefined ? {} : { [`${what}Domain`]: domain.id },
  };
}

interface NameOrId {
  readonly name?: string;
  readonly id?: string;
}

function nameOrId(reader: EntryReader, nameKey: string, idKey: string): NameOrId {
  const name = reader.text('auth', nameKey);
  const id = reader.text('auth', idKey);
  return { ...(name !== undefined && { name }), ...(id !== undefined && { id }) };
}

/** The domain of the user or the project; Keystone's first one, the id `default`, when none is written. */
function domainOf(reader: EntryReader, whose: 'user' | 'project'): NameOrId {
  const [name, id] = ['name', 'id'].map(
    (kind) => reader.text('auth', `${whose}_domain_${kind}`) ?? reader.text('auth', `domain_${kind}`),
  );
  if (id !== undefined) return { id };
  return name === undefined ? { id: 'default' } : { name };
}
