import { type Onward, perform } from '../../operation';
import { giveVolumesBack } from '../block-devices';
import { AllocationDeleteFailed, ComputeHostNotFound, InstanceNotFound } from '../exceptions';
import { recordAction } from '../instance-actions';
import type { Nova, NovaOperations } from '../nova';
import type { Server, TaskState } from '../records';
import type { RequestContext } from '../request-context';
import { confirmOnDelete } from '../moves/confirm-on-delete';
import { isUp } from '../service-group';
import { deleteShelvedImage } from '../shelved-image';
import type { DeleteManner } from './api-operations';

/**
 * Deletes a server for a user: before it reached a host, on its host, or here when its host cannot. A soft delete is one for good where
 * the host cannot keep the server.
 * Rejects with {@link AllocationDeleteFailed} and with what Neutron and the path to Placement throw.
 * Source: reference A.2, A.4, A.5, `nova/compute/api.py:_delete`.
 */
export async function deleteServer(
  nova: Nova,
  request: RequestContext,
  server: Server,
  manner: DeleteManner = 'for good',
): Promise<void> {
  const originalTaskState = server.taskState;
  try {
    await perform(nova.seams.operations.deleteServer, { nova, request, server, manner, originalTaskState });
  } catch (error) {
    if (!(error instanceof InstanceNotFound)) throw error;
  }
}

/** The delete as Nova does it. */
export const healthyDelete: NovaOperations['deleteServer'] = {
  deleteBeforeAnyHost: async (context): Promise<Onward> => {
    const { nova, server } = context;
    if (server.host !== null || nova.seams.rules.mayHavePortsOrVolumes(server)) return 'go on';
    await perform(nova.seams.operations.deleteUnplaced, { ...context, found: 'in a cell' });
    return 'stop';
  },
  deleteShelvedImage: async ({ nova, request, server }): Promise<Onward> => {
    if (isShelved(server)) await deleteShelvedImage(nova, request, server);
    return 'go on';
  },
  saveTaskState: ({ nova, server, manner }) => {
    server.taskState = taskOf[manner];
    if (manner === 'soft') server.softDeletedAt = nova.time.clock.now();
    server.progress = 0;
    server.updatedAt = nova.time.clock.now();
    return 'go on';
  },
  confirmResize: async ({ nova, request, server, manner }): Promise<Onward> => {
    if (server.vmState !== 'resized') return 'go on';
    await confirmOnDelete(nova, request, server);
    if (manner === 'soft') server.taskState = taskOf.soft;
    return 'go on';
  },
  castToHost: ({ nova, request, server, manner, originalTaskState }) => {
    const host = server.host;
    if (host === null || !hostCanAct(nova, host)) return 'go on';
    if (nova.seams.rules.isBeingDeleted(originalTaskState)) return 'stop';
    recordAction(nova, request, server, 'delete');
    if (manner === 'soft') {
      nova.broker.cast(host, {
        name: 'soft_delete_instance',
        handle: (process) => process.softDelete(request, server),
      });
    } else {
      nova.broker.cast(host, { name: 'terminate_instance', handle: (process) => process.terminate(request, server) });
    }
    return 'stop';
  },
  requireMapping: ({ nova, server }) => (nova.store.mappings.has(server.uuid) ? 'go on' : 'stop'),
  deleteLocally: async ({ nova, request, server, manner }): Promise<Onward> => {
    await perform(nova.seams.operations.localDelete, { nova, request, server, manner });
    return 'go on';
  },
  recordLocalDelete: ({ nova, request, server }) => {
    if (nova.seams.traits.recordsLocalDelete) recordAction(nova, request, server, 'delete');
    return 'go on';
  },
};

/**
 * How a server ends that no host has: its build is dropped with its volumes given back, or its record destroyed, and what the
 * scheduler has claimed meanwhile is freed, whatever Placement answers. Its volumes stay reserved up to 2026.1 when a cell knows it.
 * Source: reference A.2 (D11, D12), `nova/compute/api.py:_delete_while_booting`, `_local_delete_cleanup`.
 */
export const healthyDeleteUnplaced: NovaOperations['deleteUnplaced'] = {
  dropBuild: async (context): Promise<Onward> => {
    const { nova, request, server } = context;
    const build = nova.store.buildRequests.get(server.uuid);
    if (build === undefined) return 'go on';
    context.found = 'in a build request';
    nova.store.buildRequests.delete(server.uuid);
    await giveVolumesBack(nova, request, build.volumes);
    return 'go on';
  },
  deleteFromCell: async ({ nova, request, server, found }): Promise<Onward> => {
    const record = nova.store.lookUp(server.uuid)?.server;
    if (found !== 'in a cell' || record === undefined) return 'go on';
    if (nova.seams.traits.volumesOfUnplaced === 'given back') await giveVolumesBack(nova, request, record.volumes);
    nova.store.destroy(record, nova.time.clock.now());
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    try {
      await nova.placement.deleteAllocations(server.uuid, 'by force');
    } catch (error) {
      if (!(error instanceof AllocationDeleteFailed)) throw error;
    }
    return 'go on';
  },
  markMapping: ({ nova, server }) => {
    const mapping = nova.store.mappings.get(server.uuid);
    if (mapping !== undefined) mapping.queuedForDelete = true;
    return 'go on';
  },
};

/** What a server is up to while it is deleted, by the manner. */
const taskOf = { 'for good': 'deleting', soft: 'soft-deleting' } as const satisfies Record<DeleteManner, TaskState>;

/** An offloaded server has ports, and one in ERROR may have got some (`nova/compute/utils.py:may_have_ports_or_volumes`). */
export function mayHavePortsOrVolumes({ vmState }: Pick<Server, 'vmState'>): boolean {
  return vmState === 'error' || vmState === 'shelved_offloaded';
}

function isShelved({ vmState }: Server): boolean {
  return vmState === 'shelved' || vmState === 'shelved_offloaded';
}

function hostCanAct(nova: Nova, host: string): boolean {
  try {
    return isUp(nova, nova.store.computeService(host));
  } catch (error) {
    if (error instanceof ComputeHostNotFound) return false;
    throw error;
  }
}

/** A server that is on its way out is not asked to go again. */
export function isBeingDeleted(taskState: TaskState | null): boolean {
  return taskState === 'deleting' || taskState === 'soft-deleting';
}
