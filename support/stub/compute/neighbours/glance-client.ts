import type { Barrier } from '../../barrier';
import { isUuidLike } from '../../http/schemas';
import { jsonOf, textOf } from '../../http/texts';
import { NeighbourAnsweredError } from '../exceptions';
import { asNumber, asObject, asText } from './read-json';
import type { NeighbourRequest, ServiceSession } from './service-session';

/** What Nova wants to know of an image; sizes in GiB and MiB. */
export interface Image {
  readonly id: string;
  readonly status: string;
  readonly minDiskGb: number;
  readonly minMemoryMb: number;
}

/** An image to be made, still without octets. */
export interface NewImage {
  readonly name: string;
  readonly visibility: 'private' | 'shared';
  /** What the image shows besides, like `image_type`. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Nova's view of Glance: `nova/image/glance.py`. */
export class ImageClient {
  readonly #barrier: Barrier;
  readonly #session: ServiceSession;

  constructor(barrier: Barrier, session: ServiceSession) {
    this.#barrier = barrier;
    this.#session = session;
  }

  /** An image as the user may see it; undefined when there is none. Rejects when Glance is out of reach. */
  async show(id: string, userToken: string): Promise<Image | undefined> {
    if (!isUuidLike(id)) return undefined;
    const path = `/v2/images/${encodeURIComponent(id)}`;
    const response = await this.#session.send(this.#barrier, { method: 'GET', path, userToken });
    if (!response.ok) return undefined;
    const image = asObject(await jsonOf(response), 'image');
    return {
      id: asText(image['id'], 'image.id'),
      status: asText(image['status'], 'image.status'),
      minDiskGb: asNumber(image['min_disk'], 'image.min_disk'),
      minMemoryMb: asNumber(image['min_ram'], 'image.min_ram'),
    };
  }

  /** Makes an image on behalf of the user, for whose project it is. Resolves with its ID. Rejects with {@link NeighbourAnsweredError}. */
  async create({ name, visibility, properties }: NewImage, userToken: string): Promise<string> {
    const body = { name, visibility, disk_format: 'raw', container_format: 'bare', ...properties };
    const response = await this.#send({ method: 'POST', path: '/v2/images', body, userToken });
    return asText(asObject(await jsonOf(response), 'image')['id'], 'image.id');
  }

  /** Gives a new image its octets, which makes it active. Rejects with {@link NeighbourAnsweredError}. */
  async upload(id: string, octets: Uint8Array, userToken: string): Promise<void> {
    await this.#send({ method: 'PUT', path: `/v2/images/${id}/file`, octets, userToken });
  }

  /** Deletes an image on behalf of the user. Rejects with {@link NeighbourAnsweredError}, also when it is gone already. */
  async delete(id: string, userToken: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: `/v2/images/${id}`, userToken });
  }

  /** Resolves with what Glance answers when it does as it is told. */
  async #send(request: NeighbourRequest): Promise<Response> {
    const response = await this.#session.send(this.#barrier, request);
    if (response.ok) return response;
    const name = exceptions[response.status] ?? 'glanceclient.exc.HTTPException';
    throw new NeighbourAnsweredError(name, 'Glance refused', response.status, await textOf(response));
  }
}

/** How Nova calls Glance's refusals: `nova/image/glance.py:_translate_image_exception`. */
const exceptions: Readonly<Record<number, string>> = {
  400: 'nova.exception.ImageBadRequest',
  401: 'nova.exception.ImageNotAuthorized',
  403: 'nova.exception.ImageNotAuthorized',
  404: 'nova.exception.ImageNotFound',
  500: 'glanceclient.exc.HTTPInternalServerError',
  503: 'glanceclient.exc.HTTPServiceUnavailable',
};
