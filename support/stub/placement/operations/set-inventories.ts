import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import type { Microversion } from '../../http/microversions';
import type { Operation } from '../../operation';
import type { PlacementService } from '../create-placement';
import { capacityOf, type Inventory, type Provider } from '../store';

/** A request that replaces all inventories of a provider. */
export interface SetInventoriesContext {
  readonly service: PlacementService;
  readonly version: Microversion;
  readonly provider: Provider;
  /** What the client saw; undefined for `DELETE`, which does not say. */
  readonly generation: number | undefined;
  readonly inventories: ReadonlyMap<string, Inventory>;
}

/** The steps of `PUT` and `DELETE` of a provider's inventories. */
export type SetInventoriesStep =
  'checkGeneration' | 'checkCapacities' | 'checkClasses' | 'checkUse' | 'replace' | 'raiseGeneration';

/**
 * Replaces a provider's inventories. A class in use cannot be taken away; shrinking one below its use is allowed
 * (`placement/handlers/inventory.py:set_inventories`; reference D.3).
 */
export const setInventories: Operation<SetInventoriesContext, SetInventoriesStep> = {
  checkGeneration: ({ provider, generation }) => {
    if (generation === undefined || generation === provider.generation) return 'go on';
    throw placementErrors.conflict('resource provider generation conflict', placementCodes.concurrentUpdate);
  },
  checkCapacities: ({ version, provider, inventories }) => {
    for (const [resourceClass, inventory] of inventories) {
      const text = capacityProblem(version, provider, resourceClass, inventory);
      if (text === undefined) continue;
      throw placementErrors.badRequest(`Unable to update inventory for resource provider ${provider.uuid}: ${text}`);
    }
    return 'go on';
  },
  checkClasses: ({ service, provider, inventories }) => {
    for (const resourceClass of inventories.keys()) {
      if (service.store.resourceClasses.has(resourceClass)) continue;
      throw placementErrors.badRequest(
        `Unknown resource class in inventory for resource provider ${provider.uuid}: ` +
          `No such resource class ${resourceClass}.`,
      );
    }
    return 'go on';
  },
  checkUse: ({ service, provider, inventories, generation }) => {
    const gone = [...provider.inventories.keys()].filter((resourceClass) => !inventories.has(resourceClass));
    const used = gone.filter((resourceClass) => service.store.usedOn(provider.uuid, resourceClass) > 0);
    if (used.length === 0) return 'go on';
    const text = inUse(used.join(', '), provider);
    const words = generation === undefined ? text : `update conflict: ${text}`;
    throw placementErrors.conflict(words, placementCodes.inventoryInUse);
  },
  replace: ({ provider, inventories }) => {
    provider.inventories.clear();
    for (const [resourceClass, inventory] of inventories) provider.inventories.set(resourceClass, inventory);
    return 'go on';
  },
  raiseGeneration: ({ service, provider }) => {
    service.store.raiseGeneration(provider);
    return 'go on';
  },
};

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
