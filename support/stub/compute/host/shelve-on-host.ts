import type { Onward } from '../../operation';
import type { Nova, NovaOperations } from '../nova';
import { powerStates, type Server } from '../records';
import type { RequestContext } from '../request-context';
import type { HostProcess } from './host-process';
import { updateToPlacement } from './host-provider';
import { keepVolumesReserved } from './host-volumes';
import { asTask, findRecord, saveServer } from './server-task';

/**
 * How a host parts with a shelved server. What the server holds in Placement is freed before anybody sees it offloaded
 * (bug 1798688); it has its host for a moment longer than it has been offloaded.
 * Source: `nova/compute/manager.py:_shelve_offload_instance`; reference G, "port binding of an offloaded server".
 */
export const healthyOffload: NovaOperations['offloadServer'] = {
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

/** The message `shelve_instance`: the server's disk goes into its image (`nova/compute/manager.py:_shelve_instance`). */
export async function shelveOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
  imageId: string,
): Promise<void> {
  const context = { nova, process, request, server };
  const isOffloadedAtOnce = nova.shelvedOffloadTime === 0;
  const takeSnapshot = async (): Promise<Onward> => {
    saveServer(nova, server, { taskState: 'shelving_image_uploading' });
    await nova.image.upload(imageId, diskOf(server), request.authToken);
    return 'go on';
  };
  const saveShelved = (): Onward => {
    const taskState = isOffloadedAtOnce ? 'shelving_offloading' : null;
    saveServer(nova, server, {
      vmState: 'shelved',
      taskState,
      powerState: powerStates.shutdown,
      shelvedImageId: imageId,
    });
    return 'go on';
  };
  await asTask(process, context, 'compute_shelve_instance', async () => {
    await process.performHere({ findRecord, takeSnapshot, saveShelved }, context);
    if (isOffloadedAtOnce) await process.performHere(nova.seams.operations.offloadServer, context);
  });
}

/** The message `shelve_offload_instance`. */
export async function offloadOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
): Promise<void> {
  const context = { nova, process, request, server };
  await asTask(process, context, 'compute_shelve_offload_instance', () =>
    process.performHere(nova.seams.operations.offloadServer, context),
  );
}

/** What a guest's disk looks like in an image: enough to be recognised. */
function diskOf({ uuid }: Server): Uint8Array {
  return new TextEncoder().encode(`the disk of ${uuid}\n`);
}
