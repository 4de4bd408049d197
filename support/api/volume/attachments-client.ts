import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { nothing, optional, record, text } from '../decode';
import type { Session } from '../session';

/** What ties a volume to a server, from its reservation on. */
export interface Attachment {
  readonly id: string;
  readonly volumeId: string;
  /** The server; undefined when nobody has said which. */
  readonly serverId: string | undefined;
  /** `reserved`, `attaching`, `attached`, ... */
  readonly status: string;
}

/** Which attachments to list. */
export interface AttachmentFilter {
  readonly serverId?: string | undefined;
  readonly volumeId?: string | undefined;
}

/** Attachments of volumes: `/attachments` (reference D.6). */
export class AttachmentsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'volumev3', version);
  }

  /** The attachments that fit, in all projects for operators, every page; 200. */
  list({ serverId, volumeId }: AttachmentFilter): Promise<readonly Attachment[]> {
    const query = { instance_id: serverId, volume_id: volumeId, all_tenants: '1' };
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/attachments',
          query: { ...query, marker },
          expected: [200],
          reply: pageOf('attachments', attachment),
        }),
      ({ id }) => id,
    );
  }

  /** Deletes the attachment; 200. Rejects with `UnexpectedAnswer` while Nova shows it (409, CVE-2023-2088). */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/attachments/{attachment}',
      params: { attachment: id },
      expected: [200],
      reply: nothing,
    });
  }
}

const attachment: Decoder<Attachment> = record((read) => ({
  id: read('id', text),
  volumeId: read('volume_id', text),
  serverId: read('instance', optional(text)),
  status: read('status', text),
}));
