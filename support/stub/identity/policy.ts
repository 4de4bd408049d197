import { keystoneErrors } from '../http/dialects/keystone-dialect';
import type { IdentitySeams } from './keystone';
import { callerToken, type IdentityCall } from './requests';
import type { IdentityStore, Token } from './store';

/** Keystone's rules as they should be: `identity:validate_token` is for administrators, services, and the owners of tokens. */
export const healthyIdentity: IdentitySeams = {
  rules: {
    mayHandleToken: (token, subject, store) =>
      token.userId === subject.userId || hasRole(token, store, 'admin') || hasRole(token, store, 'service'),
    isStillGood: (token, now) => token.expiresAt > now,
  },
};

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
