import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { amount, inside, listOf, mapOf, nothing, nullable, optional, record, text } from '../decode';
import type { Session } from '../session';
import type { Resources } from './resources';
import { resourcesDecoder } from './resources';

/** A resource provider; a host's root provider has the name of its hypervisor. */
export interface ResourceProvider {
  readonly uuid: string;
  readonly name: string;
  readonly generation: number;
  /** Null for a root, undefined below microversion 1.14. */
  readonly parentUuid: string | null | undefined;
  readonly rootUuid: string | undefined;
}

/** What a provider has of one resource class. */
export interface Inventory {
  readonly total: number;
  readonly reserved: number;
  readonly allocationRatio: number;
  readonly minUnit: number;
  readonly maxUnit: number;
  readonly stepSize: number;
}

/** A provider's inventories by resource class, at one generation. */
export interface ProviderInventories {
  readonly generation: number;
  readonly inventories: Readonly<Record<string, Inventory>>;
}

/** What is used of a provider by resource class, at one generation; a class without use is there with 0. */
export interface ProviderUsages {
  readonly generation: number;
  readonly usages: Resources;
}

/** What each consumer holds of a provider, by the consumer's UUID, at one generation. */
export interface ProviderAllocations {
  readonly generation: number;
  readonly allocations: Readonly<Record<string, { readonly resources: Resources }>>;
}

/** A provider's traits at one generation. */
export interface ProviderTraits {
  readonly generation: number;
  readonly traits: readonly string[];
}

/** A provider's aggregates (UUIDs) at one generation. */
export interface ProviderAggregates {
  readonly generation: number;
  readonly aggregates: readonly string[];
}

/** A provider as its writer knows it: a write with an older generation is refused. */
export type AtGeneration = Pick<ResourceProvider, 'uuid' | 'generation'>;

/** Which providers to list. */
export interface ProviderFilter {
  readonly name?: string | undefined;
  readonly uuid?: string | undefined;
  /** The UUID of any provider of a tree. */
  readonly inTree?: string | undefined;
}

/** Resource providers: `/resource_providers`, for operators (reference D.3). */
export class ProvidersClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'placement', version);
  }

  /** The providers that fit; 200. */
  list({ name, uuid, inTree }: ProviderFilter = {}): Promise<readonly ResourceProvider[]> {
    return this.request({
      method: 'GET',
      route: '/resource_providers',
      query: { name, uuid, in_tree: inTree },
      expected: [200],
      reply: inside('resource_providers', listOf(provider)),
    });
  }

  /** The provider of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<ResourceProvider | undefined> {
    return (await this.list({ name })).at(0);
  }

  /** The provider; 200. Undefined when Placement answers 404. */
  find(uuid: string): Promise<ResourceProvider | undefined> {
    return this.requestOrNothing({
      method: 'GET',
      route: '/resource_providers/{provider}',
      params: { provider: uuid },
      expected: [200],
      reply: provider,
    });
  }

  /** Makes a provider below another one; 200. */
  create({ name, parent }: { readonly name: string; readonly parent: string }): Promise<ResourceProvider> {
    return this.request({
      method: 'POST',
      route: '/resource_providers',
      body: { name, parent_provider_uuid: parent },
      expected: [200],
      reply: provider,
    });
  }

  /** Deletes a provider that nobody holds anything of; 204. */
  delete(uuid: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/resource_providers/{provider}',
      params: { provider: uuid },
      expected: [204],
      reply: nothing,
    });
  }

  /** Gives a provider these amounts by resource class in place of all it had; 200. Resolves with what it has then. */
  replaceInventory({ uuid, generation: at }: AtGeneration, amounts: Resources): Promise<ProviderInventories> {
    const totals = Object.entries(amounts).map(([name, total]) => [name, { total }] as const);
    return this.request({
      method: 'PUT',
      route: '/resource_providers/{provider}/inventories',
      params: { provider: uuid },
      body: { [generation]: at, inventories: Object.fromEntries(totals) },
      expected: [200],
      reply: inventories,
    });
  }

  /** Gives a provider these traits in place of all it had; 200. */
  replaceTraits({ uuid, generation: at }: AtGeneration, names: readonly string[]): Promise<ProviderTraits> {
    return this.request({
      method: 'PUT',
      route: '/resource_providers/{provider}/traits',
      params: { provider: uuid },
      body: { [generation]: at, traits: names },
      expected: [200],
      reply: traits,
    });
  }

  /** What the provider has; 200. */
  inventories(uuid: string): Promise<ProviderInventories> {
    return this.#part(uuid, '/resource_providers/{provider}/inventories', inventories);
  }

  /** What is used of the provider; 200. */
  usages(uuid: string): Promise<ProviderUsages> {
    return this.#part(uuid, '/resource_providers/{provider}/usages', usages);
  }

  /** Who holds what of the provider; 200. */
  allocations(uuid: string): Promise<ProviderAllocations> {
    return this.#part(uuid, '/resource_providers/{provider}/allocations', allocations);
  }

  /** The provider's traits; 200. */
  traits(uuid: string): Promise<ProviderTraits> {
    return this.#part(uuid, '/resource_providers/{provider}/traits', traits);
  }

  /** The provider's aggregates; 200. */
  aggregates(uuid: string): Promise<ProviderAggregates> {
    return this.#part(uuid, '/resource_providers/{provider}/aggregates', aggregates);
  }

  #part<T>(uuid: string, route: string, reply: Decoder<T>): Promise<T> {
    return this.request({ method: 'GET', route, params: { provider: uuid }, expected: [200], reply });
  }
}

const generation = 'resource_provider_generation';

const provider: Decoder<ResourceProvider> = record((read) => ({
  uuid: read('uuid', text),
  name: read('name', text),
  generation: read('generation', amount),
  parentUuid: read('parent_provider_uuid', (value, at) =>
    value === undefined ? undefined : nullable(text)(value, at),
  ),
  rootUuid: read('root_provider_uuid', optional(text)),
}));

const inventory: Decoder<Inventory> = record((read) => ({
  total: read('total', amount),
  reserved: read('reserved', amount),
  allocationRatio: read('allocation_ratio', amount),
  minUnit: read('min_unit', amount),
  maxUnit: read('max_unit', amount),
  stepSize: read('step_size', amount),
}));

const inventories: Decoder<ProviderInventories> = record((read) => ({
  generation: read(generation, amount),
  inventories: read('inventories', mapOf(inventory)),
}));

const usages: Decoder<ProviderUsages> = record((read) => ({
  generation: read(generation, amount),
  usages: read('usages', resourcesDecoder),
}));

const allocations: Decoder<ProviderAllocations> = record((read) => ({
  generation: read(generation, amount),
  allocations: read('allocations', mapOf(record((one) => ({ resources: one('resources', resourcesDecoder) })))),
}));

const traits: Decoder<ProviderTraits> = record((read) => ({
  generation: read(generation, amount),
  traits: read('traits', listOf(text)),
}));

const aggregates: Decoder<ProviderAggregates> = record((read) => ({
  generation: read(generation, amount),
  aggregates: read('aggregates', listOf(text)),
}));
