import { novaErrors } from '../../http/dialects/nova-dialect';
import { defineSchema } from '../../http/schemas';
import { unshelveServer } from '../conductor/unshelve-server';
import { recordAction } from '../instance-actions';
import type { ComputeCall } from '../nova';
import type { RequestSpec, Server } from '../records';
import { createShelvedImage } from '../shelved-image';
import { zoneIsAvailable } from './destination';
import { beginTask } from './guest-actions';
import { requireUnlocked } from './lock-server';
import { authorize, check, contextOf, emptyReply, findServer } from './requests';
import { requireHost, requireState } from './state-guards';

/**
 * The action `shelve`: makes the image on behalf of the caller, and has the host fill it. A server that boots from a
 * volume needs none and is offloaded at once. Throws 403, 404 and 409. Source: `nova/compute/api.py:shelve`.
 */
export async function shelve(call: ComputeCall): Promise<Response> {
  const server = findServer(call);
  authorize(call, 'os-shelve:shelve', server);
  const { nova } = call.env;
  requireUnlocked(call, 'shelve', server);
  requireState('shelve', server);
  const host = requireHost(server);
  beginTask(call, server, 'shelving');
  const request = contextOf(call);
  recordAction(nova, request, server, 'shelve');
  if (server.rootDisk === 'on a volume') return offloadFrom(call, host, server);
  const imageId = await createShelvedImage(nova, request, server);
  nova.broker.cast(host, {
    name: 'shelve_instance',
    handle: (process) => process.shelve(request, server, imageId),
  });
  return emptyReply(202);
}

/** The action `shelveOffload`. Throws 403, 404 and 409. Source: `nova/compute/api.py:shelve_offload`. */
export function shelveOffload(call: ComputeCall): Response {
  const server = findServer(call);
  authorize(call, 'os-shelve:shelve_offload', server);
  const { nova } = call.env;
  requireUnlocked(call, 'shelveOffload', server);
  requireState('shelveOffload', server);
  const host = requireHost(server);
  beginTask(call, server, 'shelving_offloading');
  recordAction(nova, contextOf(call), server, 'shelveOffload');
  return offloadFrom(call, host, server);
}

/**
 * The action `unshelve`, with a zone from 2.77 and a host from 2.91 for offloaded servers. Throws 400, 403, 404 and 409.
 * Source: `nova/compute/api.py:unshelve`.
 */
export function unshelve(call: ComputeCall, argument: unknown): Response {
  const wish = readWish(call, argument);
  const server = findServer(call);
  authorize(call, 'os-shelve:unshelve', server);
  const { nova } = call.env;
  requireUnlocked(call, 'unshelve', server);
  requireState('unshelve', server);
  const spec = destinationOf(call, server, wish);
  nova.store.requestSpecs.set(server.uuid, spec);
  beginTask(call, server, 'unshelving');
  const request = contextOf(call);
  recordAction(nova, request, server, 'unshelve');
  nova.time.queue.cast(`unshelve of ${server.name}`, () => unshelveServer(nova, request, server, spec));
  return emptyReply(202);
}

function offloadFrom(call: ComputeCall, host: string, server: Server): Response {
  const request = contextOf(call);
  call.env.nova.broker.cast(host, {
    name: 'shelve_offload_instance',
    handle: (process) => process.offload(request, server),
  });
  return emptyReply(202);
}

/** Where an offloaded server is to go. */
interface UnshelveWish {
  readonly availability_zone?: string | null;
  readonly host?: string;
}

/** A host that was asked for when the server was made does not bind it any more (`RequestSpec.reset_forced_destinations`). */
function destinationOf(call: ComputeCall, server: Server, wish: UnshelveWish): RequestSpec {
  const { store } = call.env.nova;
  const known = store.requestSpecs.get(server.uuid);
  if (known === undefined) throw new RangeError(`nobody knows what was asked for with ${server.uuid}`);
  const zone = wish.availability_zone === undefined ? known.zone : wish.availability_zone;
  const host = wish.host ?? null;
  if (wish.availability_zone !== undefined || host !== null) requireOffloaded(server);
  if (typeof wish.availability_zone === 'string') requireZone(call, wish.availability_zone);
  if (host !== null) requireHostInZone(call, server, host, zone);
  return { ...known, zone, host, hypervisorHostname: null, forcedHost: null, forcedNode: null };
}

function requireOffloaded({ uuid, vmState }: Server): void {
  if (vmState === 'shelved_offloaded') return;
  throw novaErrors.conflict(
    `Specifying an availability zone or a host when unshelving server "${uuid}" with status "${vmState}" is not ` +
      'supported. The server status must be SHELVED_OFFLOADED.',
  );
}

function requireZone(call: ComputeCall, zone: string): void {
  if (zoneIsAvailable(call.env.nova.store, zone)) return;
  throw novaErrors.badRequest('The requested availability zone is not available');
}

function requireHostInZone(call: ComputeCall, server: Server, host: string, zone: string | null): void {
  authorize(call, 'os-shelve:unshelve_to_host', server);
  const { store } = call.env.nova;
  if (store.computeNode(host) === undefined) throw novaErrors.badRequest(`Compute host ${host} could not be found.`);
  if (zone === null || store.zoneOf(host) === zone) return;
  throw novaErrors.conflict(`Host "${host}" is not in the availability zone "${zone}".`);
}

/** Below 2.77 nothing can be wished for, and whatever is said is ignored. */
function readWish({ var: { version } }: ComputeCall, argument: unknown): UnshelveWish {
  if (!version.isAtLeast('2.77')) return {};
  return check(version.isAtLeast('2.91') ? withHost : withZone, argument) ?? {};
}

const zone = { type: 'string', minLength: 1, maxLength: 255 } as const;

const withZone = defineSchema<UnshelveWish | null>({
  type: ['object', 'null'],
  properties: { availability_zone: zone },
  required: ['availability_zone'],
  additionalProperties: false,
});

const withHost = defineSchema<UnshelveWish | null>({
  type: ['object', 'null'],
  properties: { availability_zone: { type: ['string', 'null'] }, host: { type: 'string' } },
  additionalProperties: false,
});
