import { asObject } from '../compute/neighbours/read-json';
import type { AllocationCandidate, Consumer, PlacementClient } from '../compute/neighbours/report-client';
import { jsonOf } from '../http/texts';

/** Gives a consumer what a candidate offers, beside all that it holds already. Rejects with what the path to Placement throws. */
export async function addToAllocation(
  placement: PlacementClient,
  { uuid, projectId, userId }: Consumer,
  { request }: AllocationCandidate,
): Promise<void> {
  const path = `/allocations/${uuid}`;
  const version = '1.28';
  const held = asObject(
    await jsonOf(await placement.send(version, { method: 'GET', path })),
    'allocations of a consumer',
  );
  const allocations = {
    ...asObject(held['allocations'], 'allocations'),
    ...asObject(request['allocations'], 'allocations of a candidate'),
  };
  const generation = held['consumer_generation'] ?? null;
  const body = { allocations, project_id: projectId, user_id: userId, consumer_generation: generation };
  await placement.send(version, { method: 'PUT', path, body });
}
