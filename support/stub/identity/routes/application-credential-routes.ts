import type { Route } from '../../http/call';
import { keystoneErrors } from '../../http/dialects/keystone-dialect';
import { jsonResponse } from '../../http/errors';
import { NotPlayed } from '../../http/not-played';
import type { IdentityService } from '../keystone';
import { requireAdmin } from '../policy';
import { callerToken, type IdentityCall, readBody } from '../requests';
import { type ApplicationCredentialBody, applicationCredentialBody } from '../schemas';
import type { ApplicationCredential, Token } from '../store';
import { identityViews } from '../views';
import { replyCollection } from './keystone-lists';

const path = '/v3/users/:user/application_credentials';

/** Application credentials of a user (`keystone/api/users.py:UserAppCredListCreateResource`). */
export const applicationCredentialRoutes: readonly Route<IdentityService>[] = [
  { method: 'GET', path, handle: list },
  { method: 'POST', path, handle: create },
  { method: 'GET', path: `${path}/:credential`, handle: show },
  { method: 'DELETE', path: `${path}/:credential`, handle: remove },
];

function list(call: IdentityCall): Response {
  const user = call.req.param('user') ?? '';
  requireAdmin(call, 'identity:list_application_credentials', ({ userId }) => userId === user);
  const { store } = call.env;
  const own = store.applicationCredentials.all().filter((one) => one.userId === user);
  const items = own.map((one) => identityViews.applicationCredential(one, call.env));
  return replyCollection(call, {
    name: 'application_credentials',
    items,
    filters: { name: 'text' },
    unknown: 'refused',
  });
}

function show(call: IdentityCall): Response {
  const credential = findCredential(call, 'identity:get_application_credential');
  const view = identityViews.applicationCredential(credential, call.env);
  return jsonResponse(200, { application_credential: view });
}

async function create(call: IdentityCall): Promise<Response> {
  const user = call.req.param('user') ?? '';
  const token = requireAdmin(call, 'identity:create_application_credential', ({ userId }) => userId === user);
  const { application_credential: wanted } = await readBody(call, applicationCredentialBody);
  if (token.userId !== user || token.scope.kind !== 'project') {
    throw keystoneErrors.policyForbids('Cannot create an application credential for another user.');
  }
  refuseDelegated(call, token);
  refuseUnplayed(wanted);
  const { store, ids } = call.env;
  if (store.applicationCredentials.all().some((one) => one.userId === user && one.name === wanted.name)) {
    throw keystoneErrors.conflict(
      'Conflict occurred attempting to store application_credential - Duplicate entry found with name ' +
        `${wanted.name}.`,
    );
  }
  const credential = store.applicationCredentials.add({
    id: ids.hex(),
    name: wanted.name,
    secret: wanted.secret ?? ids.secret(),
    description: wanted.description ?? null,
    userId: user,
    projectId: token.scope.projectId,
    roleIds: wantedRoles(call, token, wanted.roles),
    unrestricted: wanted.unrestricted ?? false,
  });
  const view = { ...identityViews.applicationCredential(credential, call.env), secret: credential.secret };
  return jsonResponse(201, { application_credential: view });
}

/** Throws 400 for an end that is none, and 501 for credentials that end or are good for certain requests only. */
function refuseUnplayed({ expires_at: end, access_rules: rules }: ApplicationCredentialBody['application_credential']) {
  if (typeof end === 'string' && Number.isNaN(Date.parse(end))) {
    throw keystoneErrors.badRequest(
      'Timestamp not in expected format. The server could not comply with the request since it is either malformed or ' +
        'otherwise incorrect. The client is assumed to be in error.',
    );
  }
  if (typeof end === 'string') throw new NotPlayed('application credentials with expires_at');
  if ((rules ?? []).length > 0) throw new NotPlayed('application credentials with access_rules');
}

function remove(call: IdentityCall): Response {
  refuseDelegated(call, callerToken(call));
  const credential = findCredential(call, 'identity:delete_application_credential');
  const { store } = call.env;
  store.applicationCredentials.remove(credential.id);
  for (const token of store.tokens.values()) {
    if (token.applicationCredentialId === credential.id) store.tokens.delete(token.value);
  }
  return new Response(null, { status: 204 });
}

function findCredential(call: IdentityCall, policy: string): ApplicationCredential {
  const user = call.req.param('user') ?? '';
  const id = call.req.param('credential') ?? '';
  requireAdmin(call, policy, ({ userId }) => userId === user);
  const credential = call.env.store.applicationCredentials.get(id);
  if (credential?.userId !== user) throw keystoneErrors.notFound('application credential', id);
  return credential;
}

/** Who signed in with a restricted application credential may not make others, nor take any away. */
function refuseDelegated({ env: { store } }: IdentityCall, { applicationCredentialId }: Token): void {
  if (applicationCredentialId === undefined) return;
  if (store.applicationCredentials.get(applicationCredentialId)?.unrestricted === true) return;
  throw keystoneErrors.policyForbids(
    "Using method 'application_credential' is not allowed for managing additional application credentials.",
  );
}

function wantedRoles(
  { env: { store } }: IdentityCall,
  token: Token,
  wanted: readonly { readonly id?: string; readonly name?: string }[] | undefined,
): readonly string[] {
  if (wanted === undefined || wanted.length === 0) return token.roleIds;
  const ids = wanted.map(({ id, name = '' }) => {
    const role = id ?? store.roles.named(name)?.id;
    if (role === undefined) throw keystoneErrors.undefinedRole(name);
    return role;
  });
  if (ids.every((id) => token.roleIds.includes(id))) return store.withImplied(ids);
  throw keystoneErrors.badRequest(
    'Invalid application credential: Cannot create an application credential with unassigned role',
  );
}
