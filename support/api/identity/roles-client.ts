import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { inside, listOf, nothing, optional, record, text } from '../decode';
import type { Session } from '../session';

/** A role. */
export interface Role {
  readonly id: string;
  readonly name: string;
}

/** A user's role on a project; all three are ids. */
export interface RoleOnProject {
  readonly role: string;
  readonly user: string;
  readonly project: string;
}

/** Who has a role where, as ids; what does not apply (a group's role, a role on a domain) is undefined. */
export interface RoleAssignment {
  readonly role: string;
  readonly user: string | undefined;
  readonly project: string | undefined;
}

/** Roles and who has them: `/roles`, `/role_assignments`, for operators. */
export class RolesClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'identity');
  }

  /** The roles, of one name where asked for; 200. */
  list(filter: { readonly name?: string } = {}): Promise<readonly Role[]> {
    const { name } = filter;
    return this.request({
      method: 'GET',
      route: '/roles',
      query: { name },
      expected: [200],
      reply: inside('roles', listOf(role)),
    });
  }

  /** The role of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<Role | undefined> {
    return (await this.list({ name })).at(0);
  }

  /** Makes a role; 201. */
  create(name: string): Promise<Role> {
    return this.request({
      method: 'POST',
      route: '/roles',
      body: { role: { name } },
      expected: [201],
      reply: inside('role', role),
    });
  }

  /** Gives a user a role on a project; 204, also when they have it. */
  assign({ role: roleId, user, project }: RoleOnProject): Promise<void> {
    return this.request({
      method: 'PUT',
      route: '/projects/{project}/users/{user}/roles/{role}',
      params: { project, user, role: roleId },
      expected: [204],
      reply: nothing,
    });
  }

  /** Who was given which role, of one user or on one project where asked for; implied roles are left out; 200. */
  assignments(filter: { readonly user?: string; readonly project?: string } = {}): Promise<readonly RoleAssignment[]> {
    return this.request({
      method: 'GET',
      route: '/role_assignments',
      query: { 'user.id': filter.user, 'scope.project.id': filter.project },
      expected: [200],
      reply: inside('role_assignments', listOf(assignment)),
    });
  }
}

const id = inside('id', text);

const role: Decoder<Role> = record((read) => ({ id: read('id', text), name: read('name', text) }));

const assignment: Decoder<RoleAssignment> = record((read) => ({
  role: read('role', id),
  user: read('user', optional(id)),
  project: read('scope', optional(inside('project', optional(id)))),
}));
