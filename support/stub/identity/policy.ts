import { keystoneErrors } from '../http/dialects/keystone-dialect';
import { callerToken, type IdentityCall } from './requests';
import type { IdentityStore, Token } from './store';

/** Whether the owner of a token may do what Keystone reserves to administrators. */
export type MayAdministrate = (token: Token, store: IdentityStore) => boolean;

/** Whether the owner of a token may look at another token, or revoke it. */
export type MayHandleToken = (token: Token, subject: Token, store: IdentityStore) => boolean;

/** `role:admin`. */
export const mayAdministrate: MayAdministrate = (token, store) => hasRole(token, store, 'admin');

/** Administrators and services, and everybody for tokens of their own (`identity:validate_token`). */
export const mayHandleToken: MayHandleToken = (token, subject, store) =>
  token.userId === subject.userId || hasRole(token, store, 'admin') || hasRole(token, store, 'service');

/** Lets only administrators through, and who `isOwn` says. Throws 401, or 403 naming the policy. */
export function requireAdmin(
  call: IdentityCall,
  policy: string,
  isOwn: (token: Token) => boolean = () => false,
): Token {
  const token = callerToken(call);
  if (isOwn(token) || call.env.seams.rules.mayAdministrate(token, call.env.store)) return token;
  throw keystoneErrors.policyForbids(policy);
}

function hasRole(token: Token, store: IdentityStore, name: string): boolean {
  return token.roleIds.some((id) => store.roles.get(id)?.name === name);
}
