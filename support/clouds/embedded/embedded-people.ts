import { randomBytes } from 'node:crypto';
import type { PasswordCredentials } from '../../api/credentials';
import { Secret } from '../../api/secret';
import { seededNames, seededPeople } from '../../contract/seeded';
import { everyPerson, type PersonName } from '../../contract/person-names';

/** One of the embedded cloud's people: what they sign in with, and the roles they hold, implied ones left out. */
export interface EmbeddedPerson {
  readonly credentials: PasswordCredentials;
  readonly roles: readonly string[];
}

/** Everybody on an embedded cloud, as on the reference cloud, with passwords made up now. */
export function makePeople(): Readonly<Record<PersonName, EmbeddedPerson>> {
  return everyPerson(makePerson);
}

function makePerson(name: PersonName): EmbeddedPerson {
  const { username, project, roles } = seededPeople[name];
  const password = new Secret(randomBytes(18).toString('base64url'));
  const { domain } = seededNames;
  return {
    credentials: { kind: 'password', username, userDomain: domain, password, project, projectDomain: domain },
    roles,
  };
}
