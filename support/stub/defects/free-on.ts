import { ConnectionRefused } from '../barrier';
import { asObject } from '../compute/neighbours/read-json';
import type { PlacementClient } from '../compute/neighbours/report-client';
import { jsonOf } from '../http/texts';

/** Takes from a consumer what it holds on some providers, and leaves the rest. A Placement that refuses connections is passed over, as in Nova. */
export async function freeOn(
  placement: PlacementClient,
  consumer: string,
  isFreed: (provider: string) => boolean,
): Promise<void> {
  try {
    await free(placement, `/allocations/${consumer}`, isFreed);
  } catch (error) {
    if (!(error instanceof ConnectionRefused)) throw error;
  }
}

async function free(placement: PlacementClient, path: string, isFreed: (provider: string) => boolean): Promise<void> {
  const version = '1.28';
  const held = asObject(
    await jsonOf(await placement.send(version, { method: 'GET', path })),
    'allocations of a consumer',
  );
  const kept = Object.entries(asObject(held['allocations'], 'allocations')).filter(([provider]) => !isFreed(provider));
  const body = { ...held, allocations: Object.fromEntries(kept) };
  await placement.send(version, { method: 'PUT', path, body });
}
