import { cinderErrors } from '../../http/dialects/cinder-dialect';
import type { Onward, Operation } from '../../operation';
import { settleStatus } from '../attach';
import type { DeleteAttachmentContext, DeleteAttachmentStep } from '../cinder';
import { novaShows } from '../neighbours';

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
