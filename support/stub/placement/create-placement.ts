import { ownLimit } from '../http/body-limit';
import type { ServiceBasics, ServiceProfile } from '../http/call';
import { defineService } from '../http/define-service';
import { placementDialect } from '../http/dialects/placement-dialect';
import type { HttpApplication } from '../http/http-application';
import { healthyPlacement } from './healthy-placement';
import { standardTraits } from './names';
import type { PlacementSeams, PlacementService, PlacementTraits } from './placement';
import { placementRoutes } from './routes';
import { PlacementStore } from './store';
import { knownRoutes, refuseUnplayed } from './unplayed';

/** What an embedded Placement is made of. */
export interface PlacementOptions extends ServiceBasics {
  readonly traits: PlacementTraits;
  readonly seams?: PlacementSeams;
}

/** An embedded Placement. */
export interface Placement {
  readonly application: HttpApplication;
}

const profile: ServiceProfile = {
  dialect: placementDialect,
  microversions: { serviceType: 'placement', minimum: '1.0', maximum: '1.39' },
  bodyLimit: ownLimit,
  head: 'as any other method',
  isPublic: (path) => path === '/',
  versionHeaders: (version) => [
    ['openstack-api-version', `placement ${version.toString()}`],
    ['vary', 'openstack-api-version'],
  ],
};

const define = defineService<PlacementService>(() => profile, placementRoutes, {
  known: knownRoutes,
  prefixes: [''],
  refuse: refuseUnplayed,
});

/** Makes an embedded Placement: a store of its own, which knows nothing of servers (reference D.3). */
export function createPlacement(options: PlacementOptions): Placement {
  const { clock, ids, publicUrl, onBreakdown, authenticate, traits } = options;
  const store = new PlacementStore(clock, standardTraits(traits.osTraits));
  const seams = options.seams ?? healthyPlacement;
  return { application: define({ clock, ids, publicUrl, onBreakdown, authenticate, traits, store, seams }) };
}
