import { obeys } from './operations/capacity';
import type { AggregateWish, TraitWish } from './queries';
import type { Amounts } from './schemas';
import { capacityOf, type PlacementStore, type Provider } from './store';

/** What one group of a request for candidates asks of a provider. */
export interface RequestGroup {
  readonly resources: Amounts;
  readonly traits: TraitWish;
  readonly aggregates: AggregateWish;
  /** Any provider of the tree; undefined when the tree does not matter. */
  readonly inTree: string | undefined;
}

/** What is asked of a candidate as a whole. */
export interface CandidateWish {
  /** By suffix; the group without one is ''. */
  readonly groups: ReadonlyMap<string, RequestGroup>;
  /** What the root of the tree must be like (`root_required`). */
  readonly root: TraitWish;
  /** At most so many candidates; undefined for all. */
  readonly limit: number | undefined;
}

/** One way to satisfy a request: what to allocate where, and which group is satisfied by which providers. */
export interface Candidate {
  readonly allocations: ReadonlyMap<string, Amounts>;
  readonly mappings: Readonly<Record<string, readonly string[]>>;
}

/**
 * Finds the candidates for a request (`placement/objects/allocation_candidate.py`; reference D.3). Here a candidate is
 * one provider that satisfies every group; the shape holds for trees and sharing providers as well.
 */
export function findCandidates(store: PlacementStore, wish: CandidateWish): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const provider of store.providers.values()) {
    if (found.length === wish.limit) break;
    if (satisfies(store, provider, wish)) found.push(candidateOn(provider, wish));
  }
  return found;
}

/** Whether a provider has room for some amounts now. */
export function hasRoom(store: PlacementStore, provider: Provider, amounts: Amounts): boolean {
  return Object.entries(amounts).every(([resourceClass, amount]) => {
    const inventory = provider.inventories.get(resourceClass);
    return (
      inventory !== undefined &&
      obeys(inventory, amount) &&
      store.usedOn(provider.uuid, resourceClass) + amount <= capacityOf(inventory)
    );
  });
}

/** Whether a provider has the traits that it must have, and none that it must not. */
export function hasTraits({ traits }: Provider, { required, forbidden }: TraitWish): boolean {
  return required.every((any) => meet(any, traits)) && !meet(forbidden, traits);
}

/** Whether a provider belongs to the aggregates that it must belong to, and to none that it must not. */
export function isMemberOf({ aggregates }: Provider, { required, forbidden }: AggregateWish): boolean {
  return required.every((any) => meet(any, aggregates)) && !meet(forbidden, aggregates);
}

/** Whether a provider belongs to the tree of another; an unknown one has no tree. */
export function isInTree(store: PlacementStore, provider: Provider, member: string): boolean {
  const other = store.providers.get(member);
  return other !== undefined && store.rootOf(other) === store.rootOf(provider);
}

/** The sum of what all groups ask for. */
export function totalOf(groups: Iterable<RequestGroup>): Amounts {
  const sums: Record<string, number> = {};
  for (const { resources } of groups) {
    for (const [name, amount] of Object.entries(resources)) sums[name] = (sums[name] ?? 0) + amount;
  }
  return sums;
}

function satisfies(store: PlacementStore, provider: Provider, { groups, root }: CandidateWish): boolean {
  const fitsGroup = (group: RequestGroup) =>
    hasTraits(provider, group.traits) &&
    isMemberOf(provider, group.aggregates) &&
    (group.inTree === undefined || isInTree(store, provider, group.inTree));
  return (
    [...groups.values()].every(fitsGroup) &&
    hasTraits(store.rootOf(provider), root) &&
    hasRoom(store, provider, totalOf(groups.values()))
  );
}

function candidateOn(provider: Provider, { groups }: CandidateWish): Candidate {
  return {
    allocations: new Map([[provider.uuid, totalOf(groups.values())]]),
    mappings: Object.fromEntries([...groups.keys()].map((suffix) => [suffix, [provider.uuid]])),
  };
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}
