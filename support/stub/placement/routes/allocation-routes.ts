import type { Route } from '../../http/call';
import { placementErrors } from '../../http/dialects/placement-dialect';
import { isUuidLike, type Schema } from '../../http/schemas';
import { perform } from '../../operation';
import type { ConsumerWish, PlacementService } from '../placement';
import { requireManager } from '../policy';
import {
  emptyReply,
  findProvider,
  linkPrefix,
  type PlacementCall,
  readBody,
  reply,
  requireJson,
  requireJsonAccepted,
} from '../requests';
import { type Amounts, type ConsumerBody, type ListBody, postSchemas, putListSchemas, putSchemas } from '../schemas';
import type { Allocation, Consumer, Provider } from '../store';
import { placementViews } from '../views';

/** Stands for project and user of those who did not tell them (`[placement] incomplete_consumer_project_id`). */
const incomplete = '00000000-0000-0000-0000-000000000000';

/** What consumers hold (`placement/handlers/allocation.py`; reference D.3). */
export const allocationRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/resource_providers/:provider/allocations', handle: listOnProvider },
  { method: 'POST', path: '/allocations', since: '1.13', handle: writeMany },
  { method: 'GET', path: '/allocations/:consumer', handle: listOfConsumer },
  { method: 'PUT', path: '/allocations/:consumer', handle: writeOne },
  { method: 'DELETE', path: '/allocations/:consumer', handle: remove },
];

function listOnProvider(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:allocations:list');
  const provider = findProvider(call, (uuid, text) => `Resource provider '${uuid}' not found: ${text}`);
  const { store, seams } = call.env;
  const body = seams.views.providerAllocations(provider, {
    store,
    version: call.get('version'),
    prefix: linkPrefix(call),
  });
  return reply(call, body, newest(store.allocationsOn(provider.uuid)));
}

function listOfConsumer(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:allocations:list');
  const consumer = call.req.param('consumer') ?? '';
  const { store } = call.env;
  const body = placementViews.consumerAllocations(consumer, {
    store,
    version: call.get('version'),
    prefix: linkPrefix(call),
  });
  return reply(call, body, newest(store.allocationsOf(consumer)));
}

async function writeOne(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:allocations:update');
  const named = call.req.param('consumer') ?? '';
  if (!isUuidLike(named)) throw placementErrors.badRequest(`Malformed consumer_uuid: ${named}`);
  const uuid = dashed(named);
  const wish = call.get('version').isAtLeast('1.12')
    ? wishOf(uuid, await readBody(call, newestSchema(call, putSchemas)))
    : wishOfList(uuid, await readBody(call, putListSchemas[call.get('version').isAtLeast('1.8') ? '1.8' : '1.0']));
  await write(call, [wish], (text) => `Unable to allocate inventory for consumer ${uuid}: ${text}`);
  return emptyReply(204);
}

async function writeMany(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:allocations:manage');
  const body = await readBody(call, newestSchema(call, postSchemas));
  const wishes = Object.entries(body).map(([uuid, wanted]) => wishOf(uuid, wanted));
  await write(call, wishes, (text) => `Unable to allocate inventory ${text}`);
  return emptyReply(204);
}

async function remove(call: PlacementCall): Promise<Response> {
  requireManager(call, 'placement:allocations:delete');
  const consumer = call.req.param('consumer') ?? '';
  await perform(call.env.seams.operations.deleteAllocations, { service: call.env, consumer });
  return emptyReply(204);
}

async function write(
  call: PlacementCall,
  wishes: readonly ConsumerWish[],
  unknownClass: (text: string) => string,
): Promise<void> {
  await perform(call.env.seams.operations.writeAllocations, {
    service: call.env,
    version: call.get('version'),
    wishes,
    unknownClass,
    made: [],
    touched: { providers: new Set<Provider>(), consumers: new Set<Consumer>() },
  });
}

function newestSchema<T>(
  call: PlacementCall,
  schemas: readonly (readonly [since: string, schema: Schema<T>])[],
): Schema<T> {
  const found = schemas.find(([since]) => call.get('version').isAtLeast(since));
  if (found === undefined) throw new RangeError(`no schema for microversion ${call.get('version').toString()}`);
  return found[1];
}

function wishOf(uuid: string, body: ConsumerBody): ConsumerWish {
  return {
    uuid,
    projectId: body.project_id,
    userId: body.user_id,
    generation: body.consumer_generation,
    type: body.consumer_type,
    allocations: new Map(Object.entries(body.allocations).map(([provider, { resources }]) => [provider, resources])),
  };
}

function wishOfList(uuid: string, body: ListBody): ConsumerWish {
  const allocations = new Map<string, Amounts>();
  for (const { resource_provider, resources } of body.allocations) allocations.set(resource_provider.uuid, resources);
  return {
    uuid,
    projectId: body.project_id ?? incomplete,
    userId: body.user_id ?? incomplete,
    generation: undefined,
    type: undefined,
    allocations,
  };
}

function dashed(uuid: string): string {
  const hex = uuid.replace(/[^0-9a-fA-F]/g, '').toLowerCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function newest(allocations: readonly Allocation[]): number | undefined {
  return allocations.length === 0 ? undefined : Math.max(...allocations.map(({ writtenAt }) => writtenAt));
}
