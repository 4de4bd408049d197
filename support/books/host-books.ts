import type { Amounts } from './amounts';
import { sumOf } from './amounts';

/** One resource class of a provider's inventory (reference D.3). */
export interface InventoryOf {
  readonly total: number;
  readonly reserved: number;
  readonly ratio: number;
}

/** What Placement says of one host's root provider, read so that its parts belong together. */
export interface HostBooks {
  readonly host: string;
  /** The UUID of the provider, which is the compute node's. */
  readonly provider: string;
  /** One entry for each class of the inventory, 0 when nothing is used. */
  readonly usages: Amounts;
  /** What each consumer holds on this provider, by the consumer's UUID. */
  readonly allocations: ReadonlyMap<string, Amounts>;
  /** Left out where nobody asked for it: servers come and go without changing it. */
  readonly standing?: Standing;
}

/** What a provider is, whoever uses it. */
export interface Standing {
  readonly inventories: ReadonlyMap<string, InventoryOf>;
  readonly traits: readonly string[];
  readonly aggregates: readonly string[];
}

/** The books of several hosts at one time. */
export interface Snapshot {
  readonly hosts: ReadonlyMap<string, HostBooks>;
}

/** What all consumers together hold on a host. */
export function allocatedOn(books: Pick<HostBooks, 'allocations'>): Amounts {
  return sumOf([...books.allocations.values()]);
}
