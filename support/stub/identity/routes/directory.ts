import { keystoneErrors } from '../../http/dialects/keystone';
import { jsonResponse } from '../../http/errors';
import type { Route } from '../../http/service';
import type { IdentityService } from '../identity';
import { requireAdmin } from '../policy';
import type { IdentityCall } from '../requests';
import { type Assignment, defaultDomain, type Directory, type Named } from '../store';
import type { Json } from '../views';
import { collection } from './collection';

/** Projects, users, roles and who has which (`keystone/api/projects.py`, `users.py`, `roles.py`, `role_assignments.py`). */
export const directoryRoutes: readonly Route<IdentityService>[] = [
  { method: 'GET', path: '/v3/projects', handle: listProjects },
  { method: 'GET', path: '/v3/projects/:id', handle: showProject },
  { method: 'GET', path: '/v3/users', handle: listUsers },
  { method: 'GET', path: '/v3/users/:id', handle: showUser },
  { method: 'GET', path: '/v3/users/:id/projects', handle: listProjectsOfUser },
  { method: 'GET', path: '/v3/roles', handle: listRoles },
  { method: 'GET', path: '/v3/roles/:id', handle: showRole },
  { method: 'GET', path: '/v3/role_assignments', handle: listAssignments },
  { method: 'GET', path: '/v3/domains', handle: listDomains },
  { method: 'GET', path: '/v3/domains/:id', handle: showDomain },
];

function listProjects(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_projects');
  const { store, seams } = call.env;
  return collection(
    call,
    'projects',
    named(call, store.projects).map((one) => seams.views.project(one, call.env)),
  );
}

function showProject(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:get_project', ({ scope }) => scope.kind === 'project' && scope.projectId === id);
  const project = found(call.env.store.projects, 'project', id);
  return jsonResponse(200, { project: call.env.seams.views.project(project, call.env) });
}

function listUsers(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_users');
  const { store, seams } = call.env;
  return collection(
    call,
    'users',
    named(call, store.users).map((one) => seams.views.user(one, call.env)),
  );
}

function showUser(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:get_user', ({ userId }) => userId === id);
  const user = found(call.env.store.users, 'user', id);
  return jsonResponse(200, { user: call.env.seams.views.user(user, call.env) });
}

function listProjectsOfUser(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:list_user_projects', ({ userId }) => userId === id);
  const { store, seams } = call.env;
  const own = store.projects.all().filter((project) => store.rolesIn(id, project.id).length > 0);
  return collection(
    call,
    'projects',
    own.map((project) => seams.views.project(project, call.env)),
  );
}

function listRoles(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_roles');
  const { store, seams } = call.env;
  return collection(
    call,
    'roles',
    named(call, store.roles).map((one) => seams.views.role(one, call.env)),
  );
}

function showRole(call: IdentityCall): Response {
  requireAdmin(call, 'identity:get_role');
  const role = found(call.env.store.roles, 'role', call.req.param('id') ?? '');
  return jsonResponse(200, { role: call.env.seams.views.role(role, call.env) });
}

function listAssignments(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_role_assignments');
  const { store } = call.env;
  const wanted = {
    userId: call.req.query('user.id'),
    projectId: call.req.query('scope.project.id'),
    roleId: call.req.query('role.id'),
    system: call.req.query('scope.system'),
  };
  const assignments = isTrue(call.req.query('effective')) ? effective(call) : store.assignments;
  const shown = assignments.filter(
    (one) =>
      (wanted.userId === undefined || one.userId === wanted.userId) &&
      (wanted.projectId === undefined || one.projectId === wanted.projectId) &&
      (wanted.roleId === undefined || one.roleId === wanted.roleId) &&
      (wanted.system === undefined || one.projectId === undefined),
  );
  return collection(
    call,
    'role_assignments',
    shown.map((one) => viewAssignment(call, one)),
  );
}

/** With the implied roles spelled out. */
function effective({ env: { store } }: IdentityCall): readonly Assignment[] {
  return store.assignments.flatMap((one) => store.withImplied([one.roleId]).map((roleId) => ({ ...one, roleId })));
}

function viewAssignment(call: IdentityCall, { userId, projectId, roleId }: Assignment): Json {
  const { store, publicUrl } = call.env;
  const names = isTrue(call.req.query('include_names'));
  const withName = (id: string, directory: Directory<Named>, domain: object) =>
    names ? { id, name: directory.get(id)?.name, ...domain } : { id };
  const domain = { domain: defaultDomain };
  const place = projectId === undefined ? 'system' : `projects/${projectId}`;
  return {
    role: withName(roleId, store.roles, {}),
    user: withName(userId, store.users, domain),
    scope:
      projectId === undefined ? { system: { all: true } } : { project: withName(projectId, store.projects, domain) },
    links: { assignment: `${publicUrl}/v3/${place}/users/${userId}/roles/${roleId}` },
  };
}

function listDomains(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_domains');
  return collection(call, 'domains', [viewDomain(call)]);
}

function showDomain(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:get_domain', () => id === defaultDomain.id);
  if (id !== defaultDomain.id) throw keystoneErrors.notFound('domain', id);
  return jsonResponse(200, { domain: viewDomain(call) });
}

function viewDomain({ env: { publicUrl } }: IdentityCall): Json {
  const links = { self: `${publicUrl}/v3/domains/${defaultDomain.id}` };
  return { ...defaultDomain, description: 'The default domain', enabled: true, tags: [], options: {}, links };
}

function named<T extends Named>(call: IdentityCall, directory: Directory<T>): readonly T[] {
  const name = call.req.query('name');
  return name === undefined ? directory.all() : directory.all().filter((one) => one.name === name);
}

function found<T extends Named>(directory: Directory<T>, kind: string, id: string): T {
  const thing = directory.get(id);
  if (thing === undefined) throw keystoneErrors.notFound(kind, id);
  return thing;
}

function isTrue(flag: string | undefined): boolean {
  return flag !== undefined && !['0', 'false', 'no', 'off'].includes(flag.toLowerCase());
}
