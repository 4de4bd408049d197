import type { Operation } from '../operation';
import { authenticate, type AuthenticateContext, type AuthenticateStep } from './operations/authenticate';
import { type MayAdministrate, mayAdministrate, type MayHandleToken, mayHandleToken } from './policy';
import { identityViews, type IdentityViews } from './views';

/** What a release, a fault or a defect may replace in Keystone. */
export interface IdentitySeams {
  readonly rules: { readonly mayAdministrate: MayAdministrate; readonly mayHandleToken: MayHandleToken };
  readonly views: IdentityViews;
  readonly operations: { readonly authenticate: Operation<AuthenticateContext, AuthenticateStep> };
}

/** Keystone as it should be. */
export const healthyIdentity: IdentitySeams = {
  rules: { mayAdministrate, mayHandleToken },
  views: identityViews,
  operations: { authenticate },
};
