import type { Caller } from '../http/authentication';
import { cinderErrors } from '../http/dialects/cinder-dialect';
import type { HttpApplication } from '../http/http-application';
import { defineSchema, isUuidLike } from '../http/schemas';
import { jsonOf } from '../http/texts';
import type { AttachmentRecord, VolumeImage } from './store';

/**
 * Whether Nova shows the attachment as its server's; it does not when it knows no such server, or the server has not got the
 * volume. Any other answer counts as yes. Source: `cinder/compute/nova.py:API.get_server_volume`.
 */
export async function novaShows(
  compute: HttpApplication,
  caller: Caller,
  serverId: string,
  { id, volumeId }: AttachmentRecord,
): Promise<boolean> {
  const path = `/v2.1/servers/${serverId}/os-volume_attachments/${volumeId}`;
  const response = await compute(question(path, caller, { 'openstack-api-version': 'compute 2.89' }));
  if (response.status === 404) return false;
  if (response.status !== 200) return true;
  const shown = attachmentDocument.read(await jsonOf(response));
  return shown.kind === 'invalid' || shown.value.volumeAttachment.attachment_id === id;
}

/** The image that is to be written on a volume. Throws 400 when the caller sees none. */
export async function findImage(image: HttpApplication, caller: Caller, id: string): Promise<VolumeImage> {
  const unusable = cinderErrors.badRequest('Invalid image identifier or unable to access requested image.');
  if (!isUuidLike(id)) throw unusable;
  const response = await image(question(`/v2/images/${encodeURIComponent(id)}`, caller, {}));
  if (response.status !== 200) throw unusable;
  const shown = imageDocument.read(await jsonOf(response));
  if (shown.kind === 'invalid') throw new TypeError(`Glance's image document is none: ${shown.problem.reason}`);
  const document = shown.value;
  const properties: Record<string, string> = {};
  for (const key of notedOfImages) {
    const value = document[key] ?? null;
    if (value !== null) properties[key] = String(value);
  }
  return { id, name: document.name ?? '', properties };
}

/** Requests in process go to no real address. */
function question(path: string, { token }: Caller, headers: Readonly<Record<string, string>>): Request {
  return new Request(`http://neighbour${path}`, {
    headers: { accept: 'application/json', 'x-auth-token': token, ...headers },
  });
}

const attachmentDocument = defineSchema<{ readonly volumeAttachment: { readonly attachment_id: string | null } }>({
  type: 'object',
  properties: {
    volumeAttachment: {
      type: 'object',
      properties: { attachment_id: { type: ['string', 'null'] } },
      required: ['attachment_id'],
    },
  },
  required: ['volumeAttachment'],
});

/** What Cinder notes of an image besides its name (`cinder/volume/flows/manager/create_volume.py`). */
const notedOfImages = ['checksum', 'container_format', 'disk_format', 'min_disk', 'min_ram', 'size'] as const;

interface ImageDocument extends Readonly<Partial<Record<(typeof notedOfImages)[number], string | number | null>>> {
  readonly name?: string | null;
}

const text = { type: ['string', 'null'] };
const amount = { type: ['integer', 'null'] };
const imageDocument = defineSchema<ImageDocument>({
  type: 'object',
  properties: {
    name: text,
    checksum: text,
    container_format: text,
    disk_format: text,
    min_disk: amount,
    min_ram: amount,
    size: amount,
  },
});
