import type { Gate } from '../../gate';
import type { ServiceSession } from './session';

/** Nova's view of Keystone beyond its own tokens: `nova/api/openstack/identity.py`. */
export class IdentityClient {
  readonly #gate: Gate;
  readonly #session: ServiceSession;

  constructor(gate: Gate, session: ServiceSession) {
    this.#gate = gate;
    this.#session = session;
  }

  /** Whether there may be such a project: one that the user must not see counts as there. Rejects when Keystone is out of reach. */
  async mayBeProject(id: string, userToken: string): Promise<boolean> {
    const path = `/v3/projects/${encodeURIComponent(id)}`;
    const response = await this.#session.send(this.#gate, { method: 'GET', path, userToken, serviceToken: 'not sent' });
    return response.status !== 404;
  }
}
