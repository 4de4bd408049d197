import { randomBytes } from 'node:crypto';
import type { PasswordCredentials } from '../api/credentials';
import { Secret } from '../api/secret';
import { seededPeople } from '../reference-cloud/seeding/people';
import { personNames, type PersonName } from './people';

/** One of the embedded cloud's people: what they sign in with, and the roles they hold, implied ones left out. */
export interface EmbeddedPerson {
  readonly credentials: PasswordCredentials;
  readonly roles: readonly string[];
}

/** Everybody on an embedded cloud, as on the reference cloud, with passwords made up now. */
export function makePeople(): Readonly<Record<PersonName, EmbeddedPerson>> {
  const [owner, reader, stranger, operator] = personNames;
  return {
    [owner]: makePerson(owner),
    [reader]: makePerson(reader),
    [stranger]: makePerson(stranger),
    [operator]: makePerson(operator),
  };
}

function makePerson(name: PersonName): EmbeddedPerson {
  const { username, project, roles } = seededPeople[name];
  const password = new Secret(randomBytes(18).toString('base64url'));
  return {
    credentials: { kind: 'password', username, userDomain: 'Default', password, project, projectDomain: 'Default' },
    roles,
  };
}
