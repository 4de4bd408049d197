import { type KnownRoute, KnownRoutes, type RouteTable, routesOf } from '../http/known-routes';

/** Who may write: members of the project, or administrators. */
type Writer = 'member' | 'admin';

/** A collection and its members, with the policies that Neutron's names make: `create_router`, `get_router` and so on. */
function collection(path: string, thing: string, writer: Writer, parameter = 'id'): readonly KnownRoute[] {
  return routesOf({
    [path]: { GET: `reader get_${thing}`, POST: `${writer} create_${thing}` },
    [`${path}/:${parameter}`]: {
      GET: `reader get_${thing}`,
      PUT: `${writer} update_${thing}`,
      DELETE: `${writer} delete_${thing}`,
    },
  });
}

/** The same where members are not changed. */
function lasting(path: string, thing: string, writer: Writer): readonly KnownRoute[] {
  return collection(path, thing, writer).filter(({ method }) => method !== 'PUT');
}

/** What is done with a PUT to something. */
function doings(path: string, names: readonly string[]): readonly KnownRoute[] {
  return names.flatMap((name) => routesOf({ [`${path}/${name}`]: { PUT: `member ${name}` } }));
}

function tags(path: string): RouteTable {
  return {
    [`${path}/tags`]: { GET: 'reader get_tags', PUT: 'member update_tags', DELETE: 'member delete_tags' },
    [`${path}/tags/:tag`]: { GET: 'reader get_tags', PUT: 'member update_tags', DELETE: 'member delete_tags' },
  };
}

const ruleKinds = ['bandwidth_limit', 'dscp_marking', 'minimum_bandwidth', 'minimum_packet_rate', 'packet_rate_limit'];

/**
 * What Neutron answers to in the played releases, with the extensions of its API reference: who may use each route, and the
 * policy that says so (`neutron/conf/policies/`).
 */
export const knownRoutes = new KnownRoutes([
  ...routesOf({
    '/extensions': { GET: 'anybody get_extensions' },
    '/extensions/:alias': { GET: 'anybody get_extensions' },
    '/availability_zones': { GET: 'reader get_availability_zone' },
    '/service-providers': { GET: 'reader get_service_provider' },
    '/floatingip_pools': { GET: 'reader get_floatingip_pool' },
    '/network-ip-availabilities': { GET: 'reader get_network_ip_availability' },
    '/network-ip-availabilities/:network': { GET: 'reader get_network_ip_availability' },
    '/auto-allocated-topology/:project': {
      GET: 'reader get_auto_allocated_topology',
      DELETE: 'member delete_auto_allocated_topology',
    },
    '/quotas': { GET: 'admin get_quota' },
    '/quotas/:project': { GET: 'reader get_quota', PUT: 'admin update_quota', DELETE: 'admin delete_quota' },
    '/quotas/:project/default': { GET: 'reader get_quota' },
    '/quotas/:project/details.json': { GET: 'reader get_quota' },
    '/log/loggable-resources': { GET: 'reader get_loggable_resource' },
    '/networks/:network/dhcp-agents': { GET: 'reader get_dhcp-agents' },
    '/ports/:port/bindings': { GET: 'reader get_port_binding', POST: 'admin create_port_binding' },
    '/ports/:port/bindings/:host': {
      GET: 'reader get_port_binding',
      PUT: 'admin update_port_binding',
      DELETE: 'admin delete_port_binding',
    },
    '/ports/:port/bindings/:host/activate': { PUT: 'admin activate' },
    '/ports/:port/add_allowed_address_pairs': { PUT: 'member add_allowed_address_pairs' },
    '/ports/:port/remove_allowed_address_pairs': { PUT: 'member remove_allowed_address_pairs' },
    '/qos/rule-types': { GET: 'reader get_rule_type' },
    '/qos/rule-types/:id': { GET: 'reader get_rule_type' },
    '/routers/:id/l3-agents': { GET: 'reader get_l3-agents' },
    '/trunks/:id/get_subports': { GET: 'reader get_subports' },
    '/flavors/:id/service_profiles': { POST: 'admin create_flavor_service_profile' },
    '/flavors/:id/service_profiles/:profile': { DELETE: 'admin delete_flavor_service_profile' },
    '/agents/:agent/dhcp-networks': { GET: 'reader get_dhcp-networks', POST: 'admin create_dhcp-network' },
    '/agents/:agent/dhcp-networks/:id': { DELETE: 'admin delete_dhcp-network' },
    '/agents/:agent/l3-routers': { GET: 'reader get_l3-routers', POST: 'admin create_l3-router' },
    '/agents/:agent/l3-routers/:id': { DELETE: 'admin delete_l3-router' },
    ...tags('/networks/:network'),
    ...tags('/subnets/:subnet'),
    ...tags('/ports/:port'),
    ...tags('/security-groups/:group'),
    ...tags('/routers/:id'),
    ...tags('/subnetpools/:id'),
    ...tags('/floatingips/:id'),
    ...tags('/trunks/:id'),
    ...tags('/qos/policies/:id'),
    ...tags('/segments/:id'),
  }),
  ...collection('/networks', 'network', 'member', 'network'),
  ...collection('/subnets', 'subnet', 'member', 'subnet'),
  ...collection('/ports', 'port', 'member', 'port'),
  ...collection('/security-groups', 'security_group', 'member', 'group'),
  ...lasting('/security-group-rules', 'security_group_rule', 'member'),
  ...lasting('/default-security-group-rules', 'default_security_group_rule', 'admin'),
  ...collection('/address-groups', 'address_group', 'member'),
  ...doings('/address-groups/:id', ['add_addresses', 'remove_addresses']),
  ...collection('/address-scopes', 'address_scope', 'member'),
  ...collection('/agents', 'agent', 'admin'),
  ...collection('/flavors', 'flavor', 'admin'),
  ...collection('/service_profiles', 'service_profile', 'admin'),
  ...collection('/floatingips', 'floatingip', 'member'),
  ...collection('/floatingips/:floatingip/port_forwardings', 'floatingip_port_forwarding', 'member'),
  ...collection('/local_ips', 'local_ip', 'member'),
  ...lasting('/local_ips/:local_ip/port_associations', 'local_ip_port_association', 'member'),
  ...collection('/log/logs', 'log', 'admin'),
  ...lasting('/metering/metering-labels', 'metering_label', 'admin'),
  ...lasting('/metering/metering-label-rules', 'metering_label_rule', 'admin'),
  ...collection('/ndp_proxies', 'ndp_proxy', 'member'),
  ...collection('/network_segment_ranges', 'network_segment_range', 'admin'),
  ...collection('/qos/policies', 'policy', 'admin'),
  ...ruleKinds.flatMap((kind) => collection(`/qos/policies/:policy/${kind}_rules`, `policy_${kind}_rule`, 'admin')),
  ...ruleKinds.flatMap((kind) =>
    collection(`/qos/alias_${kind}_rules`, `alias_${kind}_rule`, 'admin').filter(({ path }) => path.endsWith('/:id')),
  ),
  ...collection('/rbac-policies', 'rbac_policy', 'member'),
  ...collection('/routers', 'router', 'member'),
  ...doings('/routers/:id', [
    ...['add_router_interface', 'remove_router_interface', 'add_extraroutes', 'remove_extraroutes'],
    ...['add_external_gateways', 'update_external_gateways', 'remove_external_gateways'],
  ]),
  ...collection('/routers/:router/conntrack_helpers', 'router_conntrack_helper', 'member'),
  ...collection('/segments', 'segment', 'admin'),
  ...collection('/subnetpools', 'subnetpool', 'member'),
  ...doings('/subnetpools/:id', ['add_prefixes', 'remove_prefixes', 'onboard_network_subnets']),
  ...collection('/trunks', 'trunk', 'member'),
  ...doings('/trunks/:id', ['add_subports', 'remove_subports']),
]);
