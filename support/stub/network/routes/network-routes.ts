import type { Route } from '../../http/call';
import { neutronErrors } from '../../http/dialects/neutron-dialect';
import { jsonResponse } from '../../http/errors';
import type { NetworkService } from '../neutron';
import { type Listed, replyList, replyOne } from '../neutron-lists';
import { isPrivileged, seesNetwork } from '../policy';
import { type NetworkCall, onlooker } from '../requests';
import type { NetworkRecord, SecurityGroup, Subnet } from '../store';
import { type Json, networkViews } from '../views';

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
  const { network: view } = networkViews;
  const listed = networksOf(call).map((network) => ({
    shown: view(network, onlooker(call)),
    whole: view(network, 'privileged'),
  }));
  return replyList(call, 'networks', listed);
}

function showNetwork(call: NetworkCall): Response {
  const network = findNetwork(call, call.req.param('id') ?? '');
  return replyOne(call, 'networks', 'network', networkViews.network(network, onlooker(call)));
}

/** A network that the caller sees. Throws 404. */
export function findNetwork(call: NetworkCall, id: string): NetworkRecord {
  const network = networksOf(call).find((one) => one.id === id);
  if (network === undefined) throw neutronErrors.notFound('NetworkNotFound', `Network ${id} could not be found.`);
  return network;
}

function listSubnets(call: NetworkCall): Response {
  return replyList(
    call,
    'subnets',
    subnetsOf(call).map((subnet) => same(networkViews.subnet(subnet))),
  );
}

function showSubnet(call: NetworkCall): Response {
  const subnet = findSubnet(call, call.req.param('id') ?? '');
  return replyOne(call, 'subnets', 'subnet', networkViews.subnet(subnet));
}

/** A subnet that the caller sees. Throws 404. */
export function findSubnet(call: NetworkCall, id: string): Subnet {
  const subnet = subnetsOf(call).find((one) => one.id === id);
  if (subnet === undefined) throw neutronErrors.notFound('SubnetNotFound', `Subnet ${id} could not be found.`);
  return subnet;
}

function listGroups(call: NetworkCall): Response {
  return replyList(
    call,
    'security_groups',
    groupsOf(call).map((group) => same(networkViews.securityGroup(group))),
  );
}

function showGroup(call: NetworkCall): Response {
  const group = findGroup(call, call.req.param('id') ?? '');
  return replyOne(call, 'security_groups', 'security_group', networkViews.securityGroup(group));
}

/** A security group that the caller sees. Throws 404. */
export function findGroup(call: NetworkCall, id: string): SecurityGroup {
  const group = groupsOf(call).find((one) => one.id === id);
  if (group !== undefined) return group;
  throw neutronErrors.notFound('SecurityGroupNotFound', `Security group ${id} does not exist`);
}

function same(shown: Json): Listed {
  return { shown, whole: shown };
}

/** No limits for networks and ports, as in the reference cloud. */
function showQuota(call: NetworkCall): Response {
  const project = call.req.param('project') ?? '';
  if (project !== call.get('caller').projectId && !isPrivileged(call.get('caller'))) {
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

function networksOf({ env: { store }, var: { caller } }: NetworkCall): readonly NetworkRecord[] {
  return [...store.networks.values()].filter((network) => seesNetwork(caller, network));
}

function subnetsOf(call: NetworkCall): readonly Subnet[] {
  const seen = new Set(networksOf(call).map(({ id }) => id));
  return [...call.env.store.subnets.values()].filter(({ networkId }) => seen.has(networkId));
}

/** Looking at the groups of one's project makes its default one. */
function groupsOf({ env: { store }, var: { caller } }: NetworkCall): readonly SecurityGroup[] {
  if (caller.projectId !== undefined) store.defaultSecurityGroup(caller.projectId);
  const groups = [...store.securityGroups.values()];
  return isPrivileged(caller) ? groups : groups.filter(({ projectId }) => projectId === caller.projectId);
}
