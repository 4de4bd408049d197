import { placementCodes, placementErrors } from '../http/dialects/placement-dialect';
import type { PlacementStore, Provider } from './store';

/**
 * Removes a provider with its inventories, traits and aggregates. Throws 409 for one with children or allocations
 * (`objects/resource_provider.py:_delete`; reference D.3).
 */
export function deleteProvider(store: PlacementStore, provider: Provider): void {
  if (store.childrenOf(provider).length > 0) {
    throw placementErrors.conflict(
      `Unable to delete parent resource provider ${provider.uuid}: It has child resource providers.`,
      placementCodes.providerHasChildren,
    );
  }
  if (store.allocationsOn(provider.uuid).length > 0) {
    throw placementErrors.conflict(
      `Unable to delete resource provider ${provider.uuid}: Resource provider has allocations.`,
      placementCodes.providerInUse,
    );
  }
  store.providers.delete(provider.uuid);
}
