import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Microversion } from '../../http/microversions';
import { defineSchema, type Schema } from '../../http/schemas';
import type { ComputeCall, ComputeService } from '../nova';
import type { PolicyName } from '../policies';
import type { Server, VolumeMapping } from '../records';
import { attachVolume, detachVolume } from './attach-volume';
import { limited } from './paging';
import { authorize, emptyReply, findServer, readBody, readQuery, reply } from './requests';
import { booleanSchema } from './service-schemas';

/** The volumes of a server (reference D.2.2; `volume_attachments.py`). The ID of an attachment is that of its volume. */
export const volumeAttachmentRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/servers/:server/os-volume_attachments', handle: listAttachments },
  { method: 'POST', path: '/servers/:server/os-volume_attachments', handle: createAttachment },
  { method: 'GET', path: '/servers/:server/os-volume_attachments/:volume', handle: showAttachment },
  { method: 'DELETE', path: '/servers/:server/os-volume_attachments/:volume', handle: removeAttachment },
];

function listAttachments(call: ComputeCall): Response {
  const server = serverFor(call, 'os-volumes-attachments:index');
  const query = readQuery(call, ['limit', 'offset']);
  const volumes = server.volumes.filter((mapping) => isShown(call.get('version'), mapping));
  const shown = limited(volumes, query).map((mapping) => view(call.get('version'), server, mapping));
  return reply({ volumeAttachments: shown });
}

function showAttachment(call: ComputeCall): Response {
  const server = serverFor(call, 'os-volumes-attachments:show');
  const mapping = findMapping(call, server);
  if (!isShown(call.get('version'), mapping)) throw notAttached(call, server);
  return reply({ volumeAttachment: view(call.get('version'), server, mapping) });
}

/** 200 with the device, which the host is asked for; from 2.101 on 202 without a body. */
async function createAttachment(call: ComputeCall): Promise<Response> {
  const version = call.get('version');
  const { volumeAttachment: wish } = await readBody(call, createSchema(version));
  const server = serverFor(call, 'os-volumes-attachments:create');
  const { device, tag, atTermination } = await attachVolume(call, server, {
    volumeId: wish.volumeId,
    device: wish.device ?? null,
    tag: wish.tag ?? null,
    atTermination: /^(true|1|t|on|y|yes)$/i.test(String(wish.delete_on_termination ?? '')) ? 'delete' : 'keep',
  });
  if (version.isAtLeast('2.101')) return emptyReply(202);
  return reply({
    volumeAttachment: {
      id: wish.volumeId,
      serverId: server.uuid,
      volumeId: wish.volumeId,
      device,
      ...(version.isAtLeast('2.70') ? { tag } : {}),
      ...(version.isAtLeast('2.79') ? { delete_on_termination: atTermination === 'delete' } : {}),
    },
  });
}

async function removeAttachment(call: ComputeCall): Promise<Response> {
  const server = serverFor(call, 'os-volumes-attachments:delete');
  await detachVolume(call, server, call.req.param('volume') ?? '', () => findMapping(call, server));
  return emptyReply(202);
}

function serverFor(call: ComputeCall, policy: PolicyName): Server {
  const server = findServer(call);
  authorize(call, policy, server);
  return server;
}

function findMapping(call: ComputeCall, server: Server): VolumeMapping {
  const id = call.req.param('volume');
  const mapping = server.volumes.find(({ volumeId }) => volumeId === id);
  if (mapping === undefined) throw notAttached(call, server);
  return mapping;
}

function notAttached(call: ComputeCall, { uuid }: Server): Error {
  return novaErrors.notFound(`Instance ${uuid} is not attached to volume ${call.req.param('volume') ?? ''}`);
}

/** From 2.89 on a volume without attachment is left out (bug 2160224). */
function isShown(version: Microversion, { volumeId, attachmentId }: VolumeMapping): boolean {
  return volumeId !== null && (attachmentId !== null || !version.isAtLeast('2.89'));
}

function view(version: Microversion, { uuid }: Server, mapping: VolumeMapping): Record<string, unknown> {
  const { volumeId, device, tag, atTermination, attachmentId } = mapping;
  return {
    ...(version.isAtLeast('2.89') ? {} : { id: volumeId }),
    volumeId,
    serverId: uuid,
    ...(device === null ? {} : { device }),
    ...(version.isAtLeast('2.70') ? { tag } : {}),
    ...(version.isAtLeast('2.79') ? { delete_on_termination: atTermination === 'delete' } : {}),
    ...(version.isAtLeast('2.89') ? { attachment_id: attachmentId, bdm_uuid: mapping.uuid } : {}),
  };
}

/** The body of an attach request, checked. */
interface AttachBody {
  readonly volumeAttachment: {
    readonly volumeId: string;
    readonly device?: string | null;
    readonly tag?: string;
    readonly delete_on_termination?: boolean | string;
  };
}

/** Source: `schemas/volume_attachments.py:create`. */
function attachSchema(later: object): Schema<AttachBody> {
  const properties = {
    volumeId: { type: 'string', format: 'uuid' },
    device: { type: ['string', 'null'], pattern: '(^/dev/x{0,1}[a-z]{0,1}d{0,1})([a-z]+)[0-9]*$' },
    ...later,
  };
  return defineSchema({
    type: 'object',
    properties: {
      volumeAttachment: { type: 'object', properties, required: ['volumeId'], additionalProperties: false },
    },
    required: ['volumeAttachment'],
    additionalProperties: false,
  });
}

const tag = { type: 'string', minLength: 1, maxLength: 60 } as const;
const oldest = attachSchema({});
const withTag = attachSchema({ tag });
const newest = attachSchema({ tag, delete_on_termination: booleanSchema });

function createSchema(version: Microversion): Schema<AttachBody> {
  if (version.isAtLeast('2.79')) return newest;
  return version.isAtLeast('2.49') ? withTag : oldest;
}
