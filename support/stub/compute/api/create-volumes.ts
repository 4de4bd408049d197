import { novaErrors } from '../../http/dialects/nova-dialect';
import { NotPlayed } from '../../http/not-played';
import { InvalidInput, NovaException, pythonNameOf } from '../exceptions';
import { CinderConnectionFailed } from '../neighbours/cinder-client';
import type { ComputeCall } from '../nova';
import type { Server, VolumeMapping, VolumeSource } from '../records';
import type { RequestContext } from '../request-context';
import type { BlockDevice, CreateBody } from './create-schema';
import { contextOf } from './requests';

/** A volume that a create request asks for, before it is known of which server. */
export type WantedVolume = Omit<VolumeMapping, 'uuid' | 'attachmentId'>;

/**
 * The volumes of a create request; the server's own image on its host's disk is none. Throws 400 for a list that cannot be
 * and for a volume that is not there or cannot be booted from, 501 for what the embedded cloud does not have.
 * Source: `nova/block_device.py:from_api`, `nova/compute/api.py:_check_and_transform_bdm`, `_get_bdm_image_metadata`.
 */
export async function readVolumes(
  call: ComputeCall,
  { block_device_mapping_v2: devices = [], imageRef = '' }: CreateBody['server'],
  count: number,
): Promise<readonly WantedVolume[]> {
  if (devices.length === 0) return [];
  const kinds = devices.map((device) => kindOf(device, imageRef));
  requireBootSequence(devices);
  if (count > 1 && devices.some(({ source_type: source }) => source === 'volume')) {
    throw novaErrors.badRequest('Cannot attach one or more volumes to multiple instances');
  }
  const volumes = devices.filter((_device, index) => kinds[index] === 'volume').map(wantedVolume);
  for (const { volumeId, bootIndex } of volumes) {
    if (volumeId !== null) await requireVolume(call, volumeId, bootIndex === 0 ? 'to boot from' : 'for data');
  }
  return volumes;
}

/**
 * A server's volumes, those that are there already reserved for it. Throws 400 when Cinder does not let Nova have one.
 * Source: `nova/compute/api.py:_validate_bdm`, `nova/compute/utils.py:check_attach_and_reserve_volume`.
 */
export async function reserveVolumes(
  call: ComputeCall,
  { uuid }: Server,
  wanted: readonly WantedVolume[],
): Promise<readonly VolumeMapping[]> {
  const volumes: VolumeMapping[] = [];
  const request = contextOf(call);
  for (const volume of wanted) {
    const { volumeId } = volume;
    const attachmentId = volumeId === null ? null : await reserve(call, request, volumeId, uuid);
    volumes.push({ ...volume, uuid: call.env.ids.uuid(), attachmentId });
  }
  return volumes;
}

/** Refuses a multi-attach volume below microversion 2.60. Throws 400. */
export function requireMultiattach(call: ComputeCall, multiattach: boolean): void {
  if (!multiattach || call.get('version').isAtLeast('2.60')) return;
  throw novaErrors.badRequest('Multiattach volumes are only supported starting with compute API version 2.60.');
}

/** What a device of the request is: a volume, or the server's image on the disk of its host. */
function kindOf(device: BlockDevice, imageRef: string): 'volume' | 'image on the host' {
  const { source_type: source = 'volume', destination_type: destination = 'volume' } = device;
  if (Boolean(device.no_device)) throw new NotPlayed('block devices with no_device');
  requireSource(device, source);
  if (source === 'image' && destination === 'local') {
    if (imageRef !== '' && bootIndexOf(device) === 0) return 'image on the host';
    throw invalidMapping('Mapping image to local is not supported.');
  }
  if (destination === 'local' || source === 'snapshot') {
    throw new NotPlayed('snapshots, swap and ephemeral disks');
  }
  return 'volume';
}

function requireSource({ uuid, volume_type: type }: BlockDevice, source: BlockDevice['source_type']): void {
  if (source === 'blank' && uuid !== undefined) throw invalidMapping('Invalid device UUID.');
  if (source !== 'blank' && uuid === undefined) throw invalidMapping('Missing device UUID.');
  if (source === 'volume' && (type ?? null) !== null) {
    throw invalidMapping('Specifying volume type to existing volume is not supported.');
  }
}

function wantedVolume(device: BlockDevice): WantedVolume {
  return {
    source: sourceOf(device),
    bootIndex: bootIndexOf(device),
    atTermination: isTrue(device.delete_on_termination) ? 'delete' : 'keep',
    volumeType: device.volume_type ?? null,
    tag: device.tag ?? null,
    device: device.device_name ?? null,
    volumeId: (device.source_type ?? 'volume') === 'volume' ? (device.uuid ?? null) : null,
  };
}

function sourceOf({ source_type: source, uuid, volume_size: size }: BlockDevice): VolumeSource {
  const sizeGb = Number(size ?? 0);
  if (source === 'image') {
    if (sizeGb > 0) return { kind: 'image', imageId: uuid ?? '', sizeGb };
    throw novaErrors.badRequest("Images with destination_type 'volume' need to have a non-zero size specified");
  }
  if (source === 'blank') {
    if (sizeGb > 0) return { kind: 'blank', sizeGb };
    throw novaErrors.badRequest("Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size");
  }
  return { kind: 'volume' };
}

/** One device each for 0 and what follows it; a device without index, or with a negative one, is not booted from. */
function requireBootSequence(devices: readonly BlockDevice[]): void {
  const indexes = devices
    .map(bootIndexOf)
    .filter((index) => index !== null)
    .sort((one, other) => one - other);
  if (indexes.length > 0 && indexes.every((bootIndex, index) => bootIndex === index)) return;
  throw invalidMapping('Boot sequence for the instance and image/block device mapping combination is not valid.');
}

function bootIndexOf({ boot_index: index }: BlockDevice): number | null {
  if (index === undefined || index === null || Number(index) < 0) return null;
  return Number(index);
}

async function requireVolume(call: ComputeCall, id: string, use: 'to boot from' | 'for data'): Promise<void> {
  const volume = await asInvalid(id, () => call.env.nova.volume.show(contextOf(call), id));
  if (use === 'to boot from' && !volume.bootable) throw novaErrors.badRequest(`Block Device ${id} is not bootable.`);
  requireMultiattach(call, volume.multiattach);
}

async function reserve(call: ComputeCall, request: RequestContext, volumeId: string, uuid: string): Promise<string> {
  return asInvalid(volumeId, () => call.env.nova.volume.reserve(request, volumeId, uuid));
}

/** Tells Cinder's refusals as what they are to a create request. Throws 400. */
async function asInvalid<Result>(volumeId: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (pythonNameOf(error) === undefined || error instanceof CinderConnectionFailed) throw error;
    if (error instanceof InvalidInput) throw novaErrors.badRequest(`Invalid volume: ${error.message}`);
    if (error instanceof NovaException) throw invalidMapping(`failed to get volume ${volumeId}.`);
    throw error;
  }
}

function invalidMapping(details: string): Error {
  return novaErrors.badRequest(`Block Device Mapping is Invalid: ${details}`);
}

function isTrue(value: boolean | string | undefined): boolean {
  return /^(true|1|t|on|y|yes)$/i.test(String(value ?? ''));
}
