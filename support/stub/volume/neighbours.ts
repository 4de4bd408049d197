import type { HttpApplication } from '../gate';
import type { Caller } from '../http/authentication';
import { cinderErrors } from '../http/dialects/cinder';
import { defineSchema } from '../http/schemas';
import type { AttachmentRecord } from './store';

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
  const shown = attachmentDocument.read(await response.json());
  return shown.kind === 'invalid' || shown.value.volumeAttachment.attachment_id === id;
}

/** The image that is to be written on a volume. Throws 404 when the caller sees none. */
export async function findImage(
  image: HttpApplication,
  caller: Caller,
  id: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const response = await image(question(`/v2/images/${encodeURIComponent(id)}`, caller, {}));
  if (response.status !== 200) throw cinderErrors.notFound(`Image ${id} could not be found.`);
  const shown = imageDocument.read(await response.json());
  if (shown.kind === 'invalid') throw new TypeError(`Glance's image document is none: ${shown.problem.reason}`);
  return { id, name: shown.value.name ?? '' };
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

const imageDocument = defineSchema<{ readonly name?: string | null }>({
  type: 'object',
  properties: { name: { type: ['string', 'null'] } },
});
