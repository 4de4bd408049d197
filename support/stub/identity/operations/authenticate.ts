import { keystoneErrors } from '../../http/dialects/keystone-dialect';
import { ApiError } from '../../http/errors';
import type { Operation } from '../../operation';
import type { IdentityService } from '../create-identity';
import { expected } from '../requests';
import type { AuthBody, Reference } from '../schemas';
import {
  type ApplicationCredential,
  defaultDomain,
  type Named,
  type Token,
  type TokenScope,
  type User,
} from '../store';

/** What somebody asks for a token with. */
export type Wish = NonNullable<AuthBody['auth']>;

/** A request for a token, on its way through the steps. */
export interface AuthenticateContext {
  readonly service: IdentityService;
  readonly wish: Wish;
  applicationCredential: ApplicationCredential | undefined;
  user: User | undefined;
  /** The token by which the user signs in; undefined when it is no token. */
  former: Token | undefined;
  scope: TokenScope;
  roleIds: readonly string[];
  token: Token | undefined;
}

/** The steps of `POST /v3/auth/tokens`. */
export type AuthenticateStep = 'checkWish' | 'findScope' | 'findUser' | 'collectRoles' | 'issue';

/** The methods by which one can sign in. */
const methods = ['password', 'token', 'application_credential'] as const;

/** Issues a token (`keystone/api/_shared/authentication.py:authenticate_for_token`; reference D.1). */
export const authenticate: Operation<AuthenticateContext, AuthenticateStep> = {
  checkWish: ({ service, wish }) => {
    checkNames(wish);
    for (const method of wish.identity.methods) {
      if (!Object.hasOwn(wish.identity, method)) throw expected(method, 'identity');
      if (!methods.some((known) => known === method)) throw unsupported(service);
    }
    if (wish.identity.methods.length === 0) throw refusal(service);
    return 'go on';
  },
  findScope: (context) => {
    const { wish, service } = context;
    if (wish.identity.methods.includes('application_credential')) {
      if (wish.scope !== undefined) throw refusal(service);
      const credential = findApplicationCredential(context);
      context.applicationCredential = credential;
      context.scope = { kind: 'project', projectId: credential.projectId };
      return 'go on';
    }
    context.scope = findScope(context);
    return 'go on';
  },
  findUser: (context) => {
    const users = context.wish.identity.methods.map((method) => signIn(context, method));
    const [user] = users;
    if (user === undefined || users.some((other) => other !== user)) throw refusal(context.service);
    context.user = user;
    const isHome = context.service.store.rolesIn(user.id, user.defaultProjectId).length > 0;
    if (isHome && context.wish.scope === undefined && context.scope.kind === 'unscoped') {
      context.scope = { kind: 'project', projectId: user.defaultProjectId };
    }
    return 'go on';
  },
  collectRoles: (context) => {
    const { service, user, scope, applicationCredential } = context;
    if (user === undefined || scope.kind === 'unscoped') return 'go on';
    const given = service.store.rolesIn(user.id, scope.kind === 'project' ? scope.projectId : undefined);
    if (given.length === 0) throw refusal(service);
    context.roleIds = applicationCredential?.roleIds ?? service.store.withImplied(given);
    return 'go on';
  },
  issue: (context) => {
    const { service, wish, user, former, scope, roleIds } = context;
    if (user === undefined) return 'stop';
    const issuedAt = Math.floor(service.clock.now() / 1000) * 1000;
    const auditId = service.ids.hex().slice(0, 22);
    context.token = {
      value: service.ids.secret(),
      userId: user.id,
      scope,
      methods: [...new Set([...wish.identity.methods, ...(former?.methods ?? [])])],
      roleIds,
      auditIds: former === undefined ? [auditId] : [auditId, former.auditIds.at(-1) ?? auditId],
      applicationCredentialId: context.applicationCredential?.id,
      issuedAt,
      expiresAt: former?.expiresAt ?? issuedAt + service.tokenSeconds * 1000,
    };
    service.store.tokens.set(context.token.value, context.token);
    return 'go on';
  },
};

function refusal(service: IdentityService): ApiError {
  return keystoneErrors.unauthorized(service.publicUrl);
}

function unsupported(service: IdentityService): ApiError {
  return new ApiError(401, 'Attempted to authenticate with an unsupported method.', {
    headers: refusal(service).details.headers ?? {},
    extra: { identity: { methods } },
  });
}

/** A name or id must be given wherever somebody or something is meant (`auth/schema.py:validate_issue_token_auth`). */
function checkNames({ identity, scope }: Wish): void {
  const user = identity.password?.user;
  if (user !== undefined) checkNamed(user, 'identity/password/user');
  if (user?.domain !== undefined) checkNamed(user.domain, 'identity/password/user/domain');
  checkScope(scope);
}

function checkScope(scope: Wish['scope']): void {
  if (scope === undefined || scope === 'unscoped') return;
  if (typeof scope === 'string') throw expected(scopes, 'scope');
  if (scope.project !== undefined) checkNamed(scope.project, 'scope/project');
  if (scope.project?.domain !== undefined) checkNamed(scope.project.domain, 'scope/project/domain');
  if (scope.domain !== undefined) checkNamed(scope.domain, 'scope/domain');
  const { project, domain, system, unscoped, 'OS-TRUST:trust': trust } = scope;
  const kinds = [project, domain, system, unscoped, trust].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) throw expected(scopes, 'scope');
}

const scopes = 'system, project, domain, OS-TRUST:trust or unscoped';

function checkNamed(reference: Reference, field: string): void {
  if (reference.id !== undefined || reference.name !== undefined) return;
  throw keystoneErrors.badRequest(`Invalid input for field ${field}: id or name must be present.`);
}

function findScope({ service, wish: { scope } }: AuthenticateContext): TokenScope {
  if (scope === undefined || typeof scope === 'string' || scope.unscoped !== undefined) return { kind: 'unscoped' };
  if (scope.system !== undefined) return { kind: 'system' };
  if (scope.project === undefined) throw refusal(service);
  return { kind: 'project', projectId: find(service, service.store.projects, scope.project, 'project').id };
}

function find<T extends Named>(
  service: IdentityService,
  directory: { get(id: string): T | undefined; named(name: string): T | undefined },
  { id, name, domain }: Reference,
  target: string,
): T {
  if (name === undefined) {
    const found = id === undefined ? undefined : directory.get(id);
    if (found === undefined) throw refusal(service);
    return found;
  }
  if (domain === undefined) throw expected('domain', target);
  const here = domain.name === undefined ? domain.id === defaultDomain.id : domain.name === defaultDomain.name;
  const found = here ? directory.named(name) : undefined;
  if (found === undefined) throw refusal(service);
  return found;
}

function findApplicationCredential({ service, wish }: AuthenticateContext): ApplicationCredential {
  const named = wish.identity.application_credential;
  const { applicationCredentials, users } = service.store;
  if (named?.id !== undefined) {
    const found = applicationCredentials.get(named.id);
    if (found === undefined) throw refusal(service);
    return found;
  }
  if (named?.name === undefined) throw expected('name or ID', 'application credential');
  if (named.user === undefined) throw expected('user', 'application credential');
  const user = find(service, users, named.user, 'user');
  const found = applicationCredentials.all().find((one) => one.name === named.name && one.userId === user.id);
  if (found === undefined) throw refusal(service);
  return found;
}

function signIn(context: AuthenticateContext, method: string): User {
  switch (method) {
    case 'password':
      return byPassword(context);
    case 'token':
      return byToken(context);
    default:
      return byApplicationCredential(context);
  }
}

function byPassword({ service, wish }: AuthenticateContext): User {
  const named = wish.identity.password?.user;
  if (named === undefined) throw expected('user', 'password');
  const user = find(service, service.store.users, named, 'user');
  if (user.password === undefined || user.password !== named.password) throw refusal(service);
  return user;
}

/**
 * A token may be changed for another one, which ends when it does. One that an application credential gave may not: the
 * other one could do more (`keystone/auth/plugins/token.py:token_authenticate`; seen on 2025.1).
 */
function byToken(context: AuthenticateContext): User {
  const { service, wish, scope } = context;
  const token = service.store.tokens.get(wish.identity.token?.id ?? '');
  if (token === undefined || token.expiresAt <= service.clock.now()) throw refusal(service);
  if (token.scope.kind === 'system' && scope.kind === 'project') {
    throw keystoneErrors.policyForbids(
      'Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.',
    );
  }
  if (token.applicationCredentialId !== undefined) {
    throw keystoneErrors.policyForbids('Using a delegated token to create another token is not allowed.');
  }
  context.former = token;
  const user = service.store.users.get(token.userId);
  if (user === undefined) throw refusal(service);
  return user;
}

function byApplicationCredential({ service, wish, applicationCredential }: AuthenticateContext): User {
  if (applicationCredential === undefined) throw refusal(service);
  if (wish.identity.application_credential?.secret !== applicationCredential.secret) throw refusal(service);
  const user = service.store.users.get(applicationCredential.userId);
  if (user === undefined) throw refusal(service);
  return user;
}
