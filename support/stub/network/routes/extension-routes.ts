import type { Route } from '../../http/call';
import { neutronErrors } from '../../http/dialects/neutron-dialect';
import { jsonResponse } from '../../http/errors';
import type { NetworkService } from '../neutron';
import type { NetworkCall } from '../requests';

/** What this Neutron can do beyond its core (reference D.5). */
export const extensionRoutes: readonly Route<NetworkService>[] = [
  { method: 'GET', path: '/v2.0/extensions', handle: () => jsonResponse(200, { extensions }) },
  { method: 'GET', path: '/v2.0/extensions/:alias', handle: show },
];

/** The aliases that matter to Nova and to clients; no DNS, no QoS, no routers, as in the reference cloud. */
const names: Readonly<Record<string, string>> = {
  agent: 'agent',
  'allowed-address-pairs': 'Allowed Address Pairs',
  binding: 'Port Binding',
  'binding-extended': 'Port Bindings Extended',
  'default-subnetpools': 'Default Subnetpools',
  extra_dhcp_opt: 'Neutron Extra DHCP options',
  'net-mtu': 'Network MTU',
  pagination: 'Pagination support',
  'port-security': 'Port Security',
  'project-id': 'project_id field enabled',
  provider: 'Provider Network',
  quotas: 'Quota management support',
  'security-group': 'security-group',
  sorting: 'Sorting support',
  'standard-attr-description': 'standard-attr-description',
  'standard-attr-revisions': 'Resource revision numbers',
  'standard-attr-timestamp': 'Resource timestamps',
};

const extensions = Object.entries(names).map(([alias, name]) => ({
  alias,
  name,
  description: name,
  links: [],
  updated: '2016-01-01T00:00:00-00:00',
}));

function show(call: NetworkCall): Response {
  const alias = call.req.param('alias') ?? '';
  const extension = extensions.find((one) => one.alias === alias);
  if (extension === undefined) {
    throw neutronErrors.notFound('HTTPNotFound', `Extension with alias ${alias} does not exist`);
  }
  return jsonResponse(200, { extension });
}
