import { cinderErrors } from '../../http/dialects/cinder-dialect';
import type { Operation } from '../../operation';
import type { DeleteVolumeContext, DeleteVolumeStep } from '../cinder';

/** Deletes a volume, which goes on after the answer (`cinder/volume/api.py:API.delete`; reference D.6). */
export const deleteVolume: Operation<DeleteVolumeContext, DeleteVolumeStep> = {
  refuseInUse: ({ service, volume }) => {
    if (volume.status === 'available' && service.store.attachmentsOf(volume.id).length === 0) return 'go on';
    throw cinderErrors.invalidVolume(
      'Volume status must be available or error or error_restoring or error_extending or error_managing and must not ' +
        'be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from ' +
        'snapshots after volume transfer.',
    );
  },
  mark: ({ service, volume }) => {
    volume.status = 'deleting';
    volume.updatedAt = service.clock.now();
    return 'go on';
  },
  remove: ({ service, volume }) => {
    service.queue.cast(`delete_volume ${volume.id}`, () => {
      service.store.volumes.delete(volume.id);
      return Promise.resolve();
    });
    return 'go on';
  },
};
