import { ApiClient } from '../api-client';
import { nothing } from '../decode';
import type { Session } from '../session';

/** The volumes of servers: `/servers/{server}/os-volume_attachments` (reference D.2.2). */
export class VolumeAttachmentsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** Attaches a volume; 200, from 2.101 on 202. The host is still at it afterwards. */
  attach(server: string, volume: string): Promise<void> {
    const body = { volumeAttachment: { volumeId: volume } };
    return this.request({ method: 'POST', route, params: { server }, body, expected: [200, 202], reply: nothing });
  }

  /** Has a volume detached; 202. The host is still at it afterwards. */
  detach(server: string, volume: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: `${route}/{volume}`,
      params: { server, volume },
      expected: [202],
      reply: nothing,
    });
  }
}

const route = '/servers/{server}/os-volume_attachments';
