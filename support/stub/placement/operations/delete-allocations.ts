import { placementErrors } from '../../http/dialects/placement-dialect';
import type { Operation } from '../../operation';
import type { DeleteAllocationsContext, DeleteAllocationsStep } from '../placement';

/**
 * Removes all that a consumer holds. The providers' generations stay: the write below does not raise them
 * (`placement/handlers/allocation.py:delete_allocations`; reference D.3 "Generations").
 */
export const deleteAllocations: Operation<DeleteAllocationsContext, DeleteAllocationsStep> = {
  findAllocations: ({ service, consumer }) => {
    if (service.store.allocationsOf(consumer).length > 0) return 'go on';
    throw placementErrors.notFound(`No allocations for consumer '${consumer}'`);
  },
  removeAllocations: ({ service, consumer }) => {
    service.store.replaceAllocations(consumer, []);
    return 'go on';
  },
  forgetConsumer: ({ service, consumer }) => {
    service.store.consumers.delete(consumer);
    return 'go on';
  },
};
