import { keystoneErrors } from '../http/dialects/keystone-dialect';
import { ApiError } from '../http/errors';
import type { IdentityService } from './keystone';
import { expected, validToken } from './requests';
import type { AuthBody, Reference } from './schemas';
import { type ApplicationCredential, defaultDomain, type Named, type Token, type TokenScope, type User } from './store';

/** What somebody asks for a token with. */
type Wish = NonNullable<AuthBody['auth']>;

/** A request for a token, as far as those look at it who sign its user in. */
interface Attempt {
  readonly service: IdentityService;
  readonly wish: Wish;
  readonly scope: TokenScope;
  readonly applicationCredential: ApplicationCredential | undefined;
}

/** Who has signed in, and by which token if it was by one. */
interface SignedIn {
  readonly user: User;
  readonly former?: Token;
}

/** The methods by which one can sign in. */
const methods = ['password', 'token', 'application_credential'] as const;

/**
 * Issues a token. Throws 400, 401 and 403
 * (`keystone/api/_shared/authentication.py:authenticate_for_token`; reference D.1).
 */
export function authenticate(service: IdentityService, wish: Wish): Token {
  checkWish(service, wish);
  const applicationCredential = findApplicationCredential(service, wish);
  const asked = applicationCredential === undefined ? findScope(service, wish) : projectScope(applicationCredential);
  const { user, former } = signInByAll({ service, wish, scope: asked, applicationCredential });
  const scope = atHome(service, wish, user, asked);
  const roleIds = rolesFor(service, user, scope, applicationCredential);
  const issuedAt = Math.floor(service.clock.now() / 1000) * 1000;
  const auditId = service.ids.hex().slice(0, 22);
  const token: Token = {
    value: service.ids.secret(),
    userId: user.id,
    scope,
    methods: [...new Set([...wish.identity.methods, ...(former?.methods ?? [])])],
    roleIds,
    auditIds: former === undefined ? [auditId] : [auditId, former.auditIds.at(-1) ?? auditId],
    applicationCredentialId: applicationCredential?.id,
    issuedAt,
    expiresAt: former?.expiresAt ?? issuedAt + service.tokenSeconds * 1000,
  };
  service.store.tokens.set(token.value, token);
  return token;
}

function checkWish(service: IdentityService, wish: Wish): void {
  checkNames(wish);
  for (const method of wish.identity.methods) {
    if (!Object.hasOwn(wish.identity, method)) throw expected(method, 'identity');
    if (!methods.some((known) => known === method)) throw unsupported(service);
  }
  if (wish.identity.methods.length === 0) throw refusal(service);
}

function projectScope({ projectId }: ApplicationCredential): TokenScope {
  return { kind: 'project', projectId };
}

function signInByAll(attempt: Attempt): SignedIn {
  const all = attempt.wish.identity.methods.map((method) => signIn(attempt, method));
  const [first] = all;
  if (first === undefined || all.some(({ user }) => user !== first.user)) throw refusal(attempt.service);
  return all.find(({ former }) => former !== undefined) ?? first;
}

/** Who names no scope is in the project that is their own, if they have a role there. */
function atHome({ store }: IdentityService, wish: Wish, user: User, scope: TokenScope): TokenScope {
  const isHome = store.rolesIn(user.id, user.defaultProjectId).length > 0;
  if (!isHome || wish.scope !== undefined || scope.kind !== 'unscoped') return scope;
  return { kind: 'project', projectId: user.defaultProjectId };
}

function rolesFor(
  service: IdentityService,
  user: User,
  scope: TokenScope,
  applicationCredential: ApplicationCredential | undefined,
): readonly string[] {
  if (scope.kind === 'unscoped') return [];
  const given = service.store.rolesIn(user.id, scope.kind === 'project' ? scope.projectId : undefined);
  if (given.length === 0) throw refusal(service);
  return applicationCredential?.roleIds ?? service.store.withImplied(given);
}

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

function findScope(service: IdentityService, { scope }: Wish): TokenScope {
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

/** The application credential by which somebody signs in, if it is by one: it has a scope of its own. */
function findApplicationCredential(service: IdentityService, wish: Wish): ApplicationCredential | undefined {
  if (!wish.identity.methods.includes('application_credential')) return undefined;
  if (wish.scope !== undefined) throw refusal(service);
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

function signIn(attempt: Attempt, method: string): SignedIn {
  switch (method) {
    case 'password':
      return byPassword(attempt);
    case 'token':
      return byToken(attempt);
    default:
      return byApplicationCredential(attempt);
  }
}

function byPassword({ service, wish }: Attempt): SignedIn {
  const named = wish.identity.password?.user;
  if (named === undefined) throw expected('user', 'password');
  const user = find(service, service.store.users, named, 'user');
  if (user.password === undefined || user.password !== named.password) throw refusal(service);
  return { user };
}

/**
 * A token may be changed for another one, which ends when it does. One that an application credential gave may not: the
 * other one could do more (`keystone/auth/plugins/token.py:token_authenticate`; seen on 2025.1).
 */
function byToken({ service, wish, scope }: Attempt): SignedIn {
  const token = validToken(service, wish.identity.token?.id ?? '');
  if (token === undefined) throw refusal(service);
  if (token.scope.kind === 'system' && scope.kind === 'project') {
    throw keystoneErrors.policyForbids(
      'Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.',
    );
  }
  if (token.applicationCredentialId !== undefined) {
    throw keystoneErrors.policyForbids('Using a delegated token to create another token is not allowed.');
  }
  const user = service.store.users.get(token.userId);
  if (user === undefined) throw refusal(service);
  return { user, former: token };
}

function byApplicationCredential({ service, wish, applicationCredential }: Attempt): SignedIn {
  if (applicationCredential === undefined) throw refusal(service);
  if (wish.identity.application_credential?.secret !== applicationCredential.secret) throw refusal(service);
  const user = service.store.users.get(applicationCredential.userId);
  if (user === undefined) throw refusal(service);
  return { user };
}
