import type { Caller } from '../http/authentication';
import { neutronErrors } from '../http/dialects/neutron-dialect';
import { chooseAddresses } from './choose-addresses';
import type { NetworkService } from './neutron';
import { isPrivileged, mayChange, seesNetwork } from './policy';
import { asFlag, type NewPortWish, type PortWish, refuseUnplayed } from './port-wish';
import type { NetworkRecord, NetworkStore, Port } from './store';

/**
 * Makes a port. Throws 400, 403, 404 and 409
 * (`neutron/plugins/ml2/plugin.py:create_port`; reference D.5).
 */
export function createPort(service: NetworkService, caller: Caller, wish: NewPortWish): Port {
  const { store } = service;
  const network = store.networks.get(wish.network_id);
  if (network === undefined || !seesNetwork(caller, network)) {
    throw neutronErrors.notFound('NetworkNotFound', `Network ${wish.network_id} could not be found.`);
  }
  const projectId = wish.project_id ?? wish.tenant_id ?? caller.projectId ?? '';
  if (!mayChange(caller, projectId, service.traits)) {
    throw neutronErrors.policyForbids('rule:create_port');
  }
  refuseWish(service, caller, wish, network, 'create_port');
  const macAddress = chooseMacAddress(store, wish);
  const fixedIps = chooseAddresses(store, network, wish.fixed_ips);
  const port = newPort(service, wish, { projectId, macAddress, fixedIps });
  store.ports.set(port.id, port);
  return port;
}

function chooseMacAddress(store: NetworkStore, { network_id: network, mac_address: wish }: NewPortWish): string {
  const wanted = wish?.toLowerCase();
  if (wanted === undefined) return store.freeMacAddress();
  if ([...store.ports.values()].every(({ macAddress }) => macAddress !== wanted)) return wanted;
  throw neutronErrors.conflict(
    'MacAddressInUse',
    `Unable to complete operation for network ${network}. The mac address ${wanted} is in use.`,
  );
}

function newPort(
  { ids, clock, store }: NetworkService,
  wish: NewPortWish,
  chosen: Pick<Port, 'projectId' | 'macAddress' | 'fixedIps'>,
): Port {
  const now = clock.now();
  return {
    id: ids.uuid(),
    networkId: wish.network_id,
    ...chosen,
    name: wish.name ?? '',
    description: wish.description ?? '',
    adminStateUp: asFlag(wish.admin_state_up ?? true),
    deviceId: wish.device_id ?? '',
    deviceOwner: wish.device_owner ?? '',
    securityGroups: securityGroupsOf(wish) ?? [store.defaultSecurityGroup(chosen.projectId).id],
    vnicType: wish['binding:vnic_type'] ?? 'normal',
    hostId: wish['binding:host_id'] ?? '',
    profile: wish['binding:profile'] ?? {},
    inactiveBindings: [],
    createdAt: now,
    updatedAt: now,
    revision: 1,
  };
}

/**
 * Changes a port; a host of null or "" unbinds it. Throws 400, 403, 404 and 409
 * (`neutron/plugins/ml2/plugin.py:update_port`; reference A.7).
 */
export function updatePort(service: NetworkService, caller: Caller, port: Port, wish: PortWish): void {
  refuseStranger(service, caller, port, 'update_port');
  const network = service.store.networks.get(port.networkId);
  refuseWish(service, caller, wish, network, 'update_port');
  if (network !== undefined && wish.fixed_ips !== undefined) changeAddresses(service, port, network, wish.fixed_ips);
  describe(port, wish);
  attach(port, wish);
  port.updatedAt = service.clock.now();
  port.revision++;
}

/** The addresses that a port has now are free for it again; it keeps them when it does not get others. */
function changeAddresses(
  { store }: NetworkService,
  port: Port,
  network: NetworkRecord,
  wishes: NonNullable<PortWish['fixed_ips']>,
): void {
  const kept = port.fixedIps;
  port.fixedIps = [];
  try {
    port.fixedIps = chooseAddresses(store, network, wishes);
  } catch (error) {
    port.fixedIps = kept;
    throw error;
  }
}

/** Deletes a port. Throws 403 and 409 (`neutron/plugins/ml2/plugin.py:delete_port`). */
export function deletePort(service: NetworkService, caller: Caller, port: Port): void {
  refuseStranger(service, caller, port, 'delete_port');
  if (port.deviceOwner.startsWith('network:router_')) {
    throw neutronErrors.conflict(
      'ServicePortInUse',
      `Port ${port.id} cannot be deleted directly via the port API: has device owner ${port.deviceOwner}.`,
    );
  }
  service.store.ports.delete(port.id);
}

function refuseStranger({ traits }: NetworkService, caller: Caller, port: Port, policy: string): void {
  if (mayChange(caller, port.projectId, traits)) return;
  throw neutronErrors.policyForbids(`rule:${policy}`);
}

/** Throws 403, 404 and 501. */
function refuseWish(
  service: NetworkService,
  caller: Caller,
  wish: PortWish,
  network: NetworkRecord | undefined,
  policy: string,
): void {
  refuseBinding(caller, wish, policy);
  refuseShape(caller, wish, network, policy);
  refuseUnplayed(wish);
  requireGroups(service, caller, wish);
}

function refuseBinding(caller: Caller, wish: PortWish, policy: string): void {
  if (isPrivileged(caller)) return;
  const forbidden = (['binding:host_id', 'binding:profile'] as const).find((name) => name in wish);
  if (forbidden !== undefined) throw neutronErrors.policyForbids(`(rule:${policy} and rule:${policy}:${forbidden})`);
}

/** What only the owner of the network may say of a port on it, beside administrators and services. */
function refuseShape(caller: Caller, wish: PortWish, network: NetworkRecord | undefined, policy: string): void {
  if (isPrivileged(caller) || network?.projectId === caller.projectId) return;
  const said = (['mac_address', 'allowed_address_pairs', 'port_security_enabled'] as const).find((name) =>
    Object.hasOwn(wish, name),
  );
  const owned = wish.device_owner?.startsWith('network:') === true ? 'device_owner' : undefined;
  const forbidden = said ?? owned;
  if (forbidden !== undefined) throw neutronErrors.policyForbids(`(rule:${policy} and rule:${policy}:${forbidden})`);
}

/** Throws 404 for a security group that the caller does not see. */
function requireGroups({ store }: NetworkService, caller: Caller, { security_groups: ids }: PortWish): void {
  for (const id of ids ?? []) {
    const group = store.securityGroups.get(id);
    if (group !== undefined && (isPrivileged(caller) || group.projectId === caller.projectId)) continue;
    throw neutronErrors.notFound('SecurityGroupNotFound', `Security group ${id} does not exist`);
  }
}

function securityGroupsOf({ security_groups: groups }: PortWish): readonly string[] | undefined {
  return groups === null ? [] : groups;
}

function describe(port: Port, wish: PortWish): void {
  port.name = wish.name ?? port.name;
  port.description = wish.description ?? port.description;
  port.adminStateUp = asFlag(wish.admin_state_up ?? port.adminStateUp);
  port.macAddress = wish.mac_address ?? port.macAddress;
  port.securityGroups = securityGroupsOf(wish) ?? port.securityGroups;
  port.vnicType = wish['binding:vnic_type'] ?? port.vnicType;
}

function attach(port: Port, wish: PortWish): void {
  port.deviceId = wish.device_id ?? port.deviceId;
  port.deviceOwner = wish.device_owner ?? port.deviceOwner;
  if (wish['binding:host_id'] !== undefined) bindTo(port, wish['binding:host_id'] ?? '');
  if (wish['binding:profile'] !== undefined) port.profile = wish['binding:profile'] ?? {};
}

/** The binding that a port may have had to its new host is the active one now. */
function bindTo(port: Port, host: string): void {
  port.hostId = host;
  port.inactiveBindings = port.inactiveBindings.filter((binding) => binding.host !== host);
}
