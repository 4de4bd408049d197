import type { Route } from '../../http/call';
import { jsonResponse } from '../../http/errors';
import { defineSchema, type Schema } from '../../http/schemas';
import { perform } from '../../operation';
import { complete, connect, type Connector, reserve } from '../attach';
import type { VolumeService } from '../cinder';
import { replyList } from '../cinder-lists';
import { findAttachment, findVolume, listed, ownAttachment, ownVolume, readBody, type VolumeCall } from '../requests';
import type { AttachmentRecord } from '../store';
import { volumeViews } from '../views';
import { attachmentCollection } from '../volume-collections';

/** Attachments, from the microversions on that have them (reference D.6; `cinder/api/v3/attachments.py`). */
export const attachmentRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/attachments', since: '3.27', handle: (call) => list(call, 'attachments') },
  { method: 'POST', path: '/attachments', since: '3.27', handle: create },
  { method: 'GET', path: '/attachments/detail', since: '3.27', handle: (call) => list(call, 'attachments/detail') },
  { method: 'GET', path: '/attachments/:attachment', since: '3.27', handle: show },
  { method: 'PUT', path: '/attachments/:attachment', since: '3.27', handle: update },
  { method: 'DELETE', path: '/attachments/:attachment', since: '3.27', handle: remove },
  { method: 'POST', path: '/attachments/:attachment/action', since: '3.44', handle: act },
];

function list(call: VolumeCall, path: 'attachments' | 'attachments/detail'): Response {
  const { attachment, attachmentSummary } = volumeViews;
  const view = path === 'attachments' ? attachmentSummary : attachment;
  return replyList(call, listed(call, call.env.store.attachments.values()), { ...attachmentCollection, path, view });
}

/** Reserves the volume, and connects it at once where the request tells the host's connector. */
async function create(call: VolumeCall): Promise<Response> {
  const {
    volume_uuid: volumeId,
    instance_uuid: serverId,
    connector,
    mode = null,
  } = (await readBody(call, newAttachment[call.get('version').isAtLeast('3.54') ? 'since 3.54' : 'before 3.54']))
    .attachment;
  const volume = ownVolume(call, 'volume:attachment_create', volumeId);
  const attachment = reserve(call.env, volume, serverId ?? null, mode);
  if (connector !== undefined && connector !== null) connect(call.env, volume, attachment, connector);
  return reply(attachment);
}

function show(call: VolumeCall): Response {
  return reply(findAttachment(call));
}

async function update(call: VolumeCall): Promise<Response> {
  const { attachment: wish } = await readBody(call, changedAttachment);
  const attachment = ownAttachment(call, 'volume:attachment_update');
  connect(call.env, findVolume(call, attachment.volumeId), attachment, wish.connector);
  return reply(attachment);
}

async function act(call: VolumeCall): Promise<Response> {
  await readBody(call, attachmentAction);
  const attachment = ownAttachment(call, 'volume:attachment_complete');
  complete(call.env, findVolume(call, attachment.volumeId), attachment);
  return new Response(null, { status: 204 });
}

/** Tells the attachments that the volume still has. */
async function remove(call: VolumeCall): Promise<Response> {
  const attachment = ownAttachment(call, 'volume:attachment_delete');
  const { operations } = call.env.seams;
  await perform(operations.deleteAttachment, { service: call.env, caller: call.get('caller'), attachment });
  const left = call.env.store.attachmentsOf(attachment.volumeId);
  return jsonResponse(200, { attachments: left.map(volumeViews.attachmentSummary) });
}

function reply(attachment: AttachmentRecord): Response {
  return jsonResponse(200, { attachment: volumeViews.attachment(attachment) });
}

const uuid = { type: 'string', format: 'uuid' };
const connector = {
  properties: { host: { type: 'string' }, mountpoint: { type: 'string' }, mode: { enum: ['rw', 'ro'] } },
};

interface NewAttachment {
  readonly attachment: {
    readonly volume_uuid: string;
    readonly instance_uuid?: string;
    readonly connector?: Connector | null;
    readonly mode?: 'rw' | 'ro';
  };
}

/** Source: `cinder/api/schemas/attachments.py:create`. */
function newAttachmentSchema(later: object): Schema<NewAttachment> {
  return defineSchema<NewAttachment>({
    type: 'object',
    properties: {
      attachment: {
        type: 'object',
        properties: {
          volume_uuid: uuid,
          instance_uuid: uuid,
          connector: { type: ['object', 'null'], ...connector },
          ...later,
        },
        required: ['volume_uuid'],
        additionalProperties: false,
      },
    },
    required: ['attachment'],
    additionalProperties: false,
  });
}

const newAttachment = {
  'before 3.54': newAttachmentSchema({}),
  'since 3.54': newAttachmentSchema({ mode: { enum: ['rw', 'ro'] } }),
} as const;

/** Source: `cinder/api/schemas/attachments.py:update`. */
const changedAttachment = defineSchema<{ readonly attachment: { readonly connector: Connector } }>({
  type: 'object',
  properties: {
    attachment: {
      type: 'object',
      properties: { connector: { type: 'object', minProperties: 1, ...connector } },
      required: ['connector'],
      additionalProperties: false,
    },
  },
  required: ['attachment'],
  additionalProperties: false,
});

const attachmentAction = defineSchema<{ readonly 'os-complete': object | null }>({
  type: 'object',
  properties: { 'os-complete': { type: ['object', 'null'] } },
  required: ['os-complete'],
  additionalProperties: false,
});
