import { textOf } from '../../http/texts';
import { NeighbourAnsweredError } from '../exceptions';
import { asNumber, asObject, asTexts, isObject } from './read-json';
import type { PlacementClient } from './report-client';

/** An inventory as Placement keeps it. */
export interface Inventory {
  readonly total: number;
  readonly reserved: number;
  readonly min_unit: number;
  readonly max_unit: number;
  readonly step_size: number;
  readonly allocation_ratio: number;
}

/** What a compute node's provider should look like. */
export interface ProviderWish {
  readonly uuid: string;
  readonly name: string;
  readonly inventories: Readonly<Record<string, Inventory>>;
  /** Traits that Nova sets. */
  readonly traits: readonly string[];
  /** Traits that Nova takes away; all others are left alone. */
  readonly withoutTraits: readonly string[];
}

/** The microversions of these calls: 1.20 answers the new provider, 1.6 knows traits, 1.14 nested providers. */
const versions = { create: '1.20', inventories: '1.26', traits: '1.6' } as const;

/**
 * Makes the provider of a compute node what it should be, and writes only what differs. Rejects with
 * {@link NeighbourAnsweredError} and whatever the path to Placement throws.
 * Source: `report.py:get_provider_tree_and_ensure_root`, `update_from_provider_tree`.
 */
export async function updateProvider(placement: PlacementClient, wish: ProviderWish): Promise<void> {
  const path = `/resource_providers/${wish.uuid}/inventories`;
  const response = await placement.send(versions.inventories, { method: 'GET', path });
  if (response.status === 404) {
    const generation = await putInventories(placement, wish, await createProvider(placement, wish));
    await putTraits(placement, wish.uuid, generation, wish.traits);
    return;
  }
  const document = asObject(await okay(response, 'Failed to get inventories'), 'inventories');
  if (!sameInventories(asObject(document['inventories'], 'inventories'), wish.inventories)) {
    await putInventories(placement, wish, generationIn(document));
  }
  await updateTraits(placement, wish);
}

/** Answers the generation of the provider afterwards, as all that write do. */
async function putInventories(placement: PlacementClient, wish: ProviderWish, generation: number): Promise<number> {
  const path = `/resource_providers/${wish.uuid}/inventories`;
  const body = { resource_provider_generation: generation, inventories: wish.inventories };
  const response = await placement.send(versions.inventories, { method: 'PUT', path, body });
  return generationIn(asObject(await okay(response, 'Failed to update inventories'), 'inventories'));
}

async function createProvider(placement: PlacementClient, { uuid, name }: ProviderWish): Promise<number> {
  const body = { uuid, name };
  const response = await placement.send(versions.create, { method: 'POST', path: '/resource_providers', body });
  const provider = asObject(await okay(response, `Failed to create resource provider ${name}`), 'provider');
  return asNumber(provider['generation'], 'generation');
}

/** Adds and removes traits of a provider; leaves those that nobody named (`COMPUTE_STATUS_DISABLED` and others). */
export async function updateTraits(
  placement: PlacementClient,
  wish: Pick<ProviderWish, 'uuid' | 'traits' | 'withoutTraits'>,
): Promise<void> {
  const path = `/resource_providers/${wish.uuid}/traits`;
  const response = await placement.send(versions.traits, { method: 'GET', path });
  const document = asObject(await okay(response, 'Failed to get traits'), 'traits');
  const present = asTexts(document['traits'], 'traits');
  const traits = [...new Set([...present, ...wish.traits])].filter((trait) => !wish.withoutTraits.includes(trait));
  if (traits.length === present.length && traits.every((trait) => present.includes(trait))) return;
  await putTraits(placement, wish.uuid, generationIn(document), traits);
}

async function putTraits(
  placement: PlacementClient,
  uuid: string,
  generation: number,
  traits: readonly string[],
): Promise<void> {
  const path = `/resource_providers/${uuid}/traits`;
  const body = { resource_provider_generation: generation, traits };
  await okay(await placement.send(versions.traits, { method: 'PUT', path, body }), 'Failed to update traits');
}

function generationIn(document: Readonly<Record<string, unknown>>): number {
  return asNumber(document['resource_provider_generation'], 'generation');
}

async function okay(response: Response, what: string): Promise<unknown> {
  if (response.ok) return response.status === 204 ? {} : readBody(response);
  throw new NeighbourAnsweredError(
    'nova.exception.ResourceProviderSyncFailed',
    what,
    response.status,
    await textOf(response),
  );
}

async function readBody(response: Response): Promise<unknown> {
  const text = await textOf(response);
  return text === '' ? {} : JSON.parse(text);
}

function sameInventories(
  present: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, Inventory>>,
): boolean {
  const names = Object.keys(wanted);
  if (Object.keys(present).length !== names.length) return false;
  return names.every((name) => {
    const inventory = present[name];
    if (!isObject(inventory)) return false;
    return Object.entries(wanted[name] ?? {}).every(([field, value]) => inventory[field] === value);
  });
}
