import type { IdSource } from '../id-source';
import type { SeedPerson } from './seed-people';

/** The one domain there is. */
export const defaultDomain = { id: 'default', name: 'Default' } as const;

/** Something with an id and a name that is unique in the domain. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A user. */
export interface User extends Named {
  readonly password: string | undefined;
  readonly defaultProjectId: string;
}

/** A role held by a user in a project. */
export interface Assignment {
  readonly userId: string;
  /** Undefined for a role on the whole system. */
  readonly projectId: string | undefined;
  readonly roleId: string;
}

/** An application credential: a user's way to sign in to one project. */
export interface ApplicationCredential extends Named {
  readonly secret: string;
  readonly description: string | null;
  readonly userId: string;
  readonly projectId: string;
  /** With the implied ones. */
  readonly roleIds: readonly string[];
  readonly unrestricted: boolean;
}

/** What a token is good for. */
export type TokenScope =
  | { readonly kind: 'project'; readonly projectId: string }
  | { readonly kind: 'system' }
  | { readonly kind: 'unscoped' };

/** A token. Times are in milliseconds since 1970. */
export interface Token {
  readonly value: string;
  readonly userId: string;
  readonly scope: TokenScope;
  readonly methods: readonly string[];
  /** With the implied ones. */
  readonly roleIds: readonly string[];
  readonly auditIds: readonly string[];
  readonly applicationCredentialId: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Things that can be found by id or by name. */
export class Directory<T extends Named> {
  readonly #byId = new Map<string, T>();

  add(thing: T): T {
    this.#byId.set(thing.id, thing);
    return thing;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  named(name: string): T | undefined {
    return this.all().find((thing) => thing.name === name);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  all(): readonly T[] {
    return [...this.#byId.values()];
  }
}

/** All that one embedded Keystone knows. */
export class IdentityStore {
  readonly users = new Directory<User>();
  readonly projects = new Directory<Named>();
  readonly roles = new Directory<Named>();
  readonly applicationCredentials = new Directory<ApplicationCredential>();
  readonly assignments: Assignment[] = [];
  readonly tokens = new Map<string, Token>();
  readonly #ids: IdSource;
  readonly #implied: ReadonlyMap<string, string>;

  /**
   * @param people those whom it knows from the start
   * @param roles the roles for people, each of which implies the next
   */
  constructor(ids: IdSource, people: readonly SeedPerson[], roles: readonly string[]) {
    this.#ids = ids;
    this.#implied = new Map(roles.slice(0, -1).map((role, index) => [role, roles[index + 1] ?? role]));
    for (const name of [...roles, 'service']) this.roles.add({ id: ids.hex(), name });
    for (const person of people) this.#addPerson(person);
  }

  /** A role and all that it implies, by id. */
  withImplied(roleIds: readonly string[]): readonly string[] {
    const found = new Set<string>();
    for (const id of roleIds) {
      for (let role = this.roles.get(id); role !== undefined && !found.has(role.id);) {
        found.add(role.id);
        const next: string | undefined = this.#implied.get(role.name);
        role = next === undefined ? undefined : this.roles.named(next);
      }
    }
    return [...found];
  }

  /** The ids of the roles that a user was given in a project, or on the system when the project is left out. */
  rolesIn(userId: string, projectId: string | undefined): readonly string[] {
    const own = this.assignments.filter((one) => one.userId === userId && one.projectId === projectId);
    return own.map(({ roleId }) => roleId);
  }

  #addPerson(person: SeedPerson): void {
    const project =
      this.projects.named(person.project) ?? this.projects.add({ id: this.#ids.hex(), name: person.project });
    const known = this.users.named(person.name);
    const user = known ?? this.#addUser(person, project);
    for (const name of person.roles) this.#assign(user, project.id, name);
    for (const name of person.systemRoles ?? []) this.#assign(user, undefined, name);
    if (person.applicationCredential === undefined) return;
    this.applicationCredentials.add({
      ...person.applicationCredential,
      description: null,
      userId: user.id,
      projectId: project.id,
      roleIds: this.withImplied(this.rolesIn(user.id, project.id)),
      unrestricted: false,
    });
  }

  #addUser({ id, name, password }: SeedPerson, project: Named): User {
    return this.users.add({ id: id ?? this.#ids.hex(), name, password, defaultProjectId: project.id });
  }

  #assign(user: User, projectId: string | undefined, name: string): void {
    const role = this.roles.named(name) ?? this.roles.add({ id: this.#ids.hex(), name });
    this.assignments.push({ userId: user.id, projectId, roleId: role.id });
  }
}
