import { type Onward, perform } from '../../operation';
import { expectNovaFailure, ProcessEnded } from '../exceptions';
import type { Nova, NovaOperations } from '../nova';
import { powerStates, type Server } from '../records';
import type { RequestContext } from '../request-context';
import { deleteShelvedImage } from '../shelved-image';
import type { HostProcess } from './host-process';
import { connectVolumes } from './host-volumes';
import { asTask, findRecord, saveServer } from './server-task';

/** How a host takes an offloaded server in: `nova/compute/manager.py:_unshelve_instance`. */
export const healthyUnshelveOnHost: NovaOperations['unshelveOnHost'] = {
  findRecord,
  begin: ({ nova, server }) => {
    saveServer(nova, server, { taskState: 'spawning' });
    return 'go on';
  },
  connectVolumes: async ({ nova, process: { host }, request, server }): Promise<Onward> => {
    await connectVolumes(nova, request, server, host);
    return 'go on';
  },
  claimHost: ({ nova, process: { host }, server }) => {
    saveServer(nova, server, { host, node: host });
    return 'go on';
  },
  bindPorts: async ({ nova, server }): Promise<Onward> => {
    await nova.network.bindPortsOf(server);
    return 'go on';
  },
  spawnGuest: findRecord,
  deleteShelvedImage: async ({ nova, request, server }): Promise<Onward> => {
    await deleteShelvedImage(nova, request, server);
    return 'go on';
  },
  activate: ({ nova, server }) => {
    const launchedAt = nova.time.clock.now();
    const state = { vmState: 'active', taskState: null, powerState: powerStates.running } as const;
    saveServer(nova, server, { ...state, launchedAt, shelvedImageId: null });
    return 'go on';
  },
};

/**
 * The message `unshelve_instance`; what fails leaves the server offloaded. What was claimed for it is freed, unless its volumes could
 * not be connected, which comes before Nova minds the claim (`_prep_block_device` in `_unshelve_instance`; seen on Zed).
 */
export async function unshelveOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
): Promise<void> {
  const context = { nova, process, request, server };
  await asTask(process, context, 'compute_unshelve_instance', async () => {
    try {
      await process.performHere(nova.seams.operations.unshelveOnHost, context);
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      const failure = expectNovaFailure(error);
      if (server.host !== null) await perform(nova.seams.operations.giveUpUnshelve, context);
      throw failure;
    }
  });
}

/** How a host gives an unshelve up: what was claimed there is freed (bugs 1713796, 1862633), and the server is offloaded as before. */
export const healthyGiveUpUnshelve: NovaOperations['giveUpUnshelve'] = {
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    await nova.placement.deleteAllocations(server.uuid, 'by force');
    return 'go on';
  },
  leaveHost: ({ nova, server }) => {
    Object.assign(server, { host: null, node: null, zone: '' });
    nova.store.destinations.delete(server.uuid);
    return 'go on';
  },
};
