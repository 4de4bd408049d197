import type { Clock } from '../clock';
import type { IdSource } from '../id-source';

/** An image that Glance has from the start: public and active; its bytes are zeros that nobody stores. */
export interface SeedImage {
  /** Made up when left out. */
  readonly id?: string;
  readonly name: string;
  /** The id of the project that owns it; none when left out. */
  readonly owner?: string;
  /** In bytes. */
  readonly size: number;
  /** In GiB. */
  readonly minDisk: number;
  /** In MiB. */
  readonly minRam: number;
}

/** Who may see an image. */
export type Visibility = 'public' | 'private' | 'shared' | 'community';

/** The bytes of an image, or what is known of them. */
export interface ImageData {
  /** In bytes. */
  readonly size: number;
  /** MD5, in hexadecimal digits. */
  readonly checksum: string;
  /** SHA-512, in hexadecimal digits. */
  readonly hash: string;
  /** Undefined for seeded images. */
  readonly bytes: Uint8Array | undefined;
}

/** An image. Times are in milliseconds since 1970. */
export interface ImageRecord {
  readonly id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly visibility: Visibility;
  readonly isProtected: boolean;
  /** Left out of lists unless somebody asks for hidden ones. */
  readonly isHidden: boolean;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  readonly minDisk: number;
  readonly minRam: number;
  readonly tags: readonly string[];
  /** Custom properties. */
  readonly properties: Readonly<Record<string, string>>;
  /** Undefined while the image is queued. */
  data: ImageData | undefined;
  readonly createdAt: number;
  updatedAt: number;
}

/** All that one embedded Glance knows. */
export class ImageStore {
  readonly images = new Map<string, ImageRecord>();

  /** @param seeds the images that it has from the start */
  constructor(clock: Clock, ids: IdSource, seeds: readonly SeedImage[]) {
    for (const seed of seeds) {
      const id = seed.id ?? ids.uuid();
      this.images.set(id, {
        id,
        name: seed.name,
        owner: seed.owner ?? null,
        visibility: 'public',
        isProtected: false,
        isHidden: false,
        diskFormat: 'raw',
        containerFormat: 'bare',
        minDisk: seed.minDisk,
        minRam: seed.minRam,
        tags: [],
        properties: {},
        data: {
          size: seed.size,
          checksum: ids.hex(),
          hash: `${ids.hex()}${ids.hex()}${ids.hex()}${ids.hex()}`,
          bytes: undefined,
        },
        createdAt: clock.now(),
        updatedAt: clock.now(),
      });
    }
  }
}
