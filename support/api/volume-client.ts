import type { Session } from './session';
import { pinnedVersions } from './pinned-versions';
import { AttachmentsClient } from './volume/attachments-client';
import { VolumeTypesClient } from './volume/types-client';
import { VolumesClient } from './volume/volumes-client';

/** Cinder as one person reaches it, with one client for each noun. */
export class VolumeClient {
  readonly volumes: VolumesClient;
  readonly attachments: AttachmentsClient;
  readonly types: VolumeTypesClient;

  constructor(session: Session, version: string = pinnedVersions.volumev3) {
    this.volumes = new VolumesClient(session, version);
    this.attachments = new AttachmentsClient(session, version);
    this.types = new VolumeTypesClient(session, version);
  }
}
