import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { isUuidLike, pythonRepr } from '../../http/schemas';
import type { ComputeCall, ComputeService } from '../nova';
import type { ComputeNode, ServiceRecord } from '../records';
import { isUp } from '../service-group';
import { basicHypervisor, fullHypervisor, type HypervisorViewContext } from '../views/service-view';
import { paginate } from './paging';
import { invalidParameter, isTrue, lastOf } from './query';
import { authorize, type Query, readQuery, reply } from './requests';
import { booleanSchema } from './service-schemas';

/** `os-hypervisors`: list, detail, show (reference B.5; `hypervisors.py`). */
export const hypervisorRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-hypervisors', handle: (call) => list(call, 'os-hypervisors:list') },
  { method: 'GET', path: '/os-hypervisors/detail', handle: (call) => list(call, 'os-hypervisors:list-detail') },
  { method: 'GET', path: '/os-hypervisors/:hypervisor', handle: show },
];

function list(call: ComputeCall, policy: 'os-hypervisors:list' | 'os-hypervisors:list-detail'): Response {
  authorize(call, policy);
  const query = readQuery(call, ['limit', 'marker', 'hypervisor_hostname_pattern', 'with_servers']);
  const pattern = readPattern(query);
  const { computeNodes } = call.env.nova.store;
  const nodes = pattern === undefined ? computeNodes : matching(computeNodes, pattern);
  const withServices = nodes.filter((node) => serviceOf(call, node) !== undefined);
  const page = paginate(call, withServices, (node) => idOf(call, node), 'os-hypervisors');
  const withServers = readWithServers(query);
  const view = policy === 'os-hypervisors:list' ? basicHypervisor : fullHypervisor;
  return reply({
    hypervisors: page.items.map((node) => view(node, viewContext(call, node, withServers))),
    ...(page.next === undefined ? {} : { hypervisors_links: page.next }),
  });
}

/** Throws 400: a pattern is looked for everywhere, so there are no pages of what it finds. */
function readPattern(query: Query): string | undefined {
  const pattern = lastOf(query, 'hypervisor_hostname_pattern');
  if (pattern === '') throw invalidParameter('hypervisor_hostname_pattern', pattern, 'is too short');
  if (pattern !== undefined && (query.has('limit') || query.has('marker'))) {
    throw novaErrors.badRequest(
      'The server could not comply with the request since it is either malformed or otherwise incorrect.',
    );
  }
  return pattern;
}

/** Whether the servers are wanted too. Throws 400. */
function readWithServers(query: Query): boolean {
  const wanted = lastOf(query, 'with_servers');
  if (wanted === undefined) return false;
  if (booleanSchema.enum.some((word) => word === wanted)) return isTrue(wanted);
  throw invalidParameter('with_servers', wanted, `is not one of ${pythonRepr(booleanSchema.enum)}`);
}

/** The nodes in whose names a pattern occurs. Throws 404. */
export function matching(nodes: readonly ComputeNode[], pattern: string): readonly ComputeNode[] {
  const found = nodes.filter(({ hypervisorHostname }) => hypervisorHostname.includes(pattern));
  if (found.length === 0) throw novaErrors.notFound(`No hypervisor matching '${pattern}' could be found.`);
  return found;
}

function show(call: ComputeCall): Response {
  authorize(call, 'os-hypervisors:show');
  const query = readQuery(call, ['with_servers']);
  const node = findNode(call);
  const context = viewContext(call, node, readWithServers(query));
  return reply({ hypervisor: fullHypervisor(node, context) });
}

/** The compute node of the path. Throws 400 for what is no UUID from 2.53 on, and 404. */
export function findNode(call: ComputeCall): ComputeNode {
  const id = call.req.param('hypervisor') ?? '';
  if (call.get('version').isAtLeast('2.53') && !isUuidLike(id)) throw novaErrors.badRequest(`Invalid uuid ${id}`);
  return findHypervisor(call, id);
}

/** A compute node by its ID of the microversion. Throws 404. */
export function findHypervisor(call: ComputeCall, id: string): ComputeNode {
  const node = call.env.nova.store.computeNodes.find((known) => idOf(call, known) === id);
  if (node !== undefined && serviceOf(call, node) !== undefined) return node;
  throw novaErrors.notFound(`Hypervisor with ID '${id}' could not be found.`);
}

function idOf(call: ComputeCall, node: ComputeNode): string {
  return call.get('version').isAtLeast('2.53') ? node.uuid : String(node.id);
}

/** The nova-compute record of a node's host; undefined when that was deleted. */
export function serviceOf(call: ComputeCall, { host }: ComputeNode): ServiceRecord | undefined {
  return call.env.nova.store.services.find((service) => service.binary === 'nova-compute' && service.host === host);
}

function viewContext(call: ComputeCall, node: ComputeNode, withServers: boolean): HypervisorViewContext {
  const { nova } = call.env;
  const service = nova.store.computeService(node.host);
  return {
    version: call.get('version'),
    service,
    isUp: isUp(nova, service),
    servers: nova.store.serversOn(node.host),
    listing: withServers && call.get('version').isAtLeast('2.53') ? 'with servers' : 'without servers',
  };
}
