import { rootOf } from './service-catalog';
import { ApiClient } from './api-client';
import { inside, listOf, record, text } from './decode';
import { MalformedAnswer, UnexpectedAnswer } from './api-errors';
import type { Session } from './session';

/** The services with microversions that the suite pins. */
export type VersionedService = 'compute' | 'placement' | 'volumev3';

/**
 * The microversion that each client asks for: the lowest that serve, so that a cloud before its upgrade can be tested.
 * Compute 2.80 tells whose a migration is; Placement 1.36 is what Nova itself claims with (reference D.0); Cinder 3.44 is what
 * Nova attaches with (reference D.6).
 */
export const pinnedVersions: Readonly<Record<VersionedService, string>> = {
  compute: '2.80',
  placement: '1.36',
  volumev3: '3.44',
};

/** The services whose microversions are checked on a cloud of these capabilities: Cinder's only where there are volumes. */
export function versionedServices(capabilities: ReadonlySet<string>): readonly VersionedService[] {
  return capabilities.has('volumes') ? ['compute', 'placement', 'volumev3'] : ['compute', 'placement'];
}

/** The microversions that a service offers, as its version document says. */
export interface VersionRange {
  readonly service: VersionedService;
  readonly minimum: string;
  readonly maximum: string;
}

/** A cloud does not offer a microversion that the suite needs. */
export class VersionNotOffered extends Error {
  override readonly name = 'VersionNotOffered';
}

/**
 * Compares what the services offer with the pinned versions, and returns what they offer.
 * Rejects with `VersionNotOffered`, which names both numbers, for every service that does not offer enough, and the address where
 * no version document stands.
 */
export async function checkVersions(
  session: Session,
  services: readonly VersionedService[],
): Promise<readonly VersionRange[]> {
  const ranges = await Promise.all(services.map((service) => new VersionDocument(session, service).range()));
  const problems = ranges.filter((range) => !offers(range)).map(problemOf);
  if (problems.length > 0) throw new VersionNotOffered(`${session.cloud}: ${problems.join('; ')}`);
  return ranges;
}

/** Negative, zero or positive as microversion `a` is below, equal to or above `b`; 2.9 is below 2.10. */
export function compareVersions(a: string, b: string): number {
  const [major = 0, minor = 0] = a.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

/** Which of a service's documents is looked for, and where it tells the newest microversion. */
const documents: Readonly<Record<VersionedService, { readonly api: string; readonly maximum: string }>> = {
  compute: { api: 'v2.1', maximum: 'version' },
  placement: { api: 'v1.0', maximum: 'max_version' },
  volumev3: { api: 'v3.0', maximum: 'version' },
};

class VersionDocument extends ApiClient {
  readonly #named: VersionedService;
  readonly #api: string;
  readonly #maximum: string;

  constructor(session: Session, service: VersionedService) {
    super(session, service);
    this.#named = service;
    this.#api = documents[service].api;
    this.#maximum = documents[service].maximum;
  }

  /** What the version document at the service's root says (reference D.2.2, D.3); 200, or 300 where it is a choice. */
  async range(): Promise<VersionRange> {
    const documents = await this.#read();
    const found = documents.find(({ range }) => range !== undefined)?.range;
    if (found === undefined) {
      const offered = documents.map(({ id }) => id).join(', ');
      throw new VersionNotOffered(
        `${this.session.cloud}: ${this.#named} should offer the API ${this.#api}, but offers ${offered || 'none'}`,
      );
    }
    return { service: this.#named, ...found };
  }

  async #read() {
    try {
      return await this.request({
        method: 'GET',
        route: '/',
        base: 'root',
        expected: [200, 300],
        reply: inside('versions', listOf(this.#document)),
      });
    } catch (error) {
      if (!(error instanceof MalformedAnswer || error instanceof UnexpectedAnswer)) throw error;
      const address = rootOf(await this.session.endpoint(this.#named));
      const seen = error instanceof MalformedAnswer ? error.problem : `it answers ${error.status}`;
      throw new VersionNotOffered(
        `${this.session.cloud}: ${this.#named} should tell its versions at ${address}/, but ${seen}`,
      );
    }
  }

  /** Only the document that is looked for must have numbers; Nova's v2.0 has none. */
  readonly #document = record((read) => {
    const id = read('id', text);
    if (id !== this.#api) return { id };
    return { id, range: { minimum: read('min_version', text), maximum: read(this.#maximum, text) } };
  });
}

function offers({ service, minimum, maximum }: VersionRange): boolean {
  const pinned = pinnedVersions[service];
  return compareVersions(minimum, pinned) <= 0 && compareVersions(pinned, maximum) <= 0;
}

function problemOf({ service, minimum, maximum }: VersionRange): string {
  return `${service} offers microversions ${minimum} to ${maximum}, but the suite needs ${pinnedVersions[service]}`;
}
