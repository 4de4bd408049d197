import { placementErrors } from '../http/dialects/placement-dialect';
import { type FoundRoute, KnownRoutes, nameOf, routesOf } from '../http/known-routes';
import { NotPlayed } from '../http/not-played';
import type { PlacementCall } from './requests';

/** What Placement answers to and the embedded cloud does not play (`placement/policies/reshaper.py`). */
export const knownRoutes = new KnownRoutes(
  routesOf({ '/reshaper': { POST: 'service placement:reshaper:reshape' } }, { since: '1.30' }),
);

/** Throws 403 for all but services (and for administrators too, since the new defaults), and 501 for these. */
export function refuseUnplayed(call: PlacementCall, { route }: FoundRoute): never {
  const { roles, isAdmin } = call.get('caller');
  const may = roles.includes('service') || (isAdmin && call.env.traits.policyDefaults === 'old');
  if (!may) throw placementErrors.forbidden('Policy does not allow placement:reshaper:reshape to be performed.');
  throw new NotPlayed(nameOf(route));
}
