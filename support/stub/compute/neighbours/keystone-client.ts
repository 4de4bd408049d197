import type { Barrier } from '../../barrier';
import type { ServiceSession } from './service-session';

/** Nova's view of Keystone beyond its own tokens: `nova/api/openstack/identity.py`. */
export class IdentityClient {
  readonly #barrier: Barrier;
  readonly #session: ServiceSession;

  constructor(barrier: Barrier, session: ServiceSession) {
    this.#barrier = barrier;
    this.#session = session;
  }

  /** Whether there may be such a project: one that the user must not see counts as there. Rejects when Keystone is out of reach. */
  async mayBeProject(id: string, userToken: string): Promise<boolean> {
    const path = `/v3/projects/${encodeURIComponent(id)}`;
    const response = await this.#session.send(this.#barrier, {
      method: 'GET',
      path,
      userToken,
      serviceToken: 'not sent',
    });
    return response.status !== 404;
  }
}
