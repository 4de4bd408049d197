import type { ServiceBasics } from '../http/call';
import type { CatalogService } from './catalog-service';
import type { IdentityStore, Token } from './store';

/** In what releases of Keystone differ. */
export interface IdentityTraits {
  /** Whether there is the role of a project's manager, between admin and member (2023.2). */
  readonly managerRole: 'absent' | 'implied by admin';
}

/** What a release, a defect or a test may replace in Keystone. */
export interface IdentitySeams {
  readonly rules: {
    /** Whether the owner of a token may look at another token, or revoke it. */
    readonly mayHandleToken: (token: Token, subject: Token, store: IdentityStore) => boolean;
    /** Whether a token that Keystone knows is still good. @param now milliseconds since 1970 */
    readonly isStillGood: (token: Token, now: number) => boolean;
  };
}

/** Keystone, as its routes see it. */
export interface IdentityService extends ServiceBasics {
  readonly store: IdentityStore;
  readonly catalog: readonly CatalogService[];
  readonly tokenSeconds: number;
  readonly seams: IdentitySeams;
}
