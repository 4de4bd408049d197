import assert from 'node:assert/strict';

import type { JsonObject } from '../../../support/stub/compute/neighbours/read-json';
import { dig, newServer, type Reply, type Rig, text, until } from './rig';

/** Cinder's path for the owner's project. */
async function cinder(rig: Rig): Promise<string> {
  const { body } = await rig.owner('GET', '/identity/v3/auth/projects');
  return `/volume/v3/${text(body, 'projects', 0, 'id')}`;
}

/** Makes a volume as the owner and waits until it can be used; answers its ID. */
export async function makeVolume(rig: Rig, changes: JsonObject = {}): Promise<string> {
  const made = await rig.owner('POST', `${await cinder(rig)}/volumes`, {
    volume: { size: 1, name: 'v', ...changes },
  });
  assert.equal(made.status, 202, made.text);
  const id = text(made.body, 'volume', 'id');
  await until(rig, 'the volume is there', async () => (await volumeStatus(rig, id)) === 'available');
  return id;
}

/** Makes a volume of the image, from which a server can boot. */
export async function makeBootable(rig: Rig): Promise<string> {
  return makeVolume(rig, { imageRef: await imageOf(rig) });
}

/** A volume's status; 404 when it is not there. */
export async function volumeStatus(rig: Rig, id: string): Promise<unknown> {
  const { status, body } = await rig.owner('GET', `${await cinder(rig)}/volumes/${id}`);
  return status === 404 ? 404 : dig(body, 'volume', 'status');
}

export async function imageOf(rig: Rig): Promise<string> {
  return text(await newServer(rig), 'server', 'imageRef');
}

/** A volume as a disk of a create request. */
export function disk(uuid: string, use: 'root' | 'data', changes: JsonObject = {}): JsonObject {
  const kind = { uuid, source_type: 'volume', destination_type: 'volume' };
  return {
    ...kind,
    boot_index: use === 'root' ? 0 : -1,
    delete_on_termination: false,
    ...changes,
  };
}

/** What makes a server boot from a volume. */
export function fromVolume(volume: string): JsonObject {
  return { imageRef: '', block_device_mapping_v2: [disk(volume, 'root')] };
}

/** The image as the root disk of a create request. */
export async function imageDisk(rig: Rig): Promise<JsonObject> {
  const uuid = await imageOf(rig);
  return {
    uuid,
    source_type: 'image',
    destination_type: 'local',
    boot_index: 0,
    delete_on_termination: true,
  };
}

/** What gives a server a volume beside its own disk. */
export async function withData(
  rig: Rig,
  volume: string,
  atTermination: 'delete' | 'keep' = 'keep',
): Promise<JsonObject> {
  const data = disk(volume, 'data', {
    delete_on_termination: atTermination === 'delete',
  });
  return { block_device_mapping_v2: [await imageDisk(rig), data] };
}

/** The path of a server's volumes in Nova. */
export function attachmentsOf(uuid: string): string {
  return `/compute/v2.1/servers/${uuid}/os-volume_attachments`;
}

/** Asks Nova to attach a volume. */
export function attach(rig: Rig, uuid: string, volumeId: string, version?: string): Promise<Reply> {
  return rig.owner('POST', attachmentsOf(uuid), { volumeAttachment: { volumeId } }, version);
}
