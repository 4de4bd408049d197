import { ApiClient, idInside, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { amount, inside, listOf, nothing, optional, record, text, truth } from '../decode';
import type { Session } from '../session';

/** A volume. */
export interface Volume {
  readonly id: string;
  /** Undefined for a volume without a name. */
  readonly name: string | undefined;
  /** `available`, `reserved`, `attaching`, `in-use`, ... (reference D.6). */
  readonly status: string;
  /** In GiB. */
  readonly sizeGb: number;
  readonly bootable: 'bootable' | 'not bootable';
  /** How many servers may have it at once. */
  readonly servers: 'one' | 'several';
  /** The servers that it is attached to; one for which it is only reserved is not among them. */
  readonly attachedTo: readonly string[];
}

/** A volume to be made. */
export interface NewVolume {
  readonly name: string;
  /** In GiB. */
  readonly sizeGb: number;
  /** What is to be written on it; empty when left out. */
  readonly imageId?: string | undefined;
  /** The type's name; the cloud's default when left out. */
  readonly type?: string | undefined;
}

/** Which volumes to list. */
export interface VolumeFilter {
  readonly name?: string | undefined;
  /** Those of another project, for operators; the person's own when left out. */
  readonly projectId?: string | undefined;
}

/** Volumes: `/volumes` (reference D.6). */
export class VolumesClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'volumev3', version);
  }

  /** The volumes that fit, every page; 200. */
  list({ name, projectId }: VolumeFilter = {}): Promise<readonly Volume[]> {
    const query = { name, project_id: projectId, all_tenants: projectId === undefined ? undefined : '1' };
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/volumes/detail',
          query: { ...query, marker },
          expected: [200],
          reply: pageOf('volumes', volume),
        }),
      ({ id }) => id,
    );
  }

  /** The volume; 200. Undefined when Cinder answers 404. */
  find(id: string): Promise<Volume | undefined> {
    return this.requestOrNothing({
      method: 'GET',
      route: '/volumes/{volume}',
      params: { volume: id },
      expected: [200],
      reply: inside('volume', volume),
    });
  }

  /** Asks for a volume and returns its id; 202. Cinder still makes it afterwards. */
  async create({ name, sizeGb, imageId, type }: NewVolume): Promise<string> {
    const { id } = await this.request({
      method: 'POST',
      route: '/volumes',
      body: { volume: { name, size: sizeGb, imageRef: imageId, volume_type: type } },
      expected: [202],
      reply: idInside('volume'),
    });
    return id;
  }

  /** Asks for the volume to be deleted; 202. Rejects with `UnexpectedAnswer` while it is in use (400). */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/volumes/{volume}',
      params: { volume: id },
      expected: [202],
      reply: nothing,
    });
  }
}

const volume: Decoder<Volume> = record((read) => ({
  id: read('id', text),
  name: read('name', optional(text)),
  status: read('status', text),
  sizeGb: read('size', amount),
  bootable: read('bootable', text) === 'true' ? 'bootable' : 'not bootable',
  servers: read('multiattach', truth) ? 'several' : 'one',
  attachedTo: read('attachments', listOf(inside('server_id', text))),
}));
