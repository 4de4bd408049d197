import { nextDevice, rootDevice } from '../block-devices';
import { BuildAbortException, expectNovaFailure, NovaException } from '../exceptions';
import { asEvent } from '../instance-actions';
import type { VolumeAsker } from '../neighbours/cinder-client';
import type { Nova } from '../nova';
import type { Server, VolumeMapping } from '../records';
import type { RequestContext } from '../request-context';
import type { HostProcess } from './host-process';

/**
 * Makes and connects the volumes of a server that is being built. Rejects with {@link BuildAbortException}.
 * Source: `nova/compute/manager.py:_prep_block_device`, `nova/virt/block_device.py:attach_block_devices`.
 */
export async function prepareVolumes(nova: Nova, request: RequestContext, server: Server, host: string): Promise<void> {
  try {
    for (const mapping of server.volumes) {
      mapping.device ??= mapping.bootIndex === 0 ? rootDevice : nextDevice(server.volumes);
      if (mapping.volumeId === null) await makeVolume(nova, request, server, mapping);
      await connectVolume(nova, request, mapping, host);
    }
  } catch (error) {
    expectNovaFailure(error);
    throw new BuildAbortException(server.uuid, 'Failure prepping block device.');
  }
}

/** Connects the volumes of a server that comes back to a host (`nova/compute/manager.py:_unshelve_instance`). */
export async function connectVolumes(nova: Nova, asker: VolumeAsker, server: Server, host: string): Promise<void> {
  for (const mapping of server.volumes) await connectVolume(nova, asker, mapping, host);
}

/**
 * Disconnects a server's volumes from its host and keeps them reserved for it: each gets a new attachment before the
 * old one goes. Source: `nova/compute/manager.py:_terminate_volume_connections`.
 */
export async function keepVolumesReserved(nova: Nova, asker: VolumeAsker, server: Server): Promise<void> {
  for (const mapping of server.volumes) {
    const { volumeId, attachmentId } = mapping;
    if (volumeId === null || attachmentId === null) continue;
    const next = await nova.volume.reserve(asker, volumeId, server.uuid);
    await nova.volume.giveBack(asker, attachmentId);
    mapping.attachmentId = next;
  }
}

/** The message `attach_volume`; what fails gives the volume back (`nova/compute/manager.py:attach_volume`). */
export async function attachOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
  mapping: VolumeMapping,
): Promise<void> {
  const { host } = process;
  await asEvent(nova, { request, server, host, event: 'compute_attach_volume' }, async () => {
    try {
      await connectVolume(nova, request, mapping, host);
    } catch (error) {
      forget(server, mapping);
      await tryToGiveBack(nova, request, mapping);
      throw error;
    }
  });
}

/**
 * The message `detach_volume`: the attachment goes, then the record; a volume that goes with its server stays.
 * Source: `nova/compute/manager.py:detach_volume`.
 */
export async function detachOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
  mapping: VolumeMapping,
): Promise<void> {
  const { host } = process;
  await asEvent(nova, { request, server, host, event: 'compute_detach_volume' }, async () => {
    if (mapping.attachmentId !== null) await nova.volume.giveBack(request, mapping.attachmentId);
    forget(server, mapping);
  });
}

/** Takes a volume out of a server's record. */
export function forget(server: Server, mapping: VolumeMapping): void {
  server.volumes = server.volumes.filter((each) => each !== mapping);
}

/** A failure to complete gives the volume back at once (`nova/virt/block_device.py:_volume_attach`). */
async function connectVolume(nova: Nova, asker: VolumeAsker, mapping: VolumeMapping, host: string): Promise<void> {
  const { attachmentId, device } = mapping;
  if (attachmentId === null) return;
  await nova.volume.connect(asker, attachmentId, host, device ?? rootDevice);
  try {
    await nova.volume.complete(asker, attachmentId);
  } catch (error) {
    await nova.volume.giveBack(asker, attachmentId);
    throw error;
  }
}

/** Makes a volume of an image, or an empty one, and reserves it (`nova/virt/block_device.py:_create_volume`). */
async function makeVolume(nova: Nova, asker: VolumeAsker, server: Server, mapping: VolumeMapping): Promise<void> {
  const { source, volumeType } = mapping;
  if (source.kind === 'volume') return;
  const type = volumeType === null ? {} : { volumeType };
  const wish = source.kind === 'image' ? { name: '', imageId: source.imageId } : { name: `${server.uuid}-blank-vol` };
  const id = await nova.volume.create(asker, { sizeGb: source.sizeGb, ...wish, ...type });
  mapping.volumeId = id;
  await untilMade(nova, asker, id);
  mapping.attachmentId = await nova.volume.reserve(asker, id, server.uuid);
}

/** `[DEFAULT] block_device_allocate_retries` and `_interval`, the latter in seconds. */
const allocation = { retries: 60, intervalSeconds: 3 } as const;

/** Source: `nova/compute/manager.py:_await_block_device_map_created`. */
async function untilMade(nova: Nova, asker: VolumeAsker, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { status } = await nova.volume.show(asker, id);
    if (status === 'available') return;
    if (!['creating', 'downloading'].includes(status) || attempt > allocation.retries) {
      throw new VolumeNotCreated(id, attempt, status);
    }
    await nova.time.park(allocation.intervalSeconds, `making of volume ${id}`);
  }
}

/** Cinder did not make a volume, or not in time: `nova/exception.py:VolumeNotCreated`. */
class VolumeNotCreated extends NovaException {
  constructor(id: string, attempt: number, status: string) {
    const seconds = (attempt - 1) * allocation.intervalSeconds;
    super(
      'nova.exception.VolumeNotCreated',
      `Volume ${id} did not finish being created even after we waited ${seconds} seconds or ${attempt} attempts. And ` +
        `its status is ${status}.`,
    );
  }
}

async function tryToGiveBack(nova: Nova, asker: VolumeAsker, { attachmentId }: VolumeMapping): Promise<void> {
  if (attachmentId === null) return;
  try {
    await nova.volume.giveBack(asker, attachmentId);
  } catch (error) {
    expectNovaFailure(error);
  }
}
