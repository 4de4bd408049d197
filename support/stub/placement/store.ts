import type { Clock } from '../clock';
import { standardResourceClasses } from './names';

/** How much of a resource class a provider has, in the class's unit; the keys are the API's own. */
export interface Inventory {
  readonly total: number;
  readonly reserved: number;
  readonly min_unit: number;
  readonly max_unit: number;
  readonly step_size: number;
  readonly allocation_ratio: number;
}

/** A resource provider. */
export interface Provider {
  readonly uuid: string;
  name: string;
  generation: number;
  parent: string | undefined;
  readonly inventories: Map<string, Inventory>;
  readonly traits: Set<string>;
  readonly aggregates: Set<string>;
  /** When it was made or changed last, in milliseconds since 1970. */
  changedAt: number;
}

/** A consumer: a server, a migration, whoever holds allocations. */
export interface Consumer {
  readonly uuid: string;
  generation: number;
  projectId: string;
  userId: string;
  /** Undefined is shown as `unknown`. */
  type: string | undefined;
}

/** What one consumer holds of one class on one provider. */
export interface Allocation {
  readonly consumer: string;
  readonly provider: string;
  readonly resourceClass: string;
  readonly used: number;
  /** When it was written, in milliseconds since 1970. */
  readonly writtenAt: number;
}

/** The capacity of an inventory: (total - reserved) * allocation ratio (reference D.3). */
export function capacityOf(inventory: Inventory): number {
  return (inventory.total - inventory.reserved) * inventory.allocation_ratio;
}

/** The books of one embedded Placement. It knows no servers, only what was written. */
export class PlacementStore {
  readonly #clock: Clock;
  readonly providers = new Map<string, Provider>();
  readonly consumers = new Map<string, Consumer>();
  readonly resourceClasses = new Set<string>(standardResourceClasses);
  readonly traits: Set<string>;
  readonly #byConsumer = new Map<string, readonly Allocation[]>();
  readonly #byProvider = new Map<string, Set<Allocation>>();

  /** @param traits those that are there from the start */
  constructor(clock: Clock, traits: readonly string[]) {
    this.#clock = clock;
    this.traits = new Set(traits);
  }

  /** Adds a provider of generation 0, without inventories. */
  addProvider(uuid: string, name: string, parent: string | undefined): Provider {
    const provider: Provider = {
      uuid,
      name,
      generation: 0,
      parent,
      inventories: new Map(),
      traits: new Set(),
      aggregates: new Set(),
      changedAt: this.#clock.now(),
    };
    this.providers.set(uuid, provider);
    return provider;
  }

  /** Notes that a provider changed, without raising its generation. */
  touch(provider: Provider): void {
    provider.changedAt = this.#clock.now();
  }

  /** Raises a provider's generation by one. */
  raiseGeneration(provider: Provider): void {
    provider.generation++;
    this.touch(provider);
  }

  /** The provider at the top of a provider's tree: itself when it has no parent. */
  rootOf(provider: Provider): Provider {
    let root = provider;
    while (root.parent !== undefined) {
      const parent = this.providers.get(root.parent);
      if (parent === undefined) break;
      root = parent;
    }
    return root;
  }

  /** Whether a provider is another one, or somewhere below it. */
  isBelow(provider: Provider, top: Provider): boolean {
    for (let above: Provider | undefined = provider; above !== undefined;) {
      if (above === top) return true;
      above = above.parent === undefined ? undefined : this.providers.get(above.parent);
    }
    return false;
  }

  /** The providers whose parent this one is. */
  childrenOf(provider: Provider): Provider[] {
    return [...this.providers.values()].filter((other) => other.parent === provider.uuid);
  }

  /** What a consumer holds; empty when nothing is known of it. */
  allocationsOf(consumer: string): readonly Allocation[] {
    return this.#byConsumer.get(consumer) ?? [];
  }

  /** What is held on a provider. */
  allocationsOn(provider: string): readonly Allocation[] {
    return [...(this.#byProvider.get(provider) ?? [])];
  }

  /** All that is held by anybody. */
  allAllocations(): readonly Allocation[] {
    return [...this.#byConsumer.values()].flat();
  }

  /** How much of a class is in use on a provider: always the sum of the allocations. */
  usedOn(provider: string, resourceClass: string): number {
    let sum = 0;
    for (const allocation of this.#byProvider.get(provider) ?? []) {
      if (allocation.resourceClass === resourceClass) sum += allocation.used;
    }
    return sum;
  }

  /** Makes a consumer hold exactly this; its record is not touched. */
  replaceAllocations(consumer: string, allocations: readonly Omit<Allocation, 'consumer' | 'writtenAt'>[]): void {
    for (const former of this.allocationsOf(consumer)) this.#byProvider.get(former.provider)?.delete(former);
    const written = allocations.map((allocation) => ({ ...allocation, consumer, writtenAt: this.#clock.now() }));
    if (written.length === 0) this.#byConsumer.delete(consumer);
    else this.#byConsumer.set(consumer, written);
    for (const allocation of written) this.#on(allocation.provider).add(allocation);
  }

  #on(provider: string): Set<Allocation> {
    let here = this.#byProvider.get(provider);
    if (here === undefined) {
      here = new Set();
      this.#byProvider.set(provider, here);
    }
    return here;
  }
}
