import { keystoneErrors } from '../http/dialects/keystone-dialect';
import { callerToken, type IdentityCall } from './requests';
import type { IdentityStore, Token } from './store';

/** Whether the owner of a token may look at another token, or revoke it (`identity:validate_token`). */
export function mayHandleToken(token: Token, subject: Token, store: IdentityStore): boolean {
  return token.userId === subject.userId || hasRole(token, store, 'admin') || hasRole(token, store, 'service');
}

/** Lets only administrators through, and who `isOwn` says. Throws 401, or 403 naming the policy. */
export function requireAdmin(
  call: IdentityCall,
  policy: string,
  isOwn: (token: Token) => boolean = () => false,
): Token {
  const token = callerToken(call);
  if (isOwn(token) || hasRole(token, call.env.store, 'admin')) return token;
  throw keystoneErrors.policyForbids(policy);
}

function hasRole(token: Token, store: IdentityStore, name: string): boolean {
  return token.roleIds.some((id) => store.roles.get(id)?.name === name);
}
