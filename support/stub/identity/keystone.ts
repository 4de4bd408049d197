import type { ServiceBasics } from '../http/call';
import type { CatalogService } from './catalog-service';
import type { IdentityStore } from './store';

/** In what releases of Keystone differ. */
export interface IdentityTraits {
  /** Whether there is the role of a project's manager, between admin and member (2023.2). */
  readonly managerRole: 'absent' | 'implied by admin';
}

/** Keystone, as its routes see it. */
export interface IdentityService extends ServiceBasics {
  readonly store: IdentityStore;
  readonly catalog: readonly CatalogService[];
  readonly tokenSeconds: number;
}
