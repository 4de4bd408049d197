import type { IdSource } from '../id-source';

/** A volume type that Cinder has from the start. */
export interface SeedVolumeType {
  readonly name: string;
  readonly description: string | null;
  /** Like `{ multiattach: '<is> True' }`. */
  readonly extraSpecs: Readonly<Record<string, string>>;
}

/** A volume type. */
export interface VolumeType extends SeedVolumeType {
  readonly id: string;
}

/** What a volume is doing; `in-use` once an attachment of it is complete. */
export type VolumeStatus = 'creating' | 'available' | 'reserved' | 'attaching' | 'in-use' | 'detaching' | 'deleting';

/** The image that a volume is made of. */
export interface VolumeImage {
  readonly id: string;
  readonly name: string;
  /** What else Cinder notes of it, all as text. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A volume. Times are in milliseconds since 1970. */
export interface VolumeRecord {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly name: string | null;
  readonly description: string | null;
  /** In GiB. */
  readonly size: number;
  readonly type: VolumeType;
  readonly zone: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** How many servers may have it at once. */
  readonly servers: 'one' | 'several';
  /** What was written on it, which makes it bootable; undefined for an empty volume. */
  readonly image: VolumeImage | undefined;
  status: VolumeStatus;
  readonly createdAt: number;
  /** Undefined until something becomes of it. */
  updatedAt: number | undefined;
}

/** How far an attachment has come. */
export type AttachmentStatus = 'reserved' | 'attaching' | 'attached';

/** What ties a volume to a server, from its reservation on. Times are in milliseconds since 1970. */
export interface AttachmentRecord {
  readonly id: string;
  readonly volumeId: string;
  /** Null when nobody said which server it is for. */
  readonly serverId: string | null;
  readonly projectId: string;
  /** How the volume may be used; null where nobody said. */
  readonly mode: 'rw' | 'ro' | null;
  status: AttachmentStatus;
  /** Undefined until some host tells how it connects: an attachment that is only reserved, or was completed without a host. */
  connection: Connection | undefined;
}

/** How a volume is connected with a host. */
export interface Connection {
  readonly host: string | null;
  readonly device: string | null;
  readonly mode: string;
  readonly since: number;
}

/** All that one embedded Cinder knows. */
export class VolumeStore {
  readonly types: readonly VolumeType[];
  /** The type of volumes of which nobody says it. */
  readonly defaultType: VolumeType;
  readonly volumes = new Map<string, VolumeRecord>();
  readonly attachments = new Map<string, AttachmentRecord>();

  /**
   * @param types those that it has besides the one that every Cinder has; the first is the default (`default_volume_type`)
   */
  constructor(ids: IdSource, types: readonly SeedVolumeType[]) {
    const builtIn = { ...builtInType, id: ids.uuid() };
    const seeded = types.map((type) => ({ ...type, id: ids.uuid() }));
    this.types = [builtIn, ...seeded];
    this.defaultType = seeded[0] ?? builtIn;
  }

  /** A volume's attachments, oldest first. */
  attachmentsOf(volumeId: string): readonly AttachmentRecord[] {
    return [...this.attachments.values()].filter((attachment) => attachment.volumeId === volumeId);
  }
}

/** Made with the database (`cinder/volume/volume_types.py:DEFAULT_VOLUME_TYPE`). */
const builtInType: SeedVolumeType = { name: '__DEFAULT__', description: 'Default Volume Type', extraSpecs: {} };
