import { neutronErrors } from '../../http/dialects/neutron';
import { jsonResponse } from '../../http/errors';
import type { Route } from '../../http/service';
import type { NetworkService } from '../network';
import { type NetworkCall, onlooker, replyList } from '../requests';
import type { NetworkRecord, SecurityGroup, Subnet } from '../store';

/** Networks, subnets and security groups, which are only read here (reference D.5). */
export const networkReadRoutes: readonly Route<NetworkService>[] = [
  { method: 'GET', path: '/v2.0/networks', handle: listNetworks },
  { method: 'GET', path: '/v2.0/networks/:id', handle: showNetwork },
  { method: 'GET', path: '/v2.0/subnets', handle: listSubnets },
  { method: 'GET', path: '/v2.0/subnets/:id', handle: showSubnet },
  { method: 'GET', path: '/v2.0/security-groups', handle: listGroups },
  { method: 'GET', path: '/v2.0/security-groups/:id', handle: showGroup },
  { method: 'GET', path: '/v2.0/quotas/:project', handle: showQuota },
  { method: 'GET', path: '/v2.0/quotas/:project/default', handle: showQuota },
];

function listNetworks(call: NetworkCall): Response {
  const { views } = call.env.seams;
  return replyList(
    call,
    'networks',
    networksOf(call).map((network) => views.network(network, onlooker(call))),
  );
}

function showNetwork(call: NetworkCall): Response {
  const id = call.req.param('id') ?? '';
  const network = networksOf(call).find((one) => one.id === id);
  if (network === undefined) throw neutronErrors.notFound('NetworkNotFound', `Network ${id} could not be found.`);
  return jsonResponse(200, { network: call.env.seams.views.network(network, onlooker(call)) });
}

function listSubnets(call: NetworkCall): Response {
  return replyList(
    call,
    'subnets',
    subnetsOf(call).map((subnet) => call.env.seams.views.subnet(subnet)),
  );
}

function showSubnet(call: NetworkCall): Response {
  const id = call.req.param('id') ?? '';
  const subnet = subnetsOf(call).find((one) => one.id === id);
  if (subnet === undefined) throw neutronErrors.notFound('SubnetNotFound', `Subnet ${id} could not be found.`);
  return jsonResponse(200, { subnet: call.env.seams.views.subnet(subnet) });
}

function listGroups(call: NetworkCall): Response {
  return replyList(
    call,
    'security_groups',
    groupsOf(call).map((group) => call.env.seams.views.securityGroup(group)),
  );
}

function showGroup(call: NetworkCall): Response {
  const id = call.req.param('id') ?? '';
  const group = groupsOf(call).find((one) => one.id === id);
  if (group === undefined) {
    throw neutronErrors.notFound('SecurityGroupNotFound', `Security group ${id} does not exist`);
  }
  return jsonResponse(200, { security_group: call.env.seams.views.securityGroup(group) });
}

/** No limits for networks and ports, as in the reference cloud. */
function showQuota(call: NetworkCall): Response {
  const project = call.req.param('project') ?? '';
  if (project !== call.get('caller').projectId && !call.env.seams.rules.isPrivileged(call.get('caller'))) {
    throw neutronErrors.policyForbids('rule:get_quota');
  }
  return jsonResponse(200, {
    quota: {
      network: -1,
      subnet: 100,
      subnetpool: -1,
      port: -1,
      rbac_policy: 10,
      security_group: 10,
      security_group_rule: 100,
    },
  });
}

function networksOf({ env: { store, seams }, var: { caller } }: NetworkCall): readonly NetworkRecord[] {
  return [...store.networks.values()].filter((network) => seams.rules.seesNetwork(caller, network));
}

function subnetsOf(call: NetworkCall): readonly Subnet[] {
  const seen = new Set(networksOf(call).map(({ id }) => id));
  return [...call.env.store.subnets.values()].filter(({ networkId }) => seen.has(networkId));
}

/** Looking at the groups of one's project makes its default one. */
function groupsOf({ env: { store, seams }, var: { caller } }: NetworkCall): readonly SecurityGroup[] {
  if (caller.projectId !== undefined) store.defaultSecurityGroup(caller.projectId);
  const groups = [...store.securityGroups.values()];
  return seams.rules.isPrivileged(caller) ? groups : groups.filter(({ projectId }) => projectId === caller.projectId);
}
