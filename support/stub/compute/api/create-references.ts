import { novaErrors } from '../../http/dialects/nova-dialect';
import { NotPlayed } from '../../http/not-played';
import { isUuidLike } from '../../http/schemas';
import type { Image } from '../neighbours/glance-client';
import type { ComputeCall } from '../nova';
import type { Flavor, NetworkRequest, RequestedNetwork, ServerGroup } from '../records';
import type { CreateBody, NetworkItem } from './create-schema';

/** The flavor that a create request names. Throws 400. */
export function findFlavor(call: ComputeCall, id: string): Flavor {
  const flavor = call.env.nova.store.flavors.get(id);
  if (flavor === undefined) throw novaErrors.badRequest(`Flavor ${id} could not be found.`);
  return flavor;
}

/** The image that a create request names, as the caller may see it. Throws 400 when it cannot be used. */
export async function findImage(call: ComputeCall, id: string | undefined, flavor: Flavor): Promise<Image> {
  if (id === undefined || id === '') throw novaErrors.badRequest('Missing imageRef attribute');
  const image = await call.env.nova.image.show(id, call.get('caller').token);
  if (image === undefined) throw novaErrors.badRequest(`Image ${id} could not be found.`);
  if (image.status !== 'active') throw novaErrors.badRequest(`Image ${id} is not active.`);
  if (image.minMemoryMb > flavor.memoryMb) {
    throw novaErrors.badRequest("Flavor's memory is too small for requested image.");
  }
  if (flavor.diskGb !== 0 && image.minDiskGb > flavor.diskGb) {
    throw novaErrors.badRequest("Flavor's disk is smaller than the minimum size specified in image metadata.");
  }
  return image;
}

/** The server group that a hint names. Throws 400 when the project has none such. */
export function findGroup(call: ComputeCall, hint: unknown): ServerGroup | undefined {
  if (typeof hint !== 'string') return undefined;
  const group = call.env.nova.store.serverGroups.get(hint);
  const caller = call.get('caller');
  if (group !== undefined && (caller.isAdmin || group.projectId === caller.projectId)) return group;
  throw novaErrors.badRequest(
    isUuidLike(hint) ? `Instance group ${hint} could not be found.` : `Invalid server group ${hint}.`,
  );
}

/**
 * The networks of a create request; without any it is the project's only one, as for `auto`. Throws 400 for what is not
 * there, 409 for a port in use and when there are several networks to choose from.
 * Source: `nova/network/neutron.py:validate_networks`, `_get_available_networks`.
 */
export async function readNetworks(
  call: ComputeCall,
  asked: CreateBody['server']['networks'],
  count: number,
): Promise<NetworkRequest> {
  if (asked === 'none') return 'none';
  if (asked === undefined || asked === 'auto' || asked.length === 0) return onlyNetwork(call, asked);
  return Promise.all(asked.map((item) => readNetwork(call, item, count)));
}

async function onlyNetwork(call: ComputeCall, asked: CreateBody['server']['networks']): Promise<NetworkRequest> {
  const { projectId = '' } = call.get('caller');
  const [first, second] = await call.env.nova.network.availableNetworks(projectId);
  if (second !== undefined) {
    throw novaErrors.conflict('Multiple possible networks found, use a Network ID to be more specific.');
  }
  if (first !== undefined) return [{ kind: 'network', id: first.id }];
  if (asked !== 'auto') return 'none';
  throw novaErrors.badRequest(
    `Unable to automatically allocate a network for project ${projectId}, the current usage of the network is not ` +
      'supported.',
  );
}

async function readNetwork(call: ComputeCall, item: NetworkItem, count: number): Promise<RequestedNetwork> {
  if (item.port !== undefined && item.port !== null) return readPort(call, item.port, count);
  const { projectId = '' } = call.get('caller');
  const available = await call.env.nova.network.availableNetworks(projectId);
  const id = item.uuid;
  if (id === undefined) throw novaErrors.badRequest("Bad network format: missing 'uuid'");
  if (!available.some((network) => network.id === id)) {
    throw novaErrors.badRequest(`Network ${id} could not be found.`);
  }
  return item.fixed_ip === undefined ? { kind: 'network', id } : { kind: 'network', id, address: item.fixed_ip };
}

async function readPort(call: ComputeCall, id: string, count: number): Promise<RequestedNetwork> {
  if (count > 1) {
    throw novaErrors.badRequest('Unable to launch multiple instances with a single configured port ID.');
  }
  const port = await call.env.nova.network.port(id, call.get('caller').token);
  if (port === undefined) throw novaErrors.badRequest(`Port id ${id} could not be found.`);
  if (port.deviceId !== '') throw novaErrors.conflict(`Port ${id} is still in use.`);
  return { kind: 'port', id };
}

/** What a create request may ask for and the embedded cloud does not have. Throws 501. */
export function refuseUnplayed(body: CreateBody['server']): void {
  const lists = {
    personality: body.personality,
    block_device_mapping: body.block_device_mapping,
    trusted_image_certificates: body.trusted_image_certificates,
  };
  const asked = Object.entries(lists).find(([, list]) => (list ?? []).length > 0);
  if (asked !== undefined) throw new NotPlayed(`servers with ${asked[0]}`);
}

/**
 * Refuses a key pair, for there are none, and security groups that Neutron does not show to the caller. Throws 400
 * (`servers.py:create`, `nova/network/security_group_api.py:validate_name`).
 */
export async function refuseUnknownBelongings(call: ComputeCall, body: CreateBody['server']): Promise<void> {
  if (body.key_name !== undefined) throw novaErrors.badRequest('Invalid key_name provided.');
  for (const { name = 'default' } of body.security_groups ?? []) {
    if (name === 'default') continue;
    const groups = await call.env.nova.network.securityGroups(call.get('caller').token);
    if (groups.some((group) => group.id === name || group.name === name)) continue;
    throw novaErrors.badRequest(`Unable to find security_group with name or id '${name}'`);
  }
}
