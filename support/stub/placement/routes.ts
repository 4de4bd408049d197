import { jsonResponse } from '../http/errors';
import type { Route } from '../http/service';
import type { PlacementService } from './placement';
import { freshness } from './requests';
import { aggregateRoutes } from './routes/aggregates';
import { allocationRoutes } from './routes/allocations';
import { candidateRoutes } from './routes/candidates';
import { inventoryRoutes } from './routes/inventories';
import { providerRoutes } from './routes/providers';
import { resourceClassRoutes } from './routes/resource-classes';
import { traitRoutes } from './routes/traits';
import { usageRoutes } from './routes/usages';

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
