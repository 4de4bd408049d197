import { placementCodes, placementErrors } from '../http/dialects/placement-dialect';
import type { Microversion } from '../http/microversions';
import { capacityOf, type Inventory, type PlacementStore, type Provider } from './store';

/** A request that replaces all inventories of a provider. */
interface InventoriesWish {
  readonly version: Microversion;
  readonly provider: Provider;
  /** What the client saw; undefined for `DELETE`, which does not say. */
  readonly generation: number | undefined;
  readonly inventories: ReadonlyMap<string, Inventory>;
}

/**
 * Replaces a provider's inventories. A class in use cannot be taken away; shrinking one below its use is allowed. Throws 400
 * and 409 (`placement/handlers/inventory.py:set_inventories`; reference D.3).
 */
export function setInventories(store: PlacementStore, wish: InventoriesWish): void {
  const { provider, generation, inventories } = wish;
  if (generation !== undefined && generation !== provider.generation) {
    throw placementErrors.conflict('resource provider generation conflict', placementCodes.concurrentUpdate);
  }
  checkCapacities(wish);
  checkClasses(store, wish);
  checkUse(store, wish);
  provider.inventories.clear();
  for (const [resourceClass, inventory] of inventories) provider.inventories.set(resourceClass, inventory);
  store.raiseGeneration(provider);
}

function checkCapacities({ version, provider, inventories }: InventoriesWish): void {
  for (const [resourceClass, inventory] of inventories) {
    const text = capacityProblem(version, provider, resourceClass, inventory);
    if (text === undefined) continue;
    throw placementErrors.badRequest(`Unable to update inventory for resource provider ${provider.uuid}: ${text}`);
  }
}

function checkClasses(store: PlacementStore, { provider, inventories }: InventoriesWish): void {
  for (const resourceClass of inventories.keys()) {
    if (store.resourceClasses.has(resourceClass)) continue;
    throw placementErrors.badRequest(
      `Unknown resource class in inventory for resource provider ${provider.uuid}: ` +
        `No such resource class ${resourceClass}.`,
    );
  }
}

function checkUse(store: PlacementStore, { provider, inventories, generation }: InventoriesWish): void {
  const gone = [...provider.inventories.keys()].filter((resourceClass) => !inventories.has(resourceClass));
  const used = gone.filter((resourceClass) => store.usedOn(provider.uuid, resourceClass) > 0);
  if (used.length === 0) return;
  const text = inUse(used.join(', '), provider);
  const words = generation === undefined ? text : `update conflict: ${text}`;
  throw placementErrors.conflict(words, placementCodes.inventoryInUse);
}

/** Why an inventory has no sensible capacity; undefined when it has (`_validate_inventory_capacity`). */
export function capacityProblem(
  version: Microversion,
  provider: Provider,
  resourceClass: string,
  inventory: Inventory,
): string | undefined {
  const capacity = capacityOf(inventory);
  const mayBeZero = version.isAtLeast('1.26');
  if (mayBeZero ? capacity >= 0 : capacity > 0) return undefined;
  return (
    `Invalid inventory for '${resourceClass}' on resource provider '${provider.uuid}'. ` +
    `The reserved value is greater than ${mayBeZero ? '' : 'or equal to '}total.`
  );
}

/** The words for a class that is in use (`exception.InventoryInUse`). */
export function inUse(resourceClasses: string, provider: Provider): string {
  return `Inventory for '${resourceClasses}' on resource provider '${provider.uuid}' in use.`;
}
