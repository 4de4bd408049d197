import type { Microversion } from '../http/microversions';
import { addUp } from '../http/lookup';
import { type Allocation, type Inventory, type PlacementStore, type Provider } from './store';

/** What a view may look at. */
export interface ViewContext {
  readonly store: PlacementStore;
  readonly version: Microversion;
  /** The path below which links start. */
  readonly prefix: string;
}

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** How Placement shows what it knows, by microversion (reference D.3). */
export interface PlacementViews {
  readonly provider: (provider: Provider, context: ViewContext) => Json;
  readonly inventories: (provider: Provider) => Json;
  readonly inventory: (inventory: Inventory, provider: Provider) => Json;
  readonly usages: (provider: Provider, context: ViewContext) => Json;
  readonly providerAllocations: (provider: Provider, context: ViewContext) => Json;
  readonly consumerAllocations: (consumer: string, context: ViewContext) => Json;
}

/** Placement's replies as they should be. */
export const placementViews: PlacementViews = {
  provider: (provider, context) => ({
    uuid: provider.uuid,
    name: provider.name,
    generation: provider.generation,
    links: providerLinks(provider, context),
    ...(context.version.isAtLeast('1.14')
      ? { parent_provider_uuid: provider.parent ?? null, root_provider_uuid: context.store.rootOf(provider).uuid }
      : {}),
  }),
  inventories: (provider) => ({
    resource_provider_generation: provider.generation,
    inventories: Object.fromEntries(provider.inventories),
  }),
  // A generation of 0 is not shown: the handler tests it for truth.
  inventory: (inventory, provider) =>
    provider.generation === 0 ? { ...inventory } : { ...inventory, resource_provider_generation: provider.generation },
  usages: (provider, { store }) => ({
    resource_provider_generation: provider.generation,
    usages: Object.fromEntries(
      [...provider.inventories.keys()].map((resourceClass) => [
        resourceClass,
        store.usedOn(provider.uuid, resourceClass),
      ]),
    ),
  }),
  providerAllocations: (provider, { store, version }) => {
    const byConsumer = groupBy(store.allocationsOn(provider.uuid), (allocation) => allocation.consumer);
    const shown = [...byConsumer].map(([consumer, allocations]) => [
      consumer,
      {
        resources: amounts(allocations),
        ...(version.isAtLeast('1.28') ? { consumer_generation: store.consumers.get(consumer)?.generation } : {}),
      },
    ]);
    return { allocations: Object.fromEntries(shown), resource_provider_generation: provider.generation };
  },
  consumerAllocations: (uuid, { store, version }) => {
    const byProvider = groupBy(store.allocationsOf(uuid), (allocation) => allocation.provider);
    const shown = [...byProvider].map(([provider, allocations]) => [
      provider,
      { resources: amounts(allocations), generation: store.providers.get(provider)?.generation },
    ]);
    const consumer = store.consumers.get(uuid);
    return {
      allocations: Object.fromEntries(shown),
      ...(consumer === undefined || shown.length === 0 || !version.isAtLeast('1.12')
        ? {}
        : {
            project_id: consumer.projectId,
            user_id: consumer.userId,
            ...(version.isAtLeast('1.28') ? { consumer_generation: consumer.generation } : {}),
            ...(version.isAtLeast('1.38') ? { consumer_type: consumer.type ?? 'unknown' } : {}),
          }),
    };
  },
};

/** Puts things together that have the same key, in the order of their first. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The sum of each class in some allocations. */
export function amounts(allocations: readonly Allocation[]): Readonly<Record<string, number>> {
  return addUp(allocations.map(({ resourceClass, used }) => [resourceClass, used]));
}

function providerLinks(provider: Provider, { version, prefix }: ViewContext): readonly Json[] {
  const href = `${prefix}/resource_providers/${provider.uuid}`;
  const related = [
    ['inventories', '1.0'],
    ['usages', '1.0'],
    ['aggregates', '1.1'],
    ['traits', '1.6'],
    ['allocations', '1.11'],
  ] as const;
  const shown = related.filter(([, since]) => version.isAtLeast(since));
  return [{ rel: 'self', href }, ...shown.map(([rel]) => ({ rel, href: `${href}/${rel}` }))];
}
