import { AllocationsClient } from './placement/allocations-client';
import { CandidatesClient } from './placement/candidates-client';
import { CustomsClient } from './placement/customs-client';
import { ProvidersClient } from './placement/providers-client';
import { UsagesClient } from './placement/usages-client';
import type { Session } from './session';
import { pinnedVersions } from './pinned-versions';

/** Placement as one person reaches it, with one client for each noun. */
export class PlacementClient {
  readonly providers: ProvidersClient;
  readonly allocations: AllocationsClient;
  readonly usages: UsagesClient;
  readonly candidates: CandidatesClient;
  readonly customs: CustomsClient;
  readonly #session: Session;

  constructor(session: Session, version: string = pinnedVersions.placement) {
    this.#session = session;
    this.providers = new ProvidersClient(session, version);
    this.allocations = new AllocationsClient(session, version);
    this.usages = new UsagesClient(session, version);
    this.candidates = new CandidatesClient(session, version);
    this.customs = new CustomsClient(session, version);
  }

  /** The same person's Placement at another microversion, like `1.28`. */
  at(version: string): PlacementClient {
    return new PlacementClient(this.#session, version);
  }
}
