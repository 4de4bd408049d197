import { placementErrors } from '../http/dialects/placement-dialect';
import type { ApiError } from '../http/errors';
import type { ConsumerWish, PlacementService, PlacementTraits } from './placement';
import type { Inventory } from './store';
import { capacityOf } from './store';

/** A provider's class in view of a write. */
interface CapacityQuestion {
  readonly capacity: number;
  /** What others than the writing consumers use. */
  readonly usedByOthers: number;
  /** What the whole write wants of it, so far as it was looked at. */
  readonly wanted: number;
  /** What was in use before the write. */
  readonly usedBefore: number;
}

/**
 * A write fits when the capacity holds it. Over capacity it is refused, except that since 2025.2 one that does not add
 * to the overage is let through (`objects/allocation.py:_check_capacity_exceeded`; reference C.4, G).
 */
function fits({ capacity, usedByOthers, wanted, usedBefore }: CapacityQuestion, traits: PlacementTraits): boolean {
  const after = usedByOthers + wanted;
  if (after <= capacity) return true;
  return traits.overCommitted === 'no growth' && usedBefore > 0 && after <= usedBefore;
}

/** One amount of a write. */
export interface WantedAmount {
  readonly provider: string;
  readonly resourceClass: string;
  readonly amount: number;
}

/** All amounts of some wishes, in the order in which they were written. */
export function amountsOf(wishes: readonly Pick<ConsumerWish, 'allocations'>[]): readonly WantedAmount[] {
  return wishes.flatMap((wish) =>
    [...wish.allocations].flatMap(([provider, amounts]) =>
      Object.entries(amounts).map(([resourceClass, amount]) => ({ provider, resourceClass, amount })),
    ),
  );
}

/** The 409 for a write that an inventory does not allow; undefined when all do. */
export function capacityRefusal(service: PlacementService, wishes: readonly ConsumerWish[]): ApiError | undefined {
  const writers = new Set(wishes.map((wish) => wish.uuid));
  const sums = new Map<string, number>();
  for (const wanted of amountsOf(wishes)) {
    const key = `${wanted.provider} ${wanted.resourceClass}`;
    const sum = (sums.get(key) ?? 0) + wanted.amount;
    sums.set(key, sum);
    const text = refusalText(service, wanted, sum, writers);
    if (text !== undefined) return placementErrors.conflict(`Unable to allocate inventory: ${text}`);
  }
  return undefined;
}

function refusalText(
  service: PlacementService,
  { provider, resourceClass, amount }: WantedAmount,
  sum: number,
  writers: ReadonlySet<string>,
): string | undefined {
  const inventory = service.store.providers.get(provider)?.inventories.get(resourceClass);
  if (inventory === undefined) return `Inventory for '${resourceClass}' on resource provider '${provider}' invalid.`;
  const what = `Unable to create allocation for '${resourceClass}' on resource provider '${provider}'. `;
  if (!obeys(inventory, amount)) return `${what}The requested amount would violate inventory constraints.`;
  const question = {
    capacity: capacityOf(inventory),
    usedByOthers: usedByOthers(service, provider, resourceClass, writers),
    wanted: sum,
    usedBefore: service.store.usedOn(provider, resourceClass),
  };
  const may = fits(question, service.traits);
  return may ? undefined : `${what}The requested amount would exceed the capacity.`;
}

/** Whether an amount keeps to an inventory's smallest and largest unit and its step. */
export function obeys(inventory: Inventory, amount: number): boolean {
  return amount >= inventory.min_unit && amount <= inventory.max_unit && amount % inventory.step_size === 0;
}

function usedByOthers(
  service: PlacementService,
  provider: string,
  resourceClass: string,
  writers: ReadonlySet<string>,
): number {
  return service.store
    .allocationsOn(provider)
    .filter((allocation) => allocation.resourceClass === resourceClass && !writers.has(allocation.consumer))
    .reduce((used, allocation) => used + allocation.used, 0);
}
