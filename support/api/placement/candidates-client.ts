import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { listOf, mapOf, record } from '../decode';
import type { Session } from '../session';
import type { Resources } from './resources';
import { resourcesDecoder } from './resources';

/** One way to place what was asked for, by the provider's UUID. */
export interface AllocationCandidate {
  readonly allocations: Readonly<Record<string, { readonly resources: Resources }>>;
}

/** What to look for. */
export interface CandidateFilter {
  readonly resources: Resources;
  /** Traits that the provider must have. */
  readonly required?: readonly string[] | undefined;
  readonly limit?: number | undefined;
}

/** Places for new allocations: `/allocation_candidates`, for operators (reference D.3). */
export class CandidatesClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'placement', version);
  }

  /** Where the resources would fit; 200, none when they fit nowhere. */
  list({ resources, required, limit }: CandidateFilter): Promise<readonly AllocationCandidate[]> {
    const wanted = Object.entries(resources).map(([name, size]) => `${name}:${size}`);
    return this.request({
      method: 'GET',
      route: '/allocation_candidates',
      query: { resources: wanted.join(','), required: required?.join(','), limit },
      expected: [200],
      reply: record((read) => read('allocation_requests', listOf(candidate))),
    });
  }
}

const candidate: Decoder<AllocationCandidate> = record((read) => ({
  allocations: read('allocations', mapOf(record((one) => ({ resources: one('resources', resourcesDecoder) })))),
}));
