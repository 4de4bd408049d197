import { addUp } from '../http/lookup';
import { obeys } from './capacity';
import type { AggregateWish, TraitWish } from './queries';
import type { Amounts } from './schemas';
import { capacityOf, type PlacementStore, type Provider } from './store';

/** What one group of a request for candidates asks of a provider. */
export interface RequestGroup {
  /** Empty for a group that only has to be in the right place. */
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
  /** Whether groups with a suffix may share a provider (`group_policy`). */
  readonly groupPolicy: 'none' | 'isolate';
  /** Suffixes of groups whose providers are all below one of them (`same_subtree`). */
  readonly subtrees: readonly (readonly string[])[];
  /** At most so many candidates; undefined for all. */
  readonly limit: number | undefined;
  /** Whether what no group binds together may come from several providers of a tree (1.29), or from one alone. */
  readonly reach: 'a whole tree' | 'one provider';
}

/** One way to satisfy a request: what to allocate where, and which group is satisfied by which providers. */
export interface Candidate {
  readonly allocations: ReadonlyMap<string, Amounts>;
  readonly mappings: Readonly<Record<string, readonly string[]>>;
}

/**
 * Finds the candidates for a request (`placement/objects/allocation_candidate.py`; reference D.3). What the group without
 * a suffix asks for may come from several providers of a tree, class by class; another group's comes from one.
 */
export function findCandidates(store: PlacementStore, wish: CandidateWish): readonly Candidate[] {
  const pieces = piecesOf(wish.groups);
  const found: Candidate[] = [];
  for (const tree of treesOf(store, wish.reach)) {
    for (const chosen of combinations(store, pieces, tree)) {
      if (found.length === wish.limit) return found;
      if (suits(store, chosen, wish)) found.push(candidateOf(chosen, wish));
    }
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

/** The sum of what several ask for. */
export function totalOf(groups: Iterable<Pick<RequestGroup, 'resources'>>): Amounts {
  return addUp([...groups].flatMap(({ resources }) => Object.entries(resources)));
}

/** The least that comes from one provider. */
interface Piece {
  readonly suffix: string;
  readonly group: RequestGroup;
  readonly resources: Amounts;
}

/** A piece and the provider it is to come from. */
interface Choice extends Piece {
  readonly provider: Provider;
}

function piecesOf(groups: CandidateWish['groups']): readonly Piece[] {
  return [...groups].flatMap(([suffix, group]): readonly Piece[] => {
    if (suffix !== '') return [{ suffix, group, resources: group.resources }];
    return Object.entries(group.resources).map(([name, amount]) => ({ suffix, group, resources: { [name]: amount } }));
  });
}

/** The providers that may serve one candidate together, root first. */
function treesOf(store: PlacementStore, reach: CandidateWish['reach']): Iterable<readonly Provider[]> {
  const trees = new Map<Provider, Provider[]>();
  for (const provider of store.providers.values()) {
    const root = reach === 'a whole tree' ? store.rootOf(provider) : provider;
    const tree = trees.get(root);
    if (tree === undefined) trees.set(root, provider === root ? [root] : [root, provider]);
    else if (!tree.includes(provider)) tree.push(provider);
  }
  return trees.values();
}

/** Every way to take each piece from a provider that could serve it alone. */
function* combinations(
  store: PlacementStore,
  [piece, ...others]: readonly Piece[],
  tree: readonly Provider[],
): Generator<readonly Choice[]> {
  if (piece === undefined) {
    yield [];
    return;
  }
  const able = tree.filter((provider) => canServe(store, provider, piece));
  if (able.length === 0) return;
  for (const rest of combinations(store, others, tree)) {
    for (const provider of able) yield [{ ...piece, provider }, ...rest];
  }
}

function canServe(store: PlacementStore, provider: Provider, { suffix, group, resources }: Piece): boolean {
  const { traits, aggregates, inTree } = group;
  const required = suffix === '' ? [] : traits.required;
  return (
    hasRoom(store, provider, resources) &&
    hasTraits(provider, { required, forbidden: traits.forbidden }) &&
    (isMemberOf(provider, aggregates) || isMemberOf(store.rootOf(provider), aggregates)) &&
    (inTree === undefined || isInTree(store, provider, inTree))
  );
}

/**
 * Whether the pieces fit together: the sums have room, the root and the traits of the group without suffix are right, and
 * the providers are as far from each other, and as near, as they have to be.
 */
function suits(store: PlacementStore, chosen: readonly Choice[], wish: CandidateWish): boolean {
  const { groups, root } = wish;
  const [first] = chosen;
  if (first === undefined || !hasTraits(store.rootOf(first.provider), root)) return false;
  if (!isIsolated(chosen, wish) || !wish.subtrees.every((suffixes) => isSubtree(store, chosen, suffixes))) return false;
  const loose = chosen.filter(({ suffix }) => suffix === '').flatMap(({ provider }) => [...provider.traits]);
  const required = groups.get('')?.traits.required ?? [];
  return (
    required.every((any) => meet(any, new Set(loose))) &&
    [...sumsOf(chosen)].every(([provider, amounts]) => hasRoom(store, provider, amounts))
  );
}

/** Each group with a suffix has a provider of its own where that is asked for. */
function isIsolated(chosen: readonly Choice[], { groupPolicy }: CandidateWish): boolean {
  const granular = chosen.filter(({ suffix }) => suffix !== '');
  return groupPolicy === 'none' || new Set(granular.map(({ provider }) => provider)).size === granular.length;
}

/** One of the providers of these groups is above all the others, or all of them is one. */
function isSubtree(store: PlacementStore, chosen: readonly Choice[], suffixes: readonly string[]): boolean {
  const providers = chosen.filter(({ suffix }) => suffixes.includes(suffix)).map(({ provider }) => provider);
  return providers.some((top) => providers.every((provider) => store.isBelow(provider, top)));
}

function sumsOf(chosen: readonly Choice[]): ReadonlyMap<Provider, Amounts> {
  const byProvider = new Map<Provider, Piece[]>();
  for (const choice of chosen) byProvider.set(choice.provider, [...(byProvider.get(choice.provider) ?? []), choice]);
  return new Map([...byProvider].map(([provider, pieces]) => [provider, totalOf(pieces)]));
}

function candidateOf(chosen: readonly Choice[], { groups }: CandidateWish): Candidate {
  const providersOf = (suffix: string) =>
    chosen.filter((choice) => choice.suffix === suffix).map((choice) => choice.provider.uuid);
  return {
    allocations: new Map(
      [...sumsOf(chosen)]
        .filter(([, amounts]) => Object.keys(amounts).length > 0)
        .map(([{ uuid }, amounts]) => [uuid, amounts]),
    ),
    mappings: Object.fromEntries([...groups.keys()].map((suffix) => [suffix, [...new Set(providersOf(suffix))]])),
  };
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}
