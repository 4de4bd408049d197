import type { Route } from '../../http/call';
import { keystoneErrors } from '../../http/dialects/keystone-dialect';
import { jsonResponse } from '../../http/errors';
import { NotPlayed } from '../../http/not-played';
import type { IdentityService } from '../keystone';
import { requireAdmin } from '../policy';
import type { IdentityCall } from '../requests';
import { type Assignment, defaultDomain, type Directory, type Named } from '../store';
import { identityViews, type Json } from '../views';
import { isYes, replyCollection } from './keystone-lists';

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

const projectFilters = {
  name: 'text',
  domain_id: 'text',
  enabled: 'flag',
  is_domain: 'flag',
  parent_id: 'uuid',
} as const;

function listProjects(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_projects');
  const { store } = call.env;
  const tagged = ['tags', 'tags-any', 'not-tags', 'not-tags-any'].some((name) => call.req.query(name) !== undefined);
  if (tagged) throw new NotPlayed('projects filtered by tags');
  if (isYes(call.req.query('is_domain'))) throw new NotPlayed('projects that are domains');
  const items = store.projects.all().map((one) => identityViews.project(one, call.env));
  const pages = 'by limit and marker';
  return replyCollection(call, { name: 'projects', items, filters: projectFilters, unknown: 'ignored', pages });
}

function showProject(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:get_project', ({ scope }) => scope.kind === 'project' && scope.projectId === id);
  const project = found(call.env.store.projects, 'project', id);
  return jsonResponse(200, { project: identityViews.project(project, call.env) });
}

const userFilters = {
  name: 'text',
  domain_id: 'text',
  enabled: 'flag',
  // No password of the embedded cloud ends, and nobody comes from elsewhere.
  password_expires_at: 'text',
  idp_id: 'text',
  protocol_id: 'text',
  unique_id: 'text',
} as const;

function listUsers(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_users');
  const { store } = call.env;
  const items = store.users.all().map((one) => identityViews.user(one, call.env));
  const pages = 'by limit and marker';
  return replyCollection(call, { name: 'users', items, filters: userFilters, unknown: 'ignored', pages });
}

function showUser(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:get_user', ({ userId }) => userId === id);
  const user = found(call.env.store.users, 'user', id);
  return jsonResponse(200, { user: identityViews.user(user, call.env) });
}

function listProjectsOfUser(call: IdentityCall): Response {
  const id = call.req.param('id') ?? '';
  requireAdmin(call, 'identity:list_user_projects', ({ userId }) => userId === id);
  const { store } = call.env;
  const own = store.projects.all().filter((project) => store.rolesIn(id, project.id).length > 0);
  const items = own.map((project) => identityViews.project(project, call.env));
  const filters = { name: 'text', domain_id: 'text', enabled: 'flag' } as const;
  return replyCollection(call, { name: 'projects', items, filters, unknown: 'ignored' });
}

function listRoles(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_roles');
  const { store } = call.env;
  const items = store.roles.all().map((one) => identityViews.role(one, call.env));
  return replyCollection(call, {
    name: 'roles',
    items,
    filters: { name: 'text', domain_id: 'text' },
    unknown: 'refused',
  });
}

function showRole(call: IdentityCall): Response {
  requireAdmin(call, 'identity:get_role');
  const role = found(call.env.store.roles, 'role', call.req.param('id') ?? '');
  return jsonResponse(200, { role: identityViews.role(role, call.env) });
}

const assignmentParameters = [
  ...['user.id', 'group.id', 'role.id', 'scope.project.id', 'scope.domain.id', 'scope.system'],
  ...['scope.OS-INHERIT:inherited_to', 'effective', 'include_names', 'include_subtree'],
];

/** Nobody has a role by a group, on a domain, or by inheritance. */
const nobodysParameters = ['group.id', 'scope.domain.id', 'scope.OS-INHERIT:inherited_to'];

function listAssignments(call: IdentityCall): Response {
  requireAdmin(call, 'identity:list_role_assignments');
  const { store } = call.env;
  const asked = (name: string) => call.req.query(name);
  refuseContradiction(asked);
  const [userId, projectId, roleId] = ['user.id', 'scope.project.id', 'role.id'].map(asked);
  const onSystem = asked('scope.system') === 'all';
  const assignments = isYes(asked('effective')) ? effective(call) : store.assignments;
  const shown = assignments.filter(
    (one) =>
      (userId === undefined || one.userId === userId) &&
      (projectId === undefined || one.projectId === projectId) &&
      (roleId === undefined || one.roleId === roleId) &&
      (!onSystem || one.projectId === undefined) &&
      nobodysParameters.every((name) => asked(name) === undefined),
  );
  const items = shown.map((one) => viewAssignment(call, one));
  return replyCollection(call, { name: 'role_assignments', items, others: assignmentParameters, unknown: 'refused' });
}

function refuseContradiction(asked: (name: string) => string | undefined): void {
  const has = (name: string) => asked(name) !== undefined;
  if (isYes(asked('include_subtree')) && !has('scope.project.id')) {
    throw keystoneErrors.badRequest("'scope.project.id' is a dependency of 'include_subtree'");
  }
  if (has('user.id') && has('group.id')) throw keystoneErrors.badRequest('Specify a user or group, not both');
  if (has('scope.system') && has('scope.project.id')) {
    throw keystoneErrors.badRequest('Specify system or project, not both');
  }
  if (isYes(asked('effective')) && has('group.id')) {
    throw keystoneErrors.badRequest('Combining effective and group filter will always result in an empty list.');
  }
}

/** With the implied roles spelled out. */
function effective({ env: { store } }: IdentityCall): readonly Assignment[] {
  return store.assignments.flatMap((one) => store.withImplied([one.roleId]).map((roleId) => ({ ...one, roleId })));
}

function viewAssignment(call: IdentityCall, { userId, projectId, roleId }: Assignment): Json {
  const { store, publicUrl } = call.env;
  const names = isYes(call.req.query('include_names'));
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
  const filters = { name: 'text', enabled: 'flag' } as const;
  return replyCollection(call, { name: 'domains', items: [viewDomain(call)], filters, unknown: 'ignored' });
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

function found<T extends Named>(directory: Directory<T>, kind: string, id: string): T {
  const thing = directory.get(id);
  if (thing === undefined) throw keystoneErrors.notFound(kind, id);
  return thing;
}
