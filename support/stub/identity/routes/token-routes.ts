import type { Route } from '../../http/call';
import { keystoneErrors } from '../../http/dialects/keystone-dialect';
import { jsonResponse } from '../../http/errors';
import { authenticate } from '../authenticate';
import type { IdentityService } from '../keystone';
import { mayHandleToken } from '../policy';
import { callerToken, expected, type IdentityCall, readBody, validToken } from '../requests';
import { authBody } from '../schemas';
import type { Token } from '../store';
import { identityViews } from '../views';

/** Tokens (`keystone/api/auth.py:AuthTokenResource`; reference D.1). A HEAD is answered like a GET. */
export const tokenRoutes: readonly Route<IdentityService>[] = [
  { method: 'POST', path: '/v3/auth/tokens', handle: issue },
  { method: 'GET', path: '/v3/auth/tokens', handle: validate },
  { method: 'DELETE', path: '/v3/auth/tokens', handle: revoke },
];

async function issue(call: IdentityCall): Promise<Response> {
  const { auth } = await readBody(call, authBody);
  if (auth === undefined) throw expected('auth', 'request body');
  return replyToken(call, authenticate(call.env, auth), 201);
}

function validate(call: IdentityCall): Response {
  const policy = call.req.raw.method === 'HEAD' ? 'identity:check_token' : 'identity:validate_token';
  return replyToken(call, findSubject(call, policy), 200);
}

function revoke(call: IdentityCall): Response {
  const subject = findSubject(call, 'identity:revoke_token');
  call.env.store.tokens.delete(subject.value);
  return new Response(null, { status: 204, headers: { vary: 'X-Auth-Token' } });
}

function findSubject(call: IdentityCall, policy: string): Token {
  const own = callerToken(call);
  const value = call.req.header('x-subject-token') ?? '';
  const subject = validToken(call.env, value);
  if (subject === undefined) throw keystoneErrors.notFound('token', value);
  if (!mayHandleToken(own, subject, call.env.store)) throw keystoneErrors.policyForbids(policy);
  return subject;
}

function replyToken(call: IdentityCall, token: Token, status: number): Response {
  const catalog = call.req.query('nocatalog') === undefined ? 'with catalog' : 'without catalog';
  const body = { token: identityViews.token(token, call.env, catalog) };
  return jsonResponse(status, body, { 'x-subject-token': token.value, vary: 'X-Auth-Token' });
}
