import type { Onward } from '../../operation';
import { markDeleted } from '../api/local-delete';
import { deleteFlaggedVolumes, detachVolumes } from '../block-devices';
import { deallocatePorts } from '../deallocate-ports';
import { expectNovaFailure, InstanceNotFound, ProcessEnded } from '../exceptions';
import { asEvent, faultOf } from '../instance-actions';
import type { VolumeAsker } from '../neighbours/cinder-client';
import type { Nova, NovaOperations } from '../nova';
import { powerStates, type Server } from '../records';
import type { RequestContext } from '../request-context';
import type { HostProcess } from './host-process';
import { updateToPlacement } from './host-provider';

/**
 * How a host deletes a server: the allocation is freed before the record goes, so that a server which cannot be found
 * holds nothing. With soft delete on only what nobody has changed meanwhile is freed. Telling Placement of the host's usage comes first of what may fail there.
 * Source: reference A.6, `nova/compute/manager.py:_delete_instance`, `_complete_deletion`.
 */
export const healthyTerminate: NovaOperations['terminate'] = {
  findRecord: ({ server }) => {
    if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
    return 'go on';
  },
  deallocatePorts: async ({ nova, server }): Promise<Onward> => {
    await deallocatePorts(nova, server);
    return 'go on';
  },
  detachVolumes: async ({ nova, server, asker }): Promise<Onward> => {
    await detachVolumes(nova, asker, server);
    return 'go on';
  },
  deleteVolumes: async ({ nova, server, asker }): Promise<Onward> => {
    await deleteFlaggedVolumes(nova, asker, server);
    return 'go on';
  },
  markDeleted: ({ nova, server }) => {
    markDeleted(nova, server);
    server.powerState = powerStates.noState;
    return 'go on';
  },
  updateUsage: async ({ nova, process }): Promise<Onward> => {
    const node = nova.store.computeNode(process.host);
    if (node !== undefined) await updateToPlacement(nova, node);
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    const manner = nova.reclaimInstanceInterval > 0 ? 'by generation' : 'by force';
    await nova.placement.deleteAllocations(server.uuid, manner);
    return 'go on';
  },
  destroyRecord: ({ nova, server }) => {
    nova.store.destroy(server, nova.time.clock.now());
    const mapping = nova.store.mappings.get(server.uuid);
    if (mapping !== undefined) mapping.queuedForDelete = true;
    return 'go on';
  },
};

/** The message `terminate_instance`: the delete as an event of its action; what fails puts the server in ERROR. */
export async function terminateOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
): Promise<void> {
  const { host } = process;
  await asEvent(nova, { request, server, host, event: 'compute_terminate_instance' }, () =>
    endServer(nova, process, server, request),
  );
}

/**
 * Deletes a server on its host. One that has disappeared already is fine; any other failure puts the server in ERROR
 * and rejects.
 */
export async function endServer(nova: Nova, process: HostProcess, server: Server, asker: VolumeAsker): Promise<void> {
  try {
    await process.performHere(nova.seams.operations.terminate, { nova, process, server, asker });
  } catch (error) {
    if (error instanceof InstanceNotFound) return;
    if (error instanceof ProcessEnded) throw error;
    setError(nova, server, expectNovaFailure(error));
    throw error;
  }
}

/** Puts a server in ERROR with what went wrong (`_set_instance_obj_error_state`, `add_instance_fault_from_exc`). */
export function setError(nova: Nova, server: Server, error: Error): void {
  server.vmState = 'error';
  server.taskState = null;
  server.updatedAt = nova.time.clock.now();
  server.fault = faultOf(nova, error);
}
