import { expectNovaFailure } from './exceptions';
import type { VolumeAsker } from './neighbours/cinder-client';
import type { Nova } from './nova';
import type { Server, VolumeMapping } from './records';

/** Whether a server keeps its root disk on its host, or on a volume (`nova/compute/utils.py:is_volume_backed_instance`). */
export function rootDiskOf(volumes: readonly Pick<VolumeMapping, 'bootIndex'>[]): Server['rootDisk'] {
  return volumes.some(({ bootIndex }) => bootIndex === 0) ? 'on a volume' : 'on the host';
}

/**
 * Gives back a server's volumes without its host: each attachment goes, and then the volume if it is to go with its
 * server. A volume whose attachment could not be taken away is not deleted. Every failure is only logged, and the
 * mappings go whatever comes of it.
 * Source: reference A.2, A.5, `nova/compute/api.py:_local_cleanup_bdm_volumes`.
 */
export async function giveVolumesBack(
  nova: Nova,
  asker: VolumeAsker,
  volumes: readonly VolumeMapping[],
): Promise<void> {
  for (const mapping of volumes) await tolerant(() => giveBack(nova, asker, mapping));
}

/**
 * Takes a server's volumes off its host once the guest is gone; failures are only logged.
 * Source: reference A.6, `nova/compute/manager.py:_shutdown_instance`.
 */
export async function detachVolumes(nova: Nova, asker: VolumeAsker, { volumes }: Server): Promise<void> {
  for (const { attachmentId } of volumes) {
    if (attachmentId !== null) await tolerant(() => nova.volume.giveBack(asker, attachmentId));
  }
}

/** Deletes the volumes that go with their server; failures are only logged (`nova/compute/manager.py:_cleanup_volumes`). */
export async function deleteFlaggedVolumes(nova: Nova, asker: VolumeAsker, { volumes }: Server): Promise<void> {
  for (const { volumeId, atTermination } of volumes) {
    if (volumeId !== null && atTermination === 'delete') await tolerant(() => nova.volume.delete(asker, volumeId));
  }
}

/** The name of the next device of a server: `nova/compute/utils.py:get_next_device_name`. */
export function nextDevice(volumes: readonly VolumeMapping[]): string {
  const taken = new Set(volumes.map(({ device }) => device));
  if (rootDiskOf(volumes) === 'on the host') taken.add(rootDevice);
  const letter = Array.from('abcdefghijklmnopqrstuvwxyz').find((each) => !taken.has(`/dev/sd${each}`));
  if (letter === undefined) throw new RangeError('a server has more volumes than the embedded cloud has names for');
  return `/dev/sd${letter}`;
}

/** The device of a server's root disk. */
export const rootDevice = '/dev/sda';

async function giveBack(nova: Nova, asker: VolumeAsker, mapping: VolumeMapping): Promise<void> {
  const { volumeId, attachmentId, atTermination } = mapping;
  if (attachmentId !== null) await nova.volume.giveBack(asker, attachmentId);
  if (volumeId !== null && atTermination === 'delete') await nova.volume.delete(asker, volumeId);
}

async function tolerant(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    expectNovaFailure(error);
  }
}
