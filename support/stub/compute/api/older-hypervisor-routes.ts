import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { MessagingTimeout } from '../exceptions';
import type { ComputeCall, ComputeService } from '../nova';
import type { ComputeNode } from '../records';
import { isUp } from '../service-group';
import { basicHypervisor, fullHypervisor, type HypervisorViewContext } from '../views/service-view';
import { findNode, matching, serviceOf } from './hypervisor-routes';
import { authorize, readQuery, reply } from './requests';

/** What of `os-hypervisors` later microversions took back, and clients still ask for (`hypervisors.py`). */
export const olderHypervisorRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-hypervisors/statistics', until: '2.87', handle: statistics },
  { method: 'GET', path: '/os-hypervisors/:hypervisor/uptime', until: '2.87', handle: uptime },
  { method: 'GET', path: '/os-hypervisors/:pattern/search', until: '2.52', handle: search },
  { method: 'GET', path: '/os-hypervisors/:pattern/servers', until: '2.52', handle: servers },
];

const sums = [
  ...['vcpus', 'memory_mb', 'local_gb', 'vcpus_used', 'memory_mb_used', 'local_gb_used', 'free_ram_mb'],
  ...['free_disk_gb', 'current_workload', 'running_vms', 'disk_available_least'],
];

/** The sums over all hosts that are enabled, up or not (`nova/db/main/api.py:compute_node_statistics`). */
function statistics(call: ComputeCall): Response {
  authorize(call, 'os-hypervisors:statistics');
  readQuery(call, []);
  const { store } = call.env.nova;
  const enabled = store.computeNodes.filter((node) => serviceOf(call, node)?.status === 'enabled');
  const shown = enabled.map((node) => fullHypervisor(node, viewContext(call, node, 'without servers')));
  const sumOf = (name: string): number => shown.reduce((sum, view) => sum + Number(view[name]), 0);
  return reply({
    hypervisor_statistics: { count: shown.length, ...Object.fromEntries(sums.map((name) => [name, sumOf(name)])) },
  });
}

/** The host is asked, and Nova's fake driver does not know. */
async function uptime(call: ComputeCall): Promise<Response> {
  authorize(call, 'os-hypervisors:uptime');
  const { nova } = call.env;
  const { host } = findNode(call);
  if (!isUp(nova, nova.store.computeService(host))) {
    throw novaErrors.badRequest(`Compute service of ${host} is unavailable at this time.`);
  }
  const outcome = await nova.broker.call(host, { name: 'get_host_uptime', handle: () => Promise.resolve() });
  if (outcome.kind === 'timed out') throw new MessagingTimeout('get_host_uptime');
  throw novaErrors.notImplemented('The requested functionality is not supported.');
}

function search(call: ComputeCall): Response {
  authorize(call, 'os-hypervisors:search');
  return listMatching(call, 'without servers');
}

function servers(call: ComputeCall): Response {
  authorize(call, 'os-hypervisors:servers');
  return listMatching(call, 'with servers');
}

function listMatching(call: ComputeCall, listing: HypervisorViewContext['listing']): Response {
  const { store } = call.env.nova;
  const nodes = matching(store.computeNodes, call.req.param('pattern') ?? '');
  const known = nodes.filter((node) => serviceOf(call, node) !== undefined);
  return reply({ hypervisors: known.map((node) => basicHypervisor(node, viewContext(call, node, listing))) });
}

function viewContext(
  call: ComputeCall,
  { host }: ComputeNode,
  listing: HypervisorViewContext['listing'],
): HypervisorViewContext {
  const { nova } = call.env;
  const service = nova.store.computeService(host);
  return {
    version: call.get('version'),
    service,
    isUp: isUp(nova, service),
    servers: nova.store.serversOn(host),
    listing,
  };
}
