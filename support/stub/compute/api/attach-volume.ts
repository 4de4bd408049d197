import { novaErrors } from '../../http/dialects/nova-dialect';
import { giveVolumesBack, nextDevice } from '../block-devices';
import { ComputeHostNotFound, InvalidInput, MessagingTimeout, VolumeNotFound } from '../exceptions';
import { forget } from '../host/host-volumes';
import { recordAction } from '../instance-actions';
import type { Volume } from '../neighbours/cinder-client';
import type { ComputeCall, Nova } from '../nova';
import type { Server, VolumeMapping } from '../records';
import type { RequestContext } from '../request-context';
import { isUp } from '../service-group';
import { requireMultiattach } from './create-volumes';
import { requireUnlocked } from './lock-server';
import { contextOf } from './requests';
import { requireHost, requireState } from './state-guards';

/** What the user asks for when a volume is attached. */
export type VolumeWish = Pick<VolumeMapping, 'device' | 'tag' | 'atTermination'> & { readonly volumeId: string };

/**
 * Attaches a volume to a server: its host names the device while the user waits, the volume is reserved, then the host
 * connects it by itself. An offloaded server's volume is marked as in use at once. Throws 400, 404, 409, and 500 when the
 * host does not answer. Source: `nova/compute/api.py:attach_volume`, `nova/conductor/manager.py:attach_volume`.
 */
export async function attachVolume(call: ComputeCall, server: Server, wish: VolumeWish): Promise<VolumeMapping> {
  const { nova } = call.env;
  requireUnlocked(call, 'attach_volume', server);
  requireState('attach_volume', server);
  const request = contextOf(call);
  const volume = await findVolume(nova, request, wish.volumeId);
  requireUnattached(nova, server, volume);
  if (server.vmState === 'shelved_offloaded') return attachWithoutHost(call, request, server, volume, wish);
  const host = requireHost(server);
  const mapping = await reserveDevice(call, host, server, wish);
  await reserve(call, request, server, volume, mapping);
  recordAction(nova, request, server, 'attach_volume');
  nova.broker.cast(host, {
    name: 'attach_volume',
    handle: (process) => process.attachVolume(request, server, mapping),
  });
  return mapping;
}

/**
 * Detaches a volume, which the server's host does by itself; for an offloaded server it is done here. Throws 400 for the
 * root disk, 404, and 409 while the host is down (bug 1909120).
 * Source: `volume_attachments.py:delete`, `nova/compute/api.py:detach_volume`.
 *
 * @param find the volume of the server; throws 404 when the volume is another's
 */
export async function detachVolume(
  call: ComputeCall,
  server: Server,
  volumeId: string,
  find: () => VolumeMapping,
): Promise<void> {
  const { nova } = call.env;
  const request = contextOf(call);
  await findVolume(nova, request, volumeId);
  const mapping = find();
  if (mapping.bootIndex === 0) throw novaErrors.badRequest('Cannot detach a root device volume');
  requireUnlocked(call, 'detach_volume', server);
  requireState('detach_volume', server);
  if (server.vmState === 'shelved_offloaded') {
    recordAction(nova, request, server, 'detach_volume');
    await giveVolumesBack(nova, request, [mapping]);
    forget(server, mapping);
    return;
  }
  const host = requireHost(server);
  if (!nova.seams.rules.hostCanDetach(nova, host)) {
    throw novaErrors.conflict('Service is unavailable at this time.');
  }
  await beginDetaching(nova, request, volumeId);
  recordAction(nova, request, server, 'detach_volume');
  nova.broker.cast(host, {
    name: 'detach_volume',
    handle: (process) => process.detachVolume(request, server, mapping),
  });
}

/** A host that is down would never do it (`nova/compute/api.py:check_instance_host`). */
export function hostCanDetach(nova: Nova, host: string): boolean {
  try {
    return isUp(nova, nova.store.computeService(host));
  } catch (error) {
    if (error instanceof ComputeHostNotFound) return false;
    throw error;
  }
}

async function attachWithoutHost(
  call: ComputeCall,
  request: RequestContext,
  server: Server,
  volume: Volume,
  wish: VolumeWish,
): Promise<VolumeMapping> {
  const { nova } = call.env;
  if (volume.multiattach) {
    throw novaErrors.badRequest('Attaching multiattach volumes is not supported for shelved-offloaded instances.');
  }
  const mapping = addMapping(call, server, wish);
  const attachmentId = await reserve(call, request, server, volume, mapping);
  recordAction(nova, request, server, 'attach_volume');
  try {
    await nova.volume.complete(request, attachmentId);
  } catch (error) {
    forget(server, mapping);
    throw error;
  }
  return mapping;
}

/** The blocking message `reserve_block_device_name`. Rejects with {@link MessagingTimeout}. */
async function reserveDevice(
  call: ComputeCall,
  host: string,
  server: Server,
  wish: VolumeWish,
): Promise<VolumeMapping> {
  const outcome = await call.env.nova.broker.call(host, {
    name: 'reserve_block_device_name',
    handle: () => Promise.resolve(addMapping(call, server, wish)),
  });
  if (outcome.kind === 'timed out') throw new MessagingTimeout('reserve_block_device_name');
  return outcome.reply;
}

function addMapping(call: ComputeCall, server: Server, wish: VolumeWish): VolumeMapping {
  const mapping: VolumeMapping = {
    ...wish,
    uuid: call.env.ids.uuid(),
    source: { kind: 'volume' },
    bootIndex: null,
    volumeType: null,
    device: wish.device ?? nextDevice(server.volumes),
    attachmentId: null,
  };
  server.volumes = [...server.volumes, mapping];
  return mapping;
}

/** Reserves the volume, or takes its mapping back. Resolves with the attachment's ID. */
async function reserve(
  call: ComputeCall,
  request: RequestContext,
  server: Server,
  volume: Volume,
  mapping: VolumeMapping,
): Promise<string> {
  try {
    requireMultiattach(call, volume.multiattach);
    const id = await call.env.nova.volume.reserve(request, volume.id, server.uuid);
    mapping.attachmentId = id;
    return id;
  } catch (error) {
    forget(server, mapping);
    throw error instanceof InvalidInput ? novaErrors.badRequest(error.message) : error;
  }
}

async function findVolume(nova: Nova, request: RequestContext, id: string): Promise<Volume> {
  try {
    return await nova.volume.show(request, id);
  } catch (error) {
    throw error instanceof VolumeNotFound ? novaErrors.notFound(error.message) : error;
  }
}

/** A volume has one server unless it is multi-attach, and is attached to none twice (`_check_volume_already_attached`). */
function requireUnattached(nova: Nova, server: Server, { id, multiattach }: Volume): void {
  const users = nova.store.liveServers().filter(({ volumes }) => volumes.some(({ volumeId }) => volumeId === id));
  if (users.length === 0) return;
  if (!multiattach) {
    const uuids = users.map(({ uuid }) => uuid).join(' ');
    throw novaErrors.badRequest(`Invalid volume: volume ${id} is already attached to instances: ${uuids}`);
  }
  if (users.includes(server)) throw novaErrors.badRequest(`Invalid volume: volume ${id} already attached`);
}

async function beginDetaching(nova: Nova, request: RequestContext, id: string): Promise<void> {
  try {
    await nova.volume.beginDetaching(request, id);
  } catch (error) {
    throw error instanceof InvalidInput ? novaErrors.badRequest(`Invalid volume: ${error.message}`) : error;
  }
}
