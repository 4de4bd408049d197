import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { amount, mapOf, nothing, optional, record, text } from '../decode';
import type { Session } from '../session';
import type { Resources } from './resources';
import { resourcesDecoder } from './resources';

/** What a consumer holds of one provider. */
export interface Allocation {
  /** The provider's generation. */
  readonly generation: number;
  readonly resources: Resources;
}

/** What a consumer holds, by the provider's UUID. Without any allocation the other fields are undefined. */
export interface ConsumerAllocations {
  readonly allocations: Readonly<Record<string, Allocation>>;
  readonly consumerGeneration: number | undefined;
  readonly projectId: string | undefined;
  readonly userId: string | undefined;
}

/** What a consumer is to hold from now on, in place of what it holds. */
export interface NewAllocations {
  /** By the provider's UUID; empty takes everything away. */
  readonly allocations: Readonly<Record<string, { readonly resources: Resources }>>;
  readonly projectId: string;
  readonly userId: string;
  /** What was read last; null for a consumer that holds nothing. */
  readonly consumerGeneration: number | null;
}

/** What consumers hold: `/allocations`, for operators (reference D.3). */
export class AllocationsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'placement', version);
  }

  /** What the consumer holds; 200, also for one that nobody knows. */
  get(consumer: string): Promise<ConsumerAllocations> {
    return this.request({
      method: 'GET',
      route: '/allocations/{consumer}',
      params: { consumer },
      expected: [200],
      reply: consumerAllocations,
    });
  }

  /** Replaces all that the consumer holds; 204, or 409 when it changed meanwhile or there is no room. */
  replace(consumer: string, wanted: NewAllocations): Promise<void> {
    return this.request({
      method: 'PUT',
      route: '/allocations/{consumer}',
      params: { consumer },
      body: {
        allocations: wanted.allocations,
        project_id: wanted.projectId,
        user_id: wanted.userId,
        consumer_generation: wanted.consumerGeneration,
      },
      expected: [204],
      reply: nothing,
    });
  }

  /** Takes everything from the consumer; 204, or 404 when it holds nothing. */
  delete(consumer: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/allocations/{consumer}',
      params: { consumer },
      expected: [204],
      reply: nothing,
    });
  }
}

const allocation: Decoder<Allocation> = record((read) => ({
  generation: read('generation', amount),
  resources: read('resources', resourcesDecoder),
}));

const consumerAllocations: Decoder<ConsumerAllocations> = record((read) => ({
  allocations: read('allocations', mapOf(allocation)),
  consumerGeneration: read('consumer_generation', optional(amount)),
  projectId: read('project_id', optional(text)),
  userId: read('user_id', optional(text)),
}));
