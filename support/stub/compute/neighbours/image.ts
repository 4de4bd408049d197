import type { Gate } from '../../gate';
import { asNumber, asObject, asText } from './json';
import type { ServiceSession } from './session';

/** What Nova wants to know of an image; sizes in GiB and MiB. */
export interface Image {
  readonly id: string;
  readonly status: string;
  readonly minDiskGb: number;
  readonly minMemoryMb: number;
}

/** Nova's view of Glance: `nova/image/glance.py`. */
export class ImageClient {
  readonly #gate: Gate;
  readonly #session: ServiceSession;

  constructor(gate: Gate, session: ServiceSession) {
    this.#gate = gate;
    this.#session = session;
  }

  /** An image as the user may see it; undefined when there is none. Rejects when Glance is out of reach. */
  async show(id: string, userToken: string): Promise<Image | undefined> {
    const path = `/v2/images/${encodeURIComponent(id)}`;
    const response = await this.#session.send(this.#gate, { method: 'GET', path, userToken });
    if (!response.ok) return undefined;
    const image = asObject(await response.json(), 'image');
    return {
      id: asText(image['id'], 'image.id'),
      status: asText(image['status'], 'image.status'),
      minDiskGb: asNumber(image['min_disk'], 'image.min_disk'),
      minMemoryMb: asNumber(image['min_ram'], 'image.min_ram'),
    };
  }
}
