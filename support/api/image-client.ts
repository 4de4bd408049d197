import type { Call } from './api-client';
import { ApiClient } from './api-client';
import type { Decoder } from './decode';
import { amount, listOf, nothing, optional, record, text } from './decode';
import type { Session } from './session';

/** An image. Its own properties beyond these are not read. */
export interface Image {
  readonly id: string;
  /** Undefined for an image without a name. */
  readonly name: string | undefined;
  /** `queued` until it has octets, then `active`. */
  readonly status: string;
  readonly visibility: string;
  readonly owner: string | undefined;
  /** In octets; undefined while queued. */
  readonly size: number | undefined;
}

/** An image to be made, still without octets. */
export interface NewImage {
  readonly name: string;
  readonly visibility: 'public' | 'private' | 'shared' | 'community';
}

/** Glance: `/v2/images` (reference D.4). */
export class ImageClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'image');
  }

  /** The images that the person may see, of one name where asked for, every page; 200. */
  list(filter: { readonly name?: string; readonly owner?: string } = {}): Promise<readonly Image[]> {
    const { name, owner } = filter;
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/v2/images',
          query: { name, owner, marker },
          expected: [200],
          reply: record((read) => ({
            items: read('images', listOf(image)),
            more: read('next', optional(text)) === undefined ? 'last' : 'more',
          })),
        }),
      ({ id }) => id,
    );
  }

  /** The first image of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<Image | undefined> {
    return (await this.list({ name })).at(0);
  }

  /** The image; 200. Rejects with `UnexpectedAnswer` when there is none (404). */
  get(id: string): Promise<Image> {
    return this.request(showing(id));
  }

  /** The image; 200. Undefined when Glance answers 404. */
  find(id: string): Promise<Image | undefined> {
    return this.requestOrNothing(showing(id));
  }

  /** Makes a raw, bare image without octets; 201. Public ones are for operators. */
  create({ name, visibility }: NewImage): Promise<Image> {
    return this.request({
      method: 'POST',
      route: '/v2/images',
      body: { name, visibility, disk_format: 'raw', container_format: 'bare' },
      expected: [201],
      reply: image,
    });
  }

  /** Gives a queued image its octets, which makes it active; 204. */
  upload(id: string, octets: Uint8Array): Promise<void> {
    return this.request({
      method: 'PUT',
      route: '/v2/images/{image}/file',
      params: { image: id },
      octets,
      expected: [204],
      reply: nothing,
    });
  }

  /** Deletes the image; 204. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/v2/images/{image}',
      params: { image: id },
      expected: [204],
      reply: nothing,
    });
  }
}

const image: Decoder<Image> = record((read) => ({
  id: read('id', text),
  name: read('name', optional(text)),
  status: read('status', text),
  visibility: read('visibility', text),
  owner: read('owner', optional(text)),
  size: read('size', optional(amount)),
}));

function showing(id: string): Call<Image> {
  return { method: 'GET', route: '/v2/images/{image}', params: { image: id }, expected: [200], reply: image };
}
