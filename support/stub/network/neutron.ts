import type { ServiceBasics } from '../http/call';
import type { PolicyDefaults } from '../http/policy-defaults';
import type { NetworkStore } from './store';

/** In what releases of Neutron differ. */
export interface NetworkTraits {
  /** Old: whoever has any role in the project may change its ports (zed). New: members may (2023.2). */
  readonly policyDefaults: PolicyDefaults;
}

/** Neutron, as its routes see it. */
export interface NetworkService extends ServiceBasics {
  readonly store: NetworkStore;
  readonly traits: NetworkTraits;
}
