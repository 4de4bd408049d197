import { type Onward, perform } from '../../operation';
import { NoValidHost } from '../exceptions';
import type { AllocationCandidate } from '../neighbours/report-client';
import type { InNova, Nova, NovaOperations } from '../nova';
import type { ComputeNode, Flavor, RequestSpec, Server } from '../records';
import { claimBeside } from '../moves/move-allocations';
import { requiredTraits, resourcesOf } from '../server-resources';
import type { HostState, ScheduleContext, Selection } from './scheduling';

/** Where a server goes, and who may try after that host has failed. */
export interface Destination {
  readonly host: string;
  readonly alternates: readonly Selection[];
}

/** `[scheduler] max_attempts`: so many hosts try to build a server. */
const maxAttempts = 3;

/** How the scheduler finds a server its host: `nova/scheduler/manager.py:select_destinations`. */
export const healthySchedule: NovaOperations['schedule'] = {
  askPlacement: async (context): Promise<Onward> => {
    const { nova, server, spec, flavor } = context;
    const inTree = nodeAskedFor(nova, spec)?.uuid;
    context.candidates = await nova.placement.allocationCandidates({
      resources: resourcesOf({ flavor, rootDisk: server.rootDisk }),
      traits: requiredTraits(flavor),
      ...(inTree !== undefined && { inTree }),
    });
    if (context.candidates.length === 0) throw new NoValidHost('');
    return 'go on';
  },
  filterHosts: (context) => {
    const { nova, spec, candidates } = context;
    const providers = new Set(candidates.flatMap(({ providerUuids }) => providerUuids));
    const offered = [...providers].map((uuid) => hostState(nova, uuid)).filter(isKnown);
    context.hosts = offered.filter((host) => isForced(spec, host) || passes(nova, spec, host));
    return 'go on';
  },
  weighHosts: (context) => {
    context.hosts = [...context.hosts].sort(
      (one, other) => other.freeMemoryMb - one.freeMemoryMb || (one.node.host < other.node.host ? -1 : 1),
    );
    return 'go on';
  },
  claim: async (context): Promise<Onward> => {
    context.chosen = await claimFirst(context);
    if (context.chosen === undefined) throw new NoValidHost('There are not enough hosts available.');
    return 'go on';
  },
};

/**
 * The host that shall build a server; what the server needs is claimed there. Rejects with {@link NoValidHost} and with
 * what the path to Placement throws.
 */
export async function selectDestination(nova: Nova, server: Server, spec: RequestSpec): Promise<string> {
  return (await selectWithAlternates(nova, server, spec)).host;
}

/** The same, with the hosts of which nothing is claimed (`select_destinations(return_alternates=True)`). */
export async function selectWithAlternates(
  nova: Nova,
  server: Server,
  spec: RequestSpec,
  flavor: Flavor = server.flavor,
): Promise<Destination> {
  const context: InNova<ScheduleContext> = { nova, server, spec, flavor, candidates: [], hosts: [], chosen: undefined };
  await perform(nova.seams.operations.schedule, context);
  if (context.chosen === undefined) throw new NoValidHost('There are not enough hosts available.');
  return { host: context.chosen.node.host, alternates: alternatesOf(context) };
}

/** Claims for a server what Placement offered, beside what one on its way has already; false when there is no room any more. */
export function claim(nova: Nova, server: Server, candidate: AllocationCandidate): Promise<boolean> {
  const { uuid, projectId, userId, host } = server;
  const consumer = { uuid, projectId, userId };
  return host === null ? nova.placement.claim(consumer, candidate) : claimBeside(nova.placement, consumer, candidate);
}

function alternatesOf({ hosts, chosen, candidates }: InNova<ScheduleContext>): readonly Selection[] {
  return hosts
    .filter((host) => host !== chosen)
    .slice(0, maxAttempts - 1)
    .flatMap(({ node }) => {
      const candidate = candidates.find(({ providerUuids }) => providerUuids.includes(node.uuid));
      return candidate === undefined ? [] : [{ host: node.host, candidate }];
    });
}

/** Placement is asked for no other node than one that somebody asked for (`nova/scheduler/utils.py:resources_from_request_spec`). */
function nodeAskedFor(nova: Nova, spec: RequestSpec): ComputeNode | undefined {
  const host = spec.host ?? spec.forcedHost;
  const node = spec.hypervisorHostname ?? spec.forcedNode;
  if (host === null && node === null) return undefined;
  return nova.store.computeNodes.find(
    (each) => (host === null || each.host === host) && (node === null || each.hypervisorHostname === node),
  );
}

function hostState(nova: Nova, providerUuid: string): HostState | undefined {
  const node = nova.store.computeNodes.find(({ uuid }) => uuid === providerUuid);
  const service = nova.store.services.find(({ binary, host }) => binary === 'nova-compute' && host === node?.host);
  if (node === undefined || service === undefined) return undefined;
  const used = nova.store
    .liveServers()
    .filter((server) => (server.host ?? nova.store.destinations.get(server.uuid)) === node.host)
    .reduce((sum, { flavor }) => sum + flavor.memoryMb, 0);
  return { node, service, freeMemoryMb: node.capacity.memoryMb - used };
}

function isKnown(host: HostState | undefined): host is HostState {
  return host !== undefined;
}

/** `zone:host` of an operator leaves the filters out. */
function isForced(spec: RequestSpec, { node }: HostState): boolean {
  return isForcing(spec) && isForcedHost(spec, node.host) && isForcedNode(spec, node.hypervisorHostname);
}

function isForcing({ forcedHost, forcedNode }: RequestSpec): boolean {
  return forcedHost !== null || forcedNode !== null;
}

function isForcedHost({ forcedHost }: RequestSpec, host: string): boolean {
  return forcedHost === null || forcedHost === host;
}

function isForcedNode({ forcedNode }: RequestSpec, node: string): boolean {
  return forcedNode === null || forcedNode === node;
}

function passes(nova: Nova, spec: RequestSpec, host: HostState): boolean {
  if (isForcing(spec)) return false;
  return Object.values(nova.seams.rules.filters).every((filter) => filter(host, { nova, spec }));
}

async function claimFirst({
  nova,
  server,
  hosts,
  candidates,
}: InNova<ScheduleContext>): Promise<HostState | undefined> {
  for (const host of hosts) {
    const candidate = candidates.find(({ providerUuids }) => providerUuids.includes(host.node.uuid));
    if (candidate !== undefined && (await claim(nova, server, candidate))) return host;
  }
  return undefined;
}
