import type { Route } from '../../http/call';
import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import type { PlacementService } from '../placement';
import { requireManager } from '../policy';
import { findProvider, type PlacementCall, readBody, reply, requireJson, requireJsonAccepted } from '../requests';
import { putAggregateList, putAggregates } from '../schemas';
import type { Provider } from '../store';

/** Which aggregates a provider belongs to (`placement/handlers/aggregate.py`; reference D.3). */
export const aggregateRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/resource_providers/:provider/aggregates', since: '1.1', handle: list },
  { method: 'PUT', path: '/resource_providers/:provider/aggregates', since: '1.1', handle: replace },
];

function list(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:aggregates:list');
  return replyAggregates(call, findProvider(call));
}

/** From 1.19 on the generation is looked at and raised; before, neither. */
async function replace(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:aggregates:update');
  const provider = findProvider(call);
  if (!call.get('version').isAtLeast('1.19')) {
    set(provider, await readBody(call, putAggregateList));
    return replyAggregates(call, provider);
  }
  const body = await readBody(call, putAggregates);
  if (body.resource_provider_generation !== provider.generation) {
    throw placementErrors.conflict(
      "Resource provider's generation already changed. Please update the generation and try again.",
      placementCodes.concurrentUpdate,
    );
  }
  set(provider, body.aggregates);
  call.env.store.raiseGeneration(provider);
  return replyAggregates(call, provider);
}

function set(provider: Provider, aggregates: readonly string[]): void {
  provider.aggregates.clear();
  for (const aggregate of aggregates) provider.aggregates.add(aggregate);
}

function replyAggregates(call: PlacementCall, provider: Provider): Response {
  const generation = call.get('version').isAtLeast('1.19') ? { resource_provider_generation: provider.generation } : {};
  return reply(call, { aggregates: [...provider.aggregates], ...generation });
}
