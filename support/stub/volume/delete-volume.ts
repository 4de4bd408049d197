import { cinderErrors } from '../http/dialects/cinder-dialect';
import type { VolumeService } from './cinder';
import type { VolumeRecord } from './store';

/**
 * Deletes a volume, which goes on after the answer. Throws 400 for one in use
 * (`cinder/volume/api.py:API.delete`; reference D.6).
 */
export function deleteVolume({ store, queue, clock }: VolumeService, volume: VolumeRecord): void {
  if (volume.status !== 'available' || store.attachmentsOf(volume.id).length > 0) {
    throw cinderErrors.invalidVolume(
      'Volume status must be available or error or error_restoring or error_extending or error_managing and must not ' +
        'be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from ' +
        'snapshots after volume transfer.',
    );
  }
  volume.status = 'deleting';
  volume.updatedAt = clock.now();
  queue.cast(`delete_volume ${volume.id}`, () => {
    store.volumes.delete(volume.id);
    return Promise.resolve();
  });
}
