import type { Onward } from '../../operation';
import type { InNova, NovaOperations } from '../nova';
import { heal } from './heal';
import type { UpdateResourcesContext } from './host-operations';
import { updateToPlacement } from './host-provider';

/**
 * What a nova-compute does at its start and once in `update_resources_interval`: it makes sure of its compute node,
 * heals leaks unless the node is brand-new, and writes its provider to Placement. The first failure ends the run.
 * Source: reference B.2, `resource_tracker.py:_update_available_resource`.
 */
export const healthyUpdateResources: NovaOperations['updateResources'] = {
  ensureComputeNode: (context) => {
    context.node = ensureComputeNode(context);
    return 'go on';
  },
  heal: async ({ nova, process, node }): Promise<Onward> => {
    const record = nova.store.computeNode(process.host);
    if (node === 'known before' && record !== undefined) await heal(nova, record);
    return 'go on';
  },
  updateProvider: async ({ nova, process }): Promise<Onward> => {
    const record = nova.store.computeNode(process.host);
    if (record !== undefined) await updateToPlacement(nova, record);
    return 'go on';
  },
};

function ensureComputeNode({ nova, process }: InNova<UpdateResourcesContext>): UpdateResourcesContext['node'] {
  if (nova.store.computeNode(process.host) !== undefined) return 'known before';
  nova.store.computeNodes.push({
    id: nova.store.nextId('compute_nodes'),
    uuid: process.nodeUuid,
    host: process.host,
    hypervisorHostname: process.host,
    capacity: process.capacity,
  });
  return 'made just now';
}
