import type { NetworkRecord, Port, SecurityGroup, Subnet } from './store';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Who looks: bindings are for administrators and services alone. */
export type Onlooker = 'privileged' | 'anybody';

/** How Neutron shows what it knows (reference D.5). */
export const networkViews = {
  port: (port: Port, onlooker: Onlooker): Json => ({
    id: port.id,
    name: port.name,
    network_id: port.networkId,
    tenant_id: port.projectId,
    project_id: port.projectId,
    mac_address: port.macAddress,
    admin_state_up: port.adminStateUp,
    status: isBound(port) && port.deviceId !== '' ? 'ACTIVE' : 'DOWN',
    device_id: port.deviceId,
    device_owner: port.deviceOwner,
    fixed_ips: port.fixedIps,
    allowed_address_pairs: [],
    extra_dhcp_opts: [],
    security_groups: port.securityGroups,
    description: port.description,
    port_security_enabled: true,
    'binding:vnic_type': port.vnicType,
    ...(onlooker === 'privileged' ? bindingOf(port) : {}),
    tags: [],
    created_at: timestamp(port.createdAt),
    updated_at: timestamp(port.updatedAt),
    revision_number: port.revision,
  }),
  network: (network: NetworkRecord, onlooker: Onlooker): Json => ({
    id: network.id,
    name: network.name,
    tenant_id: network.projectId,
    project_id: network.projectId,
    admin_state_up: true,
    status: 'ACTIVE',
    mtu: 1500,
    shared: network.shared,
    subnets: network.subnetIds,
    port_security_enabled: true,
    'router:external': false,
    ipv4_address_scope: null,
    ipv6_address_scope: null,
    availability_zone_hints: [],
    availability_zones: [],
    description: '',
    ...(onlooker === 'privileged'
      ? { 'provider:network_type': 'local', 'provider:physical_network': null, 'provider:segmentation_id': null }
      : {}),
    tags: [],
    ...unchanged(network.createdAt),
  }),
  subnet: (subnet: Subnet): Json => ({
    id: subnet.id,
    name: subnet.name,
    network_id: subnet.networkId,
    tenant_id: subnet.projectId,
    project_id: subnet.projectId,
    ip_version: 4,
    cidr: subnet.range.cidr,
    gateway_ip: subnet.range.gateway,
    allocation_pools: [subnet.range.pool],
    enable_dhcp: false,
    dns_nameservers: [],
    host_routes: [],
    ipv6_address_mode: null,
    ipv6_ra_mode: null,
    subnetpool_id: null,
    service_types: [],
    description: '',
    tags: [],
    ...unchanged(subnet.createdAt),
  }),
  securityGroup: (group: SecurityGroup): Json => ({
    id: group.id,
    name: group.name,
    tenant_id: group.projectId,
    project_id: group.projectId,
    description: 'Default security group',
    stateful: true,
    shared: false,
    security_group_rules: [],
    tags: [],
    ...unchanged(group.createdAt),
  }),
};

/** Whether a port is bound to a host. */
function isBound(port: Port): boolean {
  return port.hostId !== '';
}

function bindingOf(port: Port): Json {
  return {
    'binding:host_id': port.hostId,
    'binding:profile': port.profile,
    'binding:vif_type': isBound(port) ? 'ovs' : 'unbound',
    'binding:vif_details': isBound(port) ? vifDetails : {},
  };
}

function unchanged(createdAt: number): Json {
  return { created_at: timestamp(createdAt), updated_at: timestamp(createdAt), revision_number: 0 };
}

function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** How the Open vSwitch driver binds a port of which no agent process has told more. */
const vifDetails = {
  port_filter: true,
  connectivity: 'l2',
  bound_drivers: { '0': 'openvswitch' },
  datapath_type: 'system',
  ovs_hybrid_plug: null,
};
