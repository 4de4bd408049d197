import type { Onward } from '../../operation';
import { rescheduleServer } from '../conductor/reschedule-server';
import { deallocatePorts } from '../deallocate-ports';
import { expectNovaFailure } from '../exceptions';
import type { Nova, NovaOperations } from '../nova';
import type { Server } from '../records';

/**
 * How a host leaves a server to others: its share is freed before they are asked, for each of them claims its own (bug 1712718).
 * Source: `nova/compute/manager.py:_do_build_and_run_instance`.
 */
export const healthyMoveOn: NovaOperations['moveOn'] = {
  cleanUpNetworks: async ({ nova, server }): Promise<Onward> => {
    await cleanUpNetworks(nova, server);
    return 'go on';
  },
  leaveHost: ({ nova, server }) => {
    server.host = null;
    server.node = null;
    server.taskState = 'scheduling';
    server.updatedAt = nova.time.clock.now();
    nova.store.destinations.delete(server.uuid);
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    await nova.placement.deleteAllocations(server.uuid, 'by force');
    return 'go on';
  },
  castToConductor: ({ nova, request, server, spec, alternates }) => {
    nova.time.queue.cast(`build_instances of ${server.name}`, () =>
      rescheduleServer(nova, { request, server, spec, alternates }),
    );
    return 'go on';
  },
};

/** Takes a server that was not built off the network; what fails is only logged (`_cleanup_allocated_networks`). */
export async function cleanUpNetworks(nova: Nova, server: Server): Promise<void> {
  try {
    await deallocatePorts(nova, server);
  } catch (error) {
    expectNovaFailure(error);
  }
}
