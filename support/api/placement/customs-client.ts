import { ApiClient } from '../api-client';
import { nothing } from '../decode';
import type { Session } from '../session';

/** What an operator adds to Placement's own resource classes and traits, by names that begin with `CUSTOM_` (reference D.3). */
export class CustomsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'placement', version);
  }

  /** Makes sure that the resource class is there; 201, or 204 when it was. */
  ensureClass(name: string): Promise<void> {
    return this.#ensure('/resource_classes/{name}', name);
  }

  /** Makes sure that the trait is there; 201, or 204 when it was. */
  ensureTrait(name: string): Promise<void> {
    return this.#ensure('/traits/{name}', name);
  }

  /** Deletes the resource class, which no inventory may have any more; 204. Does nothing when there is none (404). */
  async deleteClass(name: string): Promise<void> {
    await this.#delete('/resource_classes/{name}', name);
  }

  /** Deletes the trait, which no provider may have any more; 204. Does nothing when there is none (404). */
  async deleteTrait(name: string): Promise<void> {
    await this.#delete('/traits/{name}', name);
  }

  #ensure(route: string, name: string): Promise<void> {
    return this.request({ method: 'PUT', route, params: { name }, expected: [201, 204], reply: nothing });
  }

  #delete(route: string, name: string): Promise<void> {
    return this.request({ method: 'DELETE', route, params: { name }, expected: [204, 404], reply: () => undefined });
  }
}
