import type { Route } from '../http/call';
import { jsonResponse } from '../http/errors';
import type { PlacementService } from './placement';
import { freshness } from './requests';
import { allocationRoutes } from './routes/allocation-routes';
import { candidateRoutes } from './routes/candidate-routes';
import { inventoryRoutes } from './routes/inventory-routes';
import { aggregateRoutes } from './routes/provider-aggregate-routes';
import { providerRoutes } from './routes/provider-routes';
import { resourceClassRoutes } from './routes/resource-class-routes';
import { traitRoutes } from './routes/trait-routes';
import { usageRoutes } from './routes/usage-routes';

const version = {
  id: 'v1.0',
  max_version: '1.39',
  min_version: '1.0',
  status: 'CURRENT',
  links: [{ rel: 'self', href: '' }],
};

/** All that Placement answers to (`placement/handler.py:ROUTE_DECLARATIONS`; reference D.3). */
export const placementRoutes: readonly Route<PlacementService>[] = [
  {
    method: 'GET',
    path: '/',
    handle: (call) => jsonResponse(200, { versions: [version] }, freshness(call)),
  },
  ...resourceClassRoutes,
  ...providerRoutes,
  ...inventoryRoutes,
  ...usageRoutes,
  ...aggregateRoutes,
  ...allocationRoutes,
  ...candidateRoutes,
  ...traitRoutes,
];
