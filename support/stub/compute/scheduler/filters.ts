import type { InNova, Nova, NovaRules } from '../nova';
import type { ServerGroup } from '../records';
import { isUp } from '../service-group';
import type { FilterContext } from './scheduling';

/** Nova's filters by name, and before them the host that an operator asked for (`host`, microversion 2.74) and those that are left out. */
export const healthyFilters: NovaRules['filters'] = {
  RequestedDestination: ({ node }, { spec }) =>
    (spec.host === null || node.host === spec.host) &&
    (spec.hypervisorHostname === null || node.hypervisorHostname === spec.hypervisorHostname),
  IgnoredHosts: ({ node }, { spec }) => !(spec.ignoredHosts ?? []).includes(node.host),
  AvailabilityZoneFilter: ({ node }, { nova, spec }) =>
    spec.zone === null || nova.store.zoneOf(node.host) === spec.zone,
  ComputeFilter: ({ service }, { nova }) => service.status === 'enabled' && isUp(nova, service),
  SameHostFilter: ({ node }, context) => {
    const others = hintedHosts(context, 'same_host');
    return others === undefined || others.includes(node.host);
  },
  DifferentHostFilter: ({ node }, context) => !(hintedHosts(context, 'different_host') ?? []).includes(node.host),
  ServerGroupAntiAffinityFilter: ({ node }, context) => {
    const group = groupWithPolicy(context, 'anti-affinity');
    if (group === undefined) return true;
    const there = hostsOfMembers(context, group).filter((host) => host === node.host).length;
    return there < (group.rules['max_server_per_host'] ?? 1);
  },
  ServerGroupAffinityFilter: ({ node }, context) => {
    const group = groupWithPolicy(context, 'affinity');
    const hosts = group === undefined ? [] : hostsOfMembers(context, group);
    return hosts.length === 0 || hosts.includes(node.host);
  },
};

function hintedHosts({ nova, spec }: InNova<FilterContext>, hint: string): readonly (string | null)[] | undefined {
  const wanted = spec.hints[hint];
  const uuids: readonly unknown[] = Array.isArray(wanted) ? wanted : wanted === undefined ? [] : [wanted];
  if (uuids.length === 0) return undefined;
  return uuids.map((uuid) => (typeof uuid === 'string' ? hostOf(nova, uuid) : null));
}

function groupWithPolicy(
  { nova, spec }: InNova<FilterContext>,
  policy: ServerGroup['policy'],
): ServerGroup | undefined {
  const group = spec.groupUuid === null ? undefined : nova.store.serverGroups.get(spec.groupUuid);
  return group?.policy === policy ? group : undefined;
}

function hostsOfMembers({ nova, spec }: InNova<FilterContext>, group: ServerGroup): readonly (string | null)[] {
  return group.members
    .filter((member) => member !== spec.serverUuid)
    .map((member) => hostOf(nova, member))
    .filter((host) => host !== null);
}

/** Where a live server is, or where the scheduler has just sent it. */
function hostOf(nova: Nova, uuid: string): string | null {
  const server = nova.store.lookUp(uuid)?.server;
  return server === undefined ? null : (server.host ?? nova.store.destinations.get(uuid) ?? null);
}
