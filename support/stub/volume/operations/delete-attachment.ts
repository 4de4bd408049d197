import type { Caller } from '../../http/authentication';
import { cinderErrors } from '../../http/dialects/cinder-dialect';
import type { Onward, Operation } from '../../operation';
import type { VolumeService } from '../create-volume';
import { novaShows } from '../neighbours';
import type { AttachmentRecord } from '../store';
import { settleStatus } from './attach';

/** A request that deletes an attachment. */
export interface DeleteAttachmentContext {
  readonly service: VolumeService;
  readonly caller: Caller;
  readonly attachment: AttachmentRecord;
}

/** The steps of `DELETE /v3/{project}/attachments/{attachment}`. */
export type DeleteAttachmentStep = 'refuseInUse' | 'remove' | 'freeVolume';

/**
 * Deletes an attachment. While Nova shows the volume as its server's, only services may (CVE-2023-2088).
 * Source: `cinder/volume/api.py:attachment_deletion_allowed`, `attachment_delete`; reference D.6.
 */
export const deleteAttachment: Operation<DeleteAttachmentContext, DeleteAttachmentStep> = {
  refuseInUse: async ({ service, caller, attachment }): Promise<Onward> => {
    const { connection, serverId } = attachment;
    if (service.seams.rules.isService(caller) || connection === undefined || serverId === null) return 'go on';
    if (!(await novaShows(service.neighbours.compute, caller, serverId, attachment))) return 'go on';
    throw cinderErrors.conflict(
      `ConflictNovaUsingAttachment: Detach volume from instance ${serverId} using the Compute API`,
    );
  },
  remove: ({ service, attachment }) => {
    service.store.attachments.delete(attachment.id);
    return 'go on';
  },
  freeVolume: ({ service, attachment }) => {
    settleStatus(service, attachment.volumeId);
    return 'go on';
  },
};
