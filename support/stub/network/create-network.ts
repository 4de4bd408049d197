import { ownLimit } from '../http/body-limit';
import { neutronDialect } from '../http/dialects/neutron-dialect';
import type { HttpApplication } from '../http/http-application';
import type { PolicyDefaults } from '../http/policy-defaults';
import { defineService, type ServiceBasics, type ServiceProfile } from '../http/service';
import { knownRoutes } from './known-routes';
import { networkRoutes } from './routes';
import { healthyNetwork, type NetworkSeams } from './seams';
import { NetworkStore, type SeedNetwork } from './store';
import { refuseUnplayed } from './unplayed';

/** In what releases of Neutron differ. */
export interface NetworkTraits {
  /** Old: whoever has any role in the project may change its ports (zed). New: members may (2023.2). */
  readonly policyDefaults: PolicyDefaults;
}

/** What an embedded Neutron is made of. */
export interface NetworkOptions extends ServiceBasics {
  readonly traits: NetworkTraits;
  readonly networks: readonly SeedNetwork[];
  readonly seams?: NetworkSeams;
}

/** Neutron, as its routes see it. */
export interface NetworkService extends ServiceBasics {
  readonly store: NetworkStore;
  readonly traits: NetworkTraits;
  readonly seams: NetworkSeams;
}

/** An embedded Neutron. */
export interface Network {
  readonly application: HttpApplication;
}

const profile: ServiceProfile = {
  dialect: neutronDialect,
  bodyLimit: ownLimit,
  head: 'as any other method',
  isPublic: (path) => path === '/',
};

const define = defineService<NetworkService>(() => profile, networkRoutes, {
  known: knownRoutes,
  prefixes: ['/v2.0'],
  refuse: refuseUnplayed,
});

/** Makes an embedded Neutron with its networks (reference D.5). */
export function createNetwork(options: NetworkOptions): Network {
  const { clock, ids, publicUrl, onBreakdown, authenticate, traits } = options;
  const store = new NetworkStore(clock, ids, options.networks);
  const seams = options.seams ?? healthyNetwork;
  return { application: define({ clock, ids, publicUrl, onBreakdown, authenticate, traits, store, seams }) };
}
