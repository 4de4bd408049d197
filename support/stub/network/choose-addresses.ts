import { neutronErrors } from '../http/dialects/neutron-dialect';
import type { FixedIp, NetworkRecord, NetworkStore, Subnet } from './store';

/**
 * The addresses of a port: those wished for, or one of the network's first subnet. Throws 400 for an address outside
 * the network, 409 when it is taken or none is left (`neutron/db/ipam_pluggable_backend.py`).
 */
export function chooseAddresses(
  store: NetworkStore,
  network: NetworkRecord,
  wishes: readonly { readonly subnet_id?: string; readonly ip_address?: string }[] | undefined,
): readonly FixedIp[] {
  if (wishes !== undefined) return wishes.map((wish) => chosen(store, network, wish));
  const [first] = subnetsOf(store, network);
  return first === undefined ? [] : [free(store, network, first)];
}

function chosen(
  store: NetworkStore,
  network: NetworkRecord,
  { subnet_id: subnetId, ip_address: address }: { readonly subnet_id?: string; readonly ip_address?: string },
): FixedIp {
  const subnet = subnetsOf(store, network).find(
    ({ id, range }) =>
      (subnetId === undefined || id === subnetId) && (address === undefined || range.contains(address)),
  );
  if (subnet === undefined) throw notHere(network, subnetId, address);
  if (address === undefined) return free(store, network, subnet);
  if (!store.isTaken(subnet.id, address)) return { subnet_id: subnet.id, ip_address: address };
  throw neutronErrors.conflict(
    'IpAddressAlreadyAllocated',
    `IP address ${address} already allocated in subnet ${subnet.id}`,
  );
}

function free(store: NetworkStore, network: NetworkRecord, subnet: Subnet): FixedIp {
  const address = store.freeAddress(subnet);
  if (address !== undefined) return { subnet_id: subnet.id, ip_address: address };
  throw neutronErrors.conflict(
    'IpAddressGenerationFailure',
    `No more IP addresses available on network ${network.id}.`,
  );
}

function notHere(network: NetworkRecord, subnetId: string | undefined, address: string | undefined) {
  if (address !== undefined) {
    return neutronErrors.badRequest(
      'InvalidIpForNetwork',
      `IP address ${address} is not a valid IP for any of the subnets on the specified network.`,
    );
  }
  return neutronErrors.badRequest(
    'InvalidInput',
    `Invalid input for operation: Failed to create port on network ${network.id}, because fixed_ips included invalid ` +
      `subnet ${subnetId ?? 'None'}.`,
  );
}

function subnetsOf(store: NetworkStore, network: NetworkRecord): readonly Subnet[] {
  return [...store.subnets.values()].filter(({ networkId }) => networkId === network.id);
}
