import { type CatalogService, region } from './catalog-service';
import type { IdentityService } from './keystone';
import { type ApplicationCredential, defaultDomain, type Named, type Token, type User } from './store';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** How Keystone shows what it knows (reference D.1). */
export const identityViews = {
  token: (token: Token, service: IdentityService, catalog: 'with catalog' | 'without catalog'): Json => ({
    methods: token.methods,
    user: userOf(token, service),
    audit_ids: token.auditIds,
    expires_at: timestamp(token.expiresAt),
    issued_at: timestamp(token.issuedAt),
    ...scopeOf(token, service),
    ...(catalog === 'with catalog' && token.scope.kind !== 'unscoped' ? { catalog: catalogOf(token, service) } : {}),
    ...applicationCredentialOf(token, service),
  }),
  project: (project: Named, service: IdentityService): Json => ({
    id: project.id,
    name: project.name,
    domain_id: defaultDomain.id,
    description: '',
    enabled: true,
    parent_id: defaultDomain.id,
    is_domain: false,
    tags: [],
    options: {},
    links: { self: `${service.publicUrl}/v3/projects/${project.id}` },
  }),
  user: (user: User, service: IdentityService): Json => ({
    id: user.id,
    name: user.name,
    domain_id: defaultDomain.id,
    enabled: true,
    default_project_id: user.defaultProjectId,
    password_expires_at: null,
    options: {},
    links: { self: `${service.publicUrl}/v3/users/${user.id}` },
  }),
  role: (role: Named, service: IdentityService): Json => ({
    id: role.id,
    name: role.name,
    domain_id: null,
    description: null,
    options: {},
    links: { self: `${service.publicUrl}/v3/roles/${role.id}` },
  }),
  applicationCredential: (credential: ApplicationCredential, service: IdentityService): Json => ({
    id: credential.id,
    name: credential.name,
    description: credential.description,
    project_id: credential.projectId,
    user_id: credential.userId,
    roles: rolesOf(credential.roleIds, service).map((role) => ({ ...role, domain_id: null })),
    expires_at: null,
    unrestricted: credential.unrestricted,
    links: { self: `${service.publicUrl}/v3/users/${credential.userId}/application_credentials/${credential.id}` },
  }),
};

/** The catalog as a token shows it; `%(project_id)s` in an address becomes the token's project. */
export function catalogOf(token: Token, service: IdentityService): readonly Json[] {
  const project = token.scope.kind === 'project' ? token.scope.projectId : '';
  return service.catalog.map((entry) => ({
    id: catalogId(entry, 'service'),
    type: entry.type,
    name: entry.name,
    endpoints: ['public', 'internal', 'admin'].map((face) => ({
      id: catalogId(entry, face),
      interface: face,
      region,
      region_id: region,
      url: entry.url.replaceAll('%(project_id)s', project),
    })),
  }));
}

/** A stable id for a part of the catalog: 32 hexadecimal digits made of what it is. */
function catalogId({ type }: CatalogService, part: string): string {
  return Buffer.from(`${part}.${type}`).toString('hex').padEnd(32, '0').slice(0, 32);
}

function userOf(token: Token, { store }: IdentityService): Json {
  const user = store.users.get(token.userId);
  return { domain: defaultDomain, id: token.userId, name: user?.name, password_expires_at: null };
}

function scopeOf({ scope, roleIds }: Token, service: IdentityService): Json {
  const roles = rolesOf(roleIds, service);
  switch (scope.kind) {
    case 'project': {
      const project = {
        domain: defaultDomain,
        id: scope.projectId,
        name: service.store.projects.get(scope.projectId)?.name,
      };
      return { project, is_domain: false, roles };
    }
    case 'system':
      return { roles, system: { all: true } };
    case 'unscoped':
      return {};
  }
}

function applicationCredentialOf({ applicationCredentialId }: Token, { store }: IdentityService): Json {
  const credential =
    applicationCredentialId === undefined ? undefined : store.applicationCredentials.get(applicationCredentialId);
  if (credential === undefined) return {};
  return {
    application_credential: { id: credential.id, name: credential.name, restricted: !credential.unrestricted },
  };
}

function rolesOf(roleIds: readonly string[], { store }: IdentityService): readonly Named[] {
  return roleIds.flatMap((id) => {
    const role = store.roles.get(id);
    return role === undefined ? [] : [{ id: role.id, name: role.name }];
  });
}

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
