import type { PersonName } from '../../clouds/people';

/** Somebody who acts in scenarios: the name of the user, the project, and the roles there. */
export interface SeededPerson {
  readonly username: string;
  readonly project: string;
  readonly roles: readonly string[];
}

/** Who is made on every reference cloud. The operator is admin in the owner's project, to create servers there. */
export const seededPeople: Readonly<Record<PersonName, SeededPerson>> = {
  owner: { username: 'local-delete-owner', project: 'local-delete', roles: ['member'] },
  reader: { username: 'local-delete-reader', project: 'local-delete', roles: ['reader'] },
  stranger: { username: 'local-delete-stranger', project: 'local-delete-stranger', roles: ['member'] },
  operator: { username: 'local-delete-operator', project: 'local-delete', roles: ['admin'] },
};
