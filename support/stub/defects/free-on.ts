import { asObject, isObject } from '../compute/neighbours/read-json';
import type { DeleteOutcome, PlacementClient } from '../compute/neighbours/report-client';
import { jsonOf } from '../http/texts';

/**
 * Takes from a consumer what it holds on some providers, and leaves the rest: where there is a rest, it is written in place of all.
 * Where there is none, or Placement does not tell, all is freed as Nova frees it, and that resolves and rejects as it does for Nova.
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
  const kept = Object.entries(allocations).filter(([provider]) => !isFreed(provider));
  if (kept.length === 0) return placement.deleteAllocations(consumer, 'by force');
  await placement.send(version, { method: 'PUT', path, body: { ...held, allocations: Object.fromEntries(kept) } });
  return 'deleted';
}
