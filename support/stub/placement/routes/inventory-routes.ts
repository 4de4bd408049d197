import type { Route } from '../../http/call';
import { placementCodes, placementDialect, placementErrors } from '../../http/dialects/placement-dialect';
import type { PlacementService } from '../placement';
import { requireManager } from '../policy';
import {
  emptyReply,
  findProvider,
  type PlacementCall,
  readBody,
  reply,
  requireJson,
  requireJsonAccepted,
} from '../requests';
import { type InventoryBody, isClassName, postInventory, putInventories, putInventory } from '../schemas';
import { capacityProblem, inUse, setInventories } from '../set-inventories';
import type { Inventory, Provider } from '../store';
import { placementViews } from '../views';

/** What providers have (`placement/handlers/inventory.py`; reference D.3). */
export const inventoryRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/resource_providers/:provider/inventories', handle: list },
  { method: 'POST', path: '/resource_providers/:provider/inventories', handle: create },
  { method: 'PUT', path: '/resource_providers/:provider/inventories', handle: replaceAll },
  { method: 'DELETE', path: '/resource_providers/:provider/inventories', since: '1.5', handle: removeAll },
  { method: 'DELETE', path: '/resource_providers/:provider/inventories', until: '1.4', handle: notYet },
  { method: 'GET', path: '/resource_providers/:provider/inventories/:class', handle: show },
  { method: 'PUT', path: '/resource_providers/:provider/inventories/:class', handle: update },
  { method: 'DELETE', path: '/resource_providers/:provider/inventories/:class', handle: remove },
];

const foundText = (uuid: string, text: string) => `No resource provider with uuid ${uuid} found : ${text}`;

function list(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:inventories:list');
  const provider = findProvider(call, foundText);
  return reply(call, placementViews.inventories(provider), provider.changedAt);
}

function show(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:inventories:show');
  const provider = findProvider(call, foundText);
  const name = call.req.param('class') ?? '';
  const inventory = provider.inventories.get(name);
  if (inventory === undefined) {
    throw placementErrors.notFound(`No inventory of class ${name} for ${provider.uuid}`);
  }
  return reply(call, placementViews.inventory(inventory, provider), provider.changedAt);
}

async function replaceAll(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:inventories:update');
  const provider = findProvider(call);
  const body = await readBody(call, putInventories);
  const inventories = new Map(
    Object.entries(body.inventories).map(([name, wanted]) => [name, complete(isClassName(name) ? wanted : unread)]),
  );
  set(call, provider, body.resource_provider_generation, inventories);
  return reply(call, placementViews.inventories(provider), provider.changedAt);
}

/** The schema lets pass whatever stands under a name that no class can have, and such a class is not found. */
const unread: InventoryBody = { total: 1 };

function removeAll(call: PlacementCall): Response {
  requireManager(call, 'placement:resource_providers:inventories:delete');
  set(call, findProvider(call), undefined, new Map());
  return emptyReply(204);
}

function notYet(): Response {
  throw placementDialect.wrongMethod('DELETE', ['GET', 'POST', 'PUT']);
}

function set(
  call: PlacementCall,
  provider: Provider,
  generation: number | undefined,
  inventories: ReadonlyMap<string, Inventory>,
): void {
  setInventories(call.env.store, { version: call.get('version'), provider, generation, inventories });
}

async function create(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:inventories:create');
  const provider = findProvider(call);
  const { resource_class: name, ...wanted } = await readBody(call, postInventory);
  const inventory = complete(wanted);
  const unable = `Unable to create inventory for resource provider ${provider.uuid}: `;
  refuseCapacity(call, provider, name, inventory, unable);
  if (!call.env.store.resourceClasses.has(name)) {
    throw placementErrors.badRequest(`${unable}No such resource class ${name}.`);
  }
  if (provider.inventories.has(name)) {
    throw placementErrors.conflict('Update conflict: the inventory exists', placementCodes.concurrentUpdate);
  }
  keep(call, provider, name, inventory);
  const answer = reply(call, placementViews.inventory(inventory, provider), provider.changedAt, 201);
  answer.headers.set('location', `${call.env.publicUrl}/resource_providers/${provider.uuid}/inventories/${name}`);
  return answer;
}

async function update(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:inventories:update');
  const provider = findProvider(call);
  const name = call.req.param('class') ?? '';
  const { resource_provider_generation: generation, ...wanted } = await readBody(call, putInventory);
  if (generation !== provider.generation) {
    throw placementErrors.conflict('resource provider generation conflict', placementCodes.concurrentUpdate);
  }
  const inventory = complete(wanted);
  refuseCapacity(
    call,
    provider,
    name,
    inventory,
    `Unable to update inventory for resource provider ${provider.uuid}: `,
  );
  if (!provider.inventories.has(name)) {
    throw placementErrors.badRequest(
      `No inventory record with resource class for resource provider ${provider.uuid}: No inventory of class ${name} found.`,
    );
  }
  keep(call, provider, name, inventory);
  return reply(call, placementViews.inventory(inventory, provider), provider.changedAt);
}

function remove(call: PlacementCall): Response {
  requireManager(call, 'placement:resource_providers:inventories:delete');
  const provider = findProvider(call);
  const name = call.req.param('class') ?? '';
  if (!provider.inventories.has(name)) {
    const known = call.env.store.resourceClasses.has(name);
    const text = known ? `No inventory of class ${name} found for delete` : `No such resource class ${name}.`;
    throw placementErrors.notFound(`No inventory of class ${name} found for delete: ${text}`);
  }
  if (call.env.store.usedOn(provider.uuid, name) > 0) {
    throw placementErrors.conflict(
      `Unable to delete inventory of class ${name}: ${inUse(name, provider)}`,
      placementCodes.concurrentUpdate,
    );
  }
  provider.inventories.delete(name);
  call.env.store.raiseGeneration(provider);
  return emptyReply(204);
}

function keep(call: PlacementCall, provider: Provider, name: string, inventory: Inventory): void {
  provider.inventories.set(name, inventory);
  call.env.store.raiseGeneration(provider);
}

function refuseCapacity(
  call: PlacementCall,
  provider: Provider,
  name: string,
  inventory: Inventory,
  unable: string,
): void {
  const problem = capacityProblem(call.get('version'), provider, name, inventory);
  if (problem !== undefined) throw placementErrors.badRequest(`${unable}${problem}`);
}

function complete(wanted: InventoryBody): Inventory {
  return {
    total: wanted.total,
    reserved: wanted.reserved ?? 0,
    min_unit: wanted.min_unit ?? 1,
    max_unit: wanted.max_unit ?? 2147483647,
    step_size: wanted.step_size ?? 1,
    allocation_ratio: wanted.allocation_ratio ?? 1,
  };
}
