import { jsonOf, textOf } from '../../http/texts';
import { NeighbourAnsweredError, NovaException } from '../exceptions';
import { asObject, isObject, type JsonObject } from '../neighbours/read-json';
import type { AllocationCandidate, Consumer, PlacementClient } from '../neighbours/report-client';

/** `report.py:CONSUMER_GENERATION_VERSION`. */
const version = '1.28';

/**
 * Gives all that one consumer holds to another one, which loses what it had. Nothing happens when the giver has nothing and the other
 * one something: that was done before. Rejects with {@link AllocationMoveFailed} when somebody else has changed one of them.
 * Source: `report.py:move_allocations`.
 */
export async function moveAllocations(placement: PlacementClient, from: string, to: string): Promise<void> {
  const source = await consumerOf(placement, from);
  const target = await consumerOf(placement, to);
  if (!holdsSomething(source)) return;
  const owner = { project_id: source['project_id'], user_id: source['user_id'] };
  const body = {
    [from]: { ...owner, allocations: {}, consumer_generation: source['consumer_generation'] },
    [to]: {
      ...owner,
      allocations: resourcesOf(source),
      consumer_generation: target['consumer_generation'] ?? null,
    },
  };
  const response = await placement.send(version, { method: 'POST', path: '/allocations', body });
  if (response.status !== 204) throw new AllocationMoveFailed(from, to, await textOf(response));
}

/**
 * Gives a consumer what a candidate offers beside what it has on other providers; false when there is no room
 * (`report.py:claim_resources`, `_move_operation_alloc_request`).
 */
export async function claimBeside(
  placement: PlacementClient,
  consumer: Consumer,
  candidate: AllocationCandidate,
): Promise<boolean> {
  const held = await consumerOf(placement, consumer.uuid);
  if (!holdsSomething(held)) return placement.claim(consumer, candidate);
  const offered = asObject(candidate.request['allocations'], 'allocations of a candidate');
  const body = {
    allocations: { ...offered, ...resourcesOf(held) },
    project_id: consumer.projectId,
    user_id: consumer.userId,
    consumer_generation: held['consumer_generation'],
  };
  const path = `/allocations/${consumer.uuid}`;
  return (await placement.send(version, { method: 'PUT', path, body })).status === 204;
}

/**
 * Takes from a consumer what it holds on one provider, and leaves the rest
 * (`report.py:remove_provider_tree_from_instance_allocation`). Rejects when Placement cannot tell what it holds.
 */
export async function freeOnProvider(placement: PlacementClient, consumer: string, provider: string): Promise<void> {
  const held = await consumerOf(placement, consumer);
  const allocations = resourcesOf(held);
  if (!(provider in allocations)) return;
  const rest = Object.fromEntries(Object.entries(allocations).filter(([each]) => each !== provider));
  const body = { ...held, allocations: rest };
  await placement.send(version, { method: 'PUT', path: `/allocations/${consumer}`, body });
}

/** Placement refused to give one consumer's allocations to another: `nova/exception.py:AllocationMoveFailed`. */
class AllocationMoveFailed extends NovaException {
  constructor(from: string, to: string, error: string) {
    super(
      'nova.exception.AllocationMoveFailed',
      `Failed to move allocations from consumer ${from} to consumer ${to}. Error: ${error}`,
    );
  }
}

async function consumerOf(placement: PlacementClient, uuid: string): Promise<JsonObject> {
  const response = await placement.send(version, { method: 'GET', path: `/allocations/${uuid}` });
  if (response.ok) return asObject(await jsonOf(response), 'allocations of a consumer');
  throw new NeighbourAnsweredError(
    'nova.exception.ConsumerAllocationRetrievalFailed',
    `Failed to retrieve allocations for consumer ${uuid}`,
    response.status,
    await textOf(response),
  );
}

function holdsSomething(consumer: JsonObject): boolean {
  return Object.keys(resourcesOf(consumer)).length > 0;
}

/** What a consumer holds in the form in which it can be written again. */
function resourcesOf({ allocations }: JsonObject): Record<string, { readonly resources: unknown }> {
  const held = isObject(allocations) ? Object.entries(allocations) : [];
  return Object.fromEntries(
    held.map(([provider, each]) => [provider, { resources: asObject(each, 'allocation')['resources'] }]),
  );
}
