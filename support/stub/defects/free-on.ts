import { asObject, isObject } from '../compute/neighbours/read-json';
import type { DeleteOutcome, PlacementClient } from '../compute/neighbours/report-client';
import { jsonOf } from '../http/texts';

/**
 * Takes from a consumer what it holds on some providers, and leaves the rest: all of it is freed as Nova frees it, and the rest is
 * written anew. Rejects and resolves as freeing all does.
 */
export async function freeOn(
  placement: PlacementClient,
  consumer: string,
  isFreed: (provider: string) => boolean,
): Promise<DeleteOutcome> {
  const path = `/allocations/${consumer}`;
  const version = '1.28';
  const response = await placement.send(version, { method: 'GET', path }).catch(() => undefined);
  const held = response?.ok === true ? asObject(await jsonOf(response), 'allocations of a consumer') : {};
  const allocations = isObject(held['allocations']) ? held['allocations'] : {};
  const outcome = await placement.deleteAllocations(consumer, 'by force');
  const kept = Object.entries(allocations).filter(([provider]) => !isFreed(provider));
  if (outcome === 'deleted' && kept.length > 0) {
    const body = { ...held, allocations: Object.fromEntries(kept), consumer_generation: null };
    await placement.send(version, { method: 'PUT', path, body });
  }
  return outcome;
}
