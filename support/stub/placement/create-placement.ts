import { ownLimit } from '../http/body-limit';
import { placementDialect } from '../http/dialects/placement-dialect';
import type { HttpApplication } from '../http/http-application';
import type { PolicyDefaults } from '../http/policy-defaults';
import { defineService, type ServiceBasics, type ServiceProfile } from '../http/service';
import { type OsTraitsVersion, standardTraits } from './names';
import { placementRoutes } from './routes';
import { healthyPlacement, type PlacementSeams } from './seams';
import { PlacementStore } from './store';
import { knownRoutes, refuseUnplayed } from './unplayed';

/** In what releases of Placement differ (reference D.3, G). */
export interface PlacementTraits {
  /** Old: `role:admin` (zed). New: `role:admin or role:service`, and project readers see their own usages (2023.1). */
  readonly policyDefaults: PolicyDefaults;
  /** What becomes of an over-committed provider's allocations: no write at all, or (2025.2) those that do not add to it. */
  readonly overCommitted: 'no write' | 'no growth';
  /** Whose names its standard traits are. */
  readonly osTraits: OsTraitsVersion;
}

/** What an embedded Placement is made of. */
export interface PlacementOptions extends ServiceBasics {
  readonly traits: PlacementTraits;
  readonly seams?: PlacementSeams;
}

/** Placement, as its routes see it. */
export interface PlacementService extends ServiceBasics {
  readonly store: PlacementStore;
  readonly traits: PlacementTraits;
  readonly seams: PlacementSeams;
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
