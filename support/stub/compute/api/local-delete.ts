import type { Onward } from '../../operation';
import { giveVolumesBack } from '../block-devices';
import { deallocatePorts } from '../deallocate-ports';
import type { Nova, NovaOperations } from '../nova';
import type { Server } from '../records';

/**
 * What the API does by itself when a server's host is down, inside the delete request. A soft delete is no other: the record is destroyed.
 * Source: reference A.2, `nova/compute/api.py:_local_delete`.
 */
export const healthyLocalDelete: NovaOperations['localDelete'] = {
  deallocatePorts: async ({ nova, server }): Promise<Onward> => {
    await deallocatePorts(nova, server);
    return 'go on';
  },
  cleanUpVolumes: async ({ nova, request, server }): Promise<Onward> => {
    await giveVolumesBack(nova, request, server.volumes);
    server.volumes = [];
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    await nova.placement.deleteAllocations(server.uuid, 'by force');
    return 'go on';
  },
  markDeleted: ({ nova, server, manner }) => {
    markDeleted(nova, server);
    if (manner === 'soft') server.vmState = 'soft-delete';
    const mapping = nova.store.mappings.get(server.uuid);
    if (mapping !== undefined) mapping.queuedForDelete = true;
    return 'go on';
  },
  destroyRecord: ({ nova, server }) => {
    nova.store.destroy(server, nova.time.clock.now());
    return 'go on';
  },
};

/** Writes on a server's record that it is over (`nova/compute/api.py:_do_delete`). */
export function markDeleted(nova: Nova, server: Server): void {
  const now = nova.time.clock.now();
  server.vmState = 'deleted';
  server.taskState = null;
  server.terminatedAt = now;
  server.updatedAt = now;
}
