import type { Onward, Operation } from '../../operation';
import type { RequestContext } from '../nova';
import { powerStates, type Server } from '../records';
import type { ComputeProcess } from './compute-process';
import { updateToPlacement } from './host-provider';
import { keepVolumesReserved } from './host-volumes';
import { asTask, findRecord, saveServer, type ServerTask } from './server-task';

/** What shelving a server works on. */
export interface ShelveContext extends ServerTask {
  readonly process: ComputeProcess;
  /** The image in Glance that takes the server's disk. */
  readonly imageId: string;
}

/** The steps of shelving on the host, in order. */
export type ShelveStep = 'findRecord' | 'takeSnapshot' | 'saveShelved' | 'offloadAtOnce';

/** What taking a shelved server from its host works on. */
export interface OffloadContext extends ServerTask {
  readonly process: ComputeProcess;
}

/** The steps of an offload, in order. */
export type OffloadStep =
  | 'findRecord'
  | 'unbindPorts'
  | 'disconnectVolumes'
  | 'freeAllocations'
  | 'saveOffloaded'
  | 'updateUsage'
  | 'leaveHost';

/** How a host shelves a server: `nova/compute/manager.py:_shelve_instance`. */
export const healthyShelve: Operation<ShelveContext, ShelveStep> = {
  findRecord,
  takeSnapshot: async ({ nova, request, server, imageId }): Promise<Onward> => {
    saveServer(nova, server, { taskState: 'shelving_image_uploading' });
    await nova.image.upload(imageId, diskOf(server), request.authToken);
    return 'go on';
  },
  saveShelved: ({ nova, server, imageId }) => {
    saveServer(nova, server, {
      vmState: 'shelved',
      taskState: nova.shelvedOffloadTime === 0 ? 'shelving_offloading' : null,
      powerState: powerStates.shutdown,
      shelvedImageId: imageId,
    });
    return 'go on';
  },
  offloadAtOnce: async ({ nova, process, request, server }): Promise<Onward> => {
    if (nova.shelvedOffloadTime !== 0) return 'stop';
    await process.performHere(nova.seams.operations.offloadServer, { nova, process, request, server });
    return 'go on';
  },
};

/**
 * How a host parts with a shelved server. What the server holds in Placement is freed before anybody sees it offloaded
 * (bug 1798688); it has its host for a moment longer than it has been offloaded.
 * Source: `nova/compute/manager.py:_shelve_offload_instance`; reference G, "port binding of an offloaded server".
 */
export const healthyOffload: Operation<OffloadContext, OffloadStep> = {
  findRecord,
  unbindPorts: async ({ nova, server }): Promise<Onward> => {
    if (nova.seams.traits.offloadedPorts === 'left bound') return 'go on';
    for (const { id } of server.ports) await nova.network.unbindPort(id, 'stays with its server');
    return 'go on';
  },
  disconnectVolumes: async ({ nova, request, server }): Promise<Onward> => {
    await keepVolumesReserved(nova, request, server);
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    await nova.placement.deleteAllocations(server.uuid, 'by force');
    return 'go on';
  },
  saveOffloaded: ({ nova, server }) => {
    saveServer(nova, server, { vmState: 'shelved_offloaded', taskState: null });
    return 'go on';
  },
  updateUsage: async ({ nova, process }): Promise<Onward> => {
    const node = nova.store.computeNode(process.host);
    if (node !== undefined) await updateToPlacement(nova, node);
    return 'go on';
  },
  leaveHost: ({ nova, server }) => {
    saveServer(nova, server, { host: null, node: null, zone: '' });
    nova.store.destinations.delete(server.uuid);
    return 'go on';
  },
};

/** The message `shelve_instance`. */
export async function shelveOnHost(
  process: ComputeProcess,
  request: RequestContext,
  server: Server,
  imageId: string,
): Promise<void> {
  const { nova } = process;
  const context = { nova, process, request, server, imageId };
  await asTask(process, context, 'compute_shelve_instance', () =>
    process.performHere(nova.seams.operations.shelveServer, context),
  );
}

/** The message `shelve_offload_instance`. */
export async function offloadOnHost(process: ComputeProcess, request: RequestContext, server: Server): Promise<void> {
  const { nova } = process;
  const context = { nova, process, request, server };
  await asTask(process, context, 'compute_shelve_offload_instance', () =>
    process.performHere(nova.seams.operations.offloadServer, context),
  );
}

/** What a guest's disk looks like in an image: enough to be recognised. */
function diskOf({ uuid }: Server): Uint8Array {
  return new TextEncoder().encode(`the disk of ${uuid}\n`);
}
