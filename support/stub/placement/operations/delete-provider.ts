import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import type { Operation } from '../../operation';
import type { PlacementService } from '../create-placement';
import type { Provider } from '../store';

/** A request that removes a provider. */
export interface DeleteProviderContext {
  readonly service: PlacementService;
  readonly provider: Provider;
}

/** The steps of `DELETE /resource_providers/{uuid}`. */
export type DeleteProviderStep = 'refuseParent' | 'refuseInUse' | 'remove';

/** Removes a provider with its inventories, traits and aggregates (`objects/resource_provider.py:_delete`; reference D.3). */
export const deleteProvider: Operation<DeleteProviderContext, DeleteProviderStep> = {
  refuseParent: ({ service, provider }) => {
    if (service.store.childrenOf(provider).length === 0) return 'go on';
    throw placementErrors.conflict(
      `Unable to delete parent resource provider ${provider.uuid}: It has child resource providers.`,
      placementCodes.providerHasChildren,
    );
  },
  refuseInUse: ({ service, provider }) => {
    if (service.store.allocationsOn(provider.uuid).length === 0) return 'go on';
    throw placementErrors.conflict(
      `Unable to delete resource provider ${provider.uuid}: Resource provider has allocations.`,
      placementCodes.providerInUse,
    );
  },
  remove: ({ service, provider }) => {
    service.store.providers.delete(provider.uuid);
    return 'go on';
  },
};
