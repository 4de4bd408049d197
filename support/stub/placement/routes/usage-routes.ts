import type { Route } from '../../http/call';
import { defineSchema } from '../../http/schemas';
import type { PlacementService } from '../placement';
import { requireManager, requireUsageReader } from '../policy';
import { findProvider, linkPrefix, type PlacementCall, readQuery, reply, requireJsonAccepted } from '../requests';
import type { Allocation, PlacementStore } from '../store';
import { placementViews } from '../views';
import { amounts, groupBy } from '../views';

/** How much is in use (`placement/handlers/usage.py`; reference D.3). */
export const usageRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/resource_providers/:provider/usages', handle: usagesOfProvider },
  { method: 'GET', path: '/usages', since: '1.9', handle: usagesOfProject },
];

interface UsageQuery {
  readonly project_id: string;
  readonly user_id?: string;
  readonly consumer_type?: string;
}

const shortText = { type: 'string', minLength: 1, maxLength: 255 };
const untilTypes = { project_id: shortText, user_id: shortText };
const withTypes = { ...untilTypes, consumer_type: { ...shortText, pattern: '^[A-Z0-9_]+$|^all|^unknown$' } };

const schemas = {
  '1.9': defineSchema<UsageQuery>(querySchema(untilTypes)),
  '1.38': defineSchema<UsageQuery>(querySchema(withTypes)),
} as const;

function querySchema(properties: object): object {
  return { type: 'object', properties, required: ['project_id'], additionalProperties: false };
}

function usagesOfProvider(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:usages');
  const provider = findProvider(call, (uuid, text) => `No resource provider with uuid ${uuid} found: ${text}`);
  const { store } = call.env;
  return reply(
    call,
    placementViews.usages(provider, { store, version: call.get('version'), prefix: linkPrefix(call) }),
  );
}

function usagesOfProject(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireUsageReader(call, call.req.query('project_id'));
  const typed = call.get('version').isAtLeast('1.38');
  const query = readQuery(call, schemas[typed ? '1.38' : '1.9']);
  const held = heldBy(call.env.store, query);
  return reply(call, { usages: typed ? byType(call.env.store, held, query.consumer_type) : amounts(held) });
}

function heldBy(store: PlacementStore, query: UsageQuery): readonly Allocation[] {
  return store.allAllocations().filter((allocation) => {
    const consumer = store.consumers.get(allocation.consumer);
    return (
      consumer?.projectId === query.project_id && (query.user_id === undefined || consumer.userId === query.user_id)
    );
  });
}

function byType(store: PlacementStore, held: readonly Allocation[], wanted: string | undefined) {
  const typeOf = ({ consumer }: Allocation) =>
    wanted === 'all' ? 'all' : (store.consumers.get(consumer)?.type ?? 'unknown');
  const shown = [...groupBy(held, typeOf)].filter(([type]) => wanted === undefined || type === wanted);
  return Object.fromEntries(
    shown.map(([type, allocations]) => [
      type,
      { ...amounts(allocations), consumer_count: new Set(allocations.map(({ consumer }) => consumer)).size },
    ]),
  );
}
