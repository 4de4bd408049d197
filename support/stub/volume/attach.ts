import { cinderErrors } from '../http/dialects/cinder-dialect';
import type { VolumeService } from './cinder';
import type { AttachmentRecord, VolumeRecord, VolumeStatus } from './store';

/** How a host connects: what it sends of itself as an attachment's `connector`. */
export interface Connector {
  readonly host?: string;
  readonly mountpoint?: string;
  readonly mode?: string;
}

/**
 * Reserves a volume for a server. A second server may have it only when it is multi-attach; a server that has it already may
 * reserve it again, to keep it while it moves (bug 1694530). Throws 400.
 * Source: `cinder/volume/api.py:_attachment_reserve`.
 */
export function reserve(
  { store, ids, clock }: VolumeService,
  volume: VolumeRecord,
  serverId: string | null,
  mode: 'rw' | 'ro' | null,
): AttachmentRecord {
  const free: readonly VolumeStatus[] = volume.servers === 'several' ? ['available', 'in-use'] : ['available'];
  const isFree = free.includes(volume.status);
  const isItsOwn = store.attachmentsOf(volume.id).some((other) => serverId !== null && other.serverId === serverId);
  if (!isFree && !isItsOwn) {
    const statuses = volume.servers === 'several' ? 'available or in-use or downloading' : 'available or downloading';
    throw cinderErrors.invalidVolume(
      `Volume ${volume.id} status must be ${statuses} to reserve, but the current status is ${volume.status}.`,
    );
  }
  if (isFree) setStatus(volume, 'reserved', clock.now());
  const attachment: AttachmentRecord = {
    id: ids.uuid(),
    volumeId: volume.id,
    serverId,
    projectId: volume.projectId,
    mode,
    status: 'reserved',
    connection: undefined,
  };
  store.attachments.set(attachment.id, attachment);
  return attachment;
}

/** Connects a reserved volume with a host (`cinder/volume/manager.py:attachment_update`). */
export function connect(
  { clock }: VolumeService,
  volume: VolumeRecord,
  attachment: AttachmentRecord,
  connector: Connector,
): void {
  const { host = null, mountpoint: device = null, mode = 'rw' } = connector;
  attachment.connection = { host, device, mode, since: clock.now() };
  attachment.status = 'attaching';
  setStatus(volume, 'attaching', clock.now());
}

/** Marks the volume as in use (`cinder/api/v3/attachments.py:complete`). */
export function complete({ clock }: VolumeService, volume: VolumeRecord, attachment: AttachmentRecord): void {
  attachment.status = 'attached';
  setStatus(volume, 'in-use', clock.now());
}

/** Notes that a volume in use is about to be detached. Throws 400 (`cinder/volume/api.py:begin_detaching`). */
export function beginDetaching({ store, clock }: VolumeService, volume: VolumeRecord): void {
  const attached = store.attachmentsOf(volume.id).filter(({ status }) => status === 'attached');
  if (volume.status !== 'in-use' || attached.length === 0) {
    throw cinderErrors.invalidVolume(
      "Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.",
    );
  }
  if (attached.length === 1) setStatus(volume, 'detaching', clock.now());
}

/** Takes {@link beginDetaching} back. Throws 400 (`cinder/volume/api.py:roll_detaching`). */
export function rollDetaching({ clock }: VolumeService, volume: VolumeRecord): void {
  if (volume.status === 'detaching') setStatus(volume, 'in-use', clock.now());
}

/** Gives a volume the status that its remaining attachments speak for: that of the one that has come farthest. */
export function settleStatus({ store, clock }: VolumeService, volumeId: string): void {
  const volume = store.volumes.get(volumeId);
  if (volume === undefined) return;
  const left = store.attachmentsOf(volumeId).map(({ status }) => status);
  const farthest = (['attached', 'attaching', 'reserved'] as const).find((status) => left.includes(status));
  setStatus(volume, farthest === undefined ? 'available' : statusOf[farthest], clock.now());
}

const statusOf = { attached: 'in-use', attaching: 'attaching', reserved: 'reserved' } as const;

function setStatus(volume: VolumeRecord, status: VolumeStatus, now: number): void {
  volume.status = status;
  volume.updatedAt = now;
}
