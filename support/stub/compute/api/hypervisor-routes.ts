import { novaErrors } from '../../http/dialects/nova';
import { isUuidLike } from '../../http/schemas';
import type { Route } from '../../http/service';
import { isUp } from '../nova';
import type { ComputeNode, ServiceRecord } from '../records';
import type { HypervisorViewContext } from '../views/service';
import { paginate } from './paging';
import { authorize, type ComputeCall, type ComputeService, readQuery, reply } from './requests';

/** `os-hypervisors`: list, detail, show (reference B.5; `hypervisors.py`). */
export const hypervisorRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-hypervisors', handle: (call) => list(call, 'os-hypervisors:list') },
  { method: 'GET', path: '/os-hypervisors/detail', handle: (call) => list(call, 'os-hypervisors:list-detail') },
  { method: 'GET', path: '/os-hypervisors/:hypervisor', handle: show },
];

function list(call: ComputeCall, policy: 'os-hypervisors:list' | 'os-hypervisors:list-detail'): Response {
  authorize(call, policy);
  const query = readQuery(call, ['limit', 'marker', 'hypervisor_hostname_pattern', 'with_servers']);
  const pattern = query.get('hypervisor_hostname_pattern')?.at(-1);
  const { computeNodes } = call.env.nova.store;
  const nodes = pattern === undefined ? computeNodes : matching(computeNodes, pattern);
  const withServices = nodes.filter((node) => serviceOf(call, node) !== undefined);
  const page = paginate(call, withServices, (node) => idOf(call, node), 'os-hypervisors');
  const { basicHypervisor, fullHypervisor } = call.env.nova.seams.views;
  const view = policy === 'os-hypervisors:list' ? basicHypervisor : fullHypervisor;
  return reply({
    hypervisors: page.items.map((node) => view(node, viewContext(call, node, query.get('with_servers')?.at(-1)))),
    ...(page.next === undefined ? {} : { hypervisors_links: page.next }),
  });
}

function matching(nodes: readonly ComputeNode[], pattern: string): readonly ComputeNode[] {
  const found = nodes.filter(({ hypervisorHostname }) => hypervisorHostname.includes(pattern));
  if (found.length === 0) throw novaErrors.notFound(`No hypervisor matching '${pattern}' could be found.`);
  return found;
}

function show(call: ComputeCall): Response {
  authorize(call, 'os-hypervisors:show');
  const id = call.req.param('hypervisor') ?? '';
  if (call.get('version').isAtLeast('2.53') && !isUuidLike(id)) throw novaErrors.badRequest(`Invalid uuid ${id}`);
  const query = readQuery(call, ['with_servers']);
  const node = call.env.nova.store.computeNodes.find((known) => idOf(call, known) === id);
  if (node === undefined || serviceOf(call, node) === undefined) {
    throw novaErrors.notFound(`Hypervisor with ID '${id}' could not be found.`);
  }
  const context = viewContext(call, node, query.get('with_servers')?.at(-1));
  return reply({ hypervisor: call.env.nova.seams.views.fullHypervisor(node, context) });
}

function idOf(call: ComputeCall, node: ComputeNode): string {
  return call.get('version').isAtLeast('2.53') ? node.uuid : String(node.id);
}

function serviceOf(call: ComputeCall, { host }: ComputeNode): ServiceRecord | undefined {
  return call.env.nova.store.services.find((service) => service.binary === 'nova-compute' && service.host === host);
}

function viewContext(call: ComputeCall, node: ComputeNode, withServers: string | undefined): HypervisorViewContext {
  const { nova } = call.env;
  const service = nova.store.computeService(node.host);
  const isAsked = withServers !== undefined && /^(true|1|on|yes)$/i.test(withServers);
  return {
    version: call.get('version'),
    service,
    isUp: isUp(nova, service),
    servers: nova.store.serversOn(node.host),
    listing: isAsked && call.get('version').isAtLeast('2.53') ? 'with servers' : 'without servers',
  };
}
