import { ownLimit } from '../http/body-limit';
import type { ServiceBasics, ServiceProfile } from '../http/call';
import { defineService } from '../http/define-service';
import { neutronDialect } from '../http/dialects/neutron-dialect';
import type { HttpApplication } from '../http/http-application';
import { knownRoutes } from './known-routes';
import type { NetworkService, NetworkTraits } from './neutron';
import { networkRoutes } from './routes';
import { NetworkStore, type SeedNetwork } from './store';
import { refuseUnplayed } from './unplayed';

/** What an embedded Neutron is made of. */
export interface NetworkOptions extends ServiceBasics {
  readonly traits: NetworkTraits;
  readonly networks: readonly SeedNetwork[];
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
  return { application: define({ clock, ids, publicUrl, onBreakdown, authenticate, traits, store }) };
}
