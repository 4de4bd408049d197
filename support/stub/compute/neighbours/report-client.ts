import { type Barrier, ConnectionRefused } from '../../barrier';
import { jsonOf, textOf } from '../../http/texts';
import { AllocationDeleteFailed, NeighbourAnsweredError, ServiceUnauthorized } from '../exceptions';
import type { Amounts } from '../server-resources';
import { asNumber, asObject, asObjects, asText, isObject, type JsonObject } from './read-json';
import type { NeighbourRequest, ServiceSession } from './service-session';

/** What a provider could give for a request: the body that claims it, ready to be sent back. */
export interface AllocationCandidate {
  /** Those that it takes something from; the compute node's UUID is among them. */
  readonly providerUuids: readonly string[];
  /** `allocations` and `mappings` as Placement offered them. */
  readonly request: JsonObject;
}

/** What a server needs; `inTree` is the node that it has to be on, if somebody asked for one. */
export interface Wanted {
  readonly resources: Amounts;
  readonly traits: readonly string[];
  readonly inTree?: string;
}

/** Whose allocations they are to be. */
export interface Consumer {
  readonly uuid: string;
  readonly projectId: string;
  readonly userId: string;
}

/** How a consumer's allocations are deleted: at once, or only when nobody changed them meanwhile. */
export type DeleteManner = 'by force' | 'by generation';

/** What the deletion of a consumer's allocations came to. `unreachable` means that they are still there: a leak. */
export type DeleteOutcome = 'deleted' | 'nothing to delete' | 'unreachable';

/** A provider of the cloud; one that is no child of another is its own root. */
export interface KnownProvider {
  readonly uuid: string;
  readonly rootUuid: string;
}

/** The microversions that Nova sends (`report.py:SAME_SUBTREE_VERSION`, `CONSUMER_GENERATION_VERSION`). */
const versions = { candidates: '1.36', claim: '1.36', update: '1.28', providers: '1.14' } as const;

/** Nova's report client: `nova/scheduler/client/report.py`. */
export class PlacementClient {
  readonly #barrier: Barrier;
  readonly #session: ServiceSession;

  constructor(barrier: Barrier, session: ServiceSession) {
    this.#barrier = barrier;
    this.#session = session;
  }

  /**
   * Sends a request as it is. Rejects with `ConnectionRefused`, `AnswerTimedOut` or `ServiceUnauthorized`;
   * error answers are the caller's to read.
   */
  send(version: string | undefined, request: NeighbourRequest): Promise<Response> {
    const headers = version === undefined ? {} : { 'openstack-api-version': `placement ${version}` };
    return this.#session.send(this.#barrier, { ...request, headers });
  }

  /**
   * The hosts that could hold the amounts; empty also when Placement is out of reach or answers an error
   * (`get_allocation_candidates`). Time-outs reject.
   */
  async allocationCandidates({ resources, traits, inTree }: Wanted): Promise<readonly AllocationCandidate[]> {
    const query = new URLSearchParams({
      limit: '1000',
      resources: Object.entries(resources)
        .map(([name, amount]) => `${name}:${amount}`)
        .join(','),
      root_required: '!COMPUTE_STATUS_DISABLED',
    });
    if (traits.length > 0) query.set('required', traits.join(','));
    if (inTree !== undefined) query.set('in_tree', inTree);
    const path = `/allocation_candidates?${query.toString()}`;
    const response = await safeConnect(() => this.send(versions.candidates, { method: 'GET', path }));
    if (response === 'unreachable' || response.status !== 200) return [];
    const { allocation_requests: requests } = asObject(await jsonOf(response), 'allocation candidates');
    return asObjects(requests, 'allocation_requests').map((request) => ({
      providerUuids: Object.keys(asObject(request['allocations'], 'allocations of a candidate')),
      request,
    }));
  }

  /** Gives a new consumer what a candidate offers; false when somebody was quicker (`claim_resources`). */
  async claim(consumer: Consumer, candidate: AllocationCandidate): Promise<boolean> {
    const body = {
      ...candidate.request,
      project_id: consumer.projectId,
      user_id: consumer.userId,
      consumer_generation: null,
    };
    const path = `/allocations/${consumer.uuid}`;
    const response = await safeConnect(() => this.send(versions.claim, { method: 'PUT', path, body }));
    return response !== 'unreachable' && response.status === 204;
  }

  /**
   * Frees what a consumer holds. An unreachable Placement is swallowed, which leaks; any error answer but 404 rejects
   * with {@link AllocationDeleteFailed}, a time-out with `AnswerTimedOut`.
   * Source: reference A.5, `report.py:delete_allocation_for_instance`.
   */
  async deleteAllocations(consumerUuid: string, manner: DeleteManner): Promise<DeleteOutcome> {
    return safeConnect(() =>
      manner === 'by force' ? this.#deleteByForce(consumerUuid) : this.#deleteByGeneration(consumerUuid),
    );
  }

  /** All providers of the cloud. Rejects when Placement cannot tell (`nova/cmd/manage.py:_get_resource_providers`). */
  async providers(): Promise<readonly KnownProvider[]> {
    const response = await this.send(versions.providers, { method: 'GET', path: '/resource_providers' });
    if (!response.ok) {
      throw new NeighbourAnsweredError(
        'nova.exception.ResourceProviderRetrievalFailed',
        'Failed to retrieve resource providers',
        response.status,
        await textOf(response),
      );
    }
    const { resource_providers: providers } = asObject(await jsonOf(response), 'resource providers');
    return asObjects(providers, 'resource_providers').map(({ uuid, root_provider_uuid: root }) => ({
      uuid: asText(uuid, 'uuid of a provider'),
      rootUuid: asText(root, 'root_provider_uuid'),
    }));
  }

  /** What each consumer holds on a provider, by the consumer's UUID. Rejects when Placement cannot tell. */
  async allocationsOn(providerUuid: string): Promise<ReadonlyMap<string, Amounts>> {
    const path = `/resource_providers/${providerUuid}/allocations`;
    const response = await this.send(undefined, { method: 'GET', path });
    if (!response.ok) {
      throw new NeighbourAnsweredError(
        'nova.exception.ResourceProviderAllocationRetrievalFailed',
        `Failed to retrieve allocations for resource provider ${providerUuid}`,
        response.status,
        await textOf(response),
      );
    }
    const { allocations } = asObject(await jsonOf(response), 'allocations of a provider');
    return new Map(
      Object.entries(asObject(allocations, 'allocations')).map(([consumer, held]) => [consumer, amountsOf(held)]),
    );
  }

  async #deleteByForce(consumer: string): Promise<DeleteOutcome> {
    const response = await this.send(undefined, { method: 'DELETE', path: `/allocations/${consumer}` });
    if (response.status === 404) return 'nothing to delete';
    if (!response.ok) throw new AllocationDeleteFailed(consumer, await textOf(response));
    return 'deleted';
  }

  async #deleteByGeneration(consumer: string): Promise<DeleteOutcome> {
    const path = `/allocations/${consumer}`;
    const found = await this.send(versions.update, { method: 'GET', path });
    if (!found.ok) throw new AllocationDeleteFailed(consumer, await textOf(found));
    const held = asObject(await jsonOf(found), 'allocations of a consumer');
    if (isObject(held['allocations']) && Object.keys(held['allocations']).length === 0) return 'nothing to delete';
    const body = { ...held, allocations: {} };
    const emptied = await this.send(versions.update, { method: 'PUT', path, body });
    if (emptied.status !== 204) throw new AllocationDeleteFailed(consumer, await textOf(emptied));
    return 'deleted';
  }
}

function amountsOf(held: unknown): Amounts {
  const resources = asObject(asObject(held, 'allocation')['resources'], 'resources');
  return Object.fromEntries(Object.entries(resources).map(([name, amount]) => [name, asNumber(amount, name)]));
}

/** Swallows what `@safe_connect` swallows: a refused connection and refused credentials (reference A.5). */
async function safeConnect<Result>(call: () => Promise<Result>): Promise<Result | 'unreachable'> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ConnectionRefused || error instanceof ServiceUnauthorized) return 'unreachable';
    throw error;
  }
}
