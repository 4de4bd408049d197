import { type Onward, perform } from '../../operation';
import { expectNovaFailure, InstanceNotFound, ProcessEnded, UnexpectedDeletingTaskState } from '../exceptions';
import { connectVolumes, keepVolumesReserved } from '../host/host-volumes';
import { saveServer } from '../host/server-task';
import { setError } from '../host/terminate-on-host';
import { asEvent } from '../instance-actions';
import type { InNova, NovaOperations } from '../nova';
import { powerStates } from '../records';
import { saveStatus } from './migrations';
import { freeOnProvider } from './move-allocations';
import type { RebuildContext } from './move-operations';

/**
 * How a host builds an evacuated server anew. The server is its old host's until all is done.
 * Source: reference B.3, `nova/compute/manager.py:rebuild_instance`, `resource_tracker.py:finish_evacuation`.
 */
export const healthyRebuild: NovaOperations['rebuildOnHost'] = {
  claim: ({ nova, process, server, migration }) => {
    saveServer(nova, server, {});
    migration.destinationHost = process.host;
    saveStatus(nova, migration, 'pre-migrating');
    return 'go on';
  },
  bindPorts: async ({ nova, process: { host }, server }): Promise<Onward> => {
    await nova.network.bindPortsOf({ ...server, host });
    return 'go on';
  },
  begin: ({ nova, server }) => {
    saveServer(nova, server, { taskState: 'rebuild_block_device_mapping' });
    return 'go on';
  },
  connectVolumes: async ({ nova, process: { host }, request, server }): Promise<Onward> => {
    await keepVolumesReserved(nova, request, server);
    await connectVolumes(nova, request, server, host);
    return 'go on';
  },
  spawnGuest: ({ nova, server }) => {
    saveServer(nova, server, { taskState: 'rebuild_spawning' });
    return 'go on';
  },
  activate: ({ nova, server, state, formerVmState }) => {
    const isOff = state === 'shut off' || formerVmState === 'stopped';
    const running = { vmState: 'active', powerState: powerStates.running } as const;
    const shutOff = { vmState: 'stopped', powerState: powerStates.shutdown } as const;
    saveServer(nova, server, {
      ...(isOff ? shutOff : running),
      taskState: null,
      launchedAt: nova.time.clock.now(),
    });
    return 'go on';
  },
  moveHere: ({ nova, process: { host }, server, migration }) => {
    saveServer(nova, server, { host, node: host });
    saveStatus(nova, migration, 'done');
    return 'go on';
  },
};

/** How a host gives an evacuation up: its own share is given back (bug 1713786). */
export const healthyGiveUpRebuild: NovaOperations['giveUpRebuild'] = {
  noteFailed: ({ nova, migration }) => {
    saveStatus(nova, migration, 'failed');
    return 'go on';
  },
  freeDestination: async ({ nova, process, server }): Promise<Onward> => {
    await freeOnProvider(nova.placement, server.uuid, process.nodeUuid);
    return 'go on';
  },
};

/** The message `rebuild_instance`. A server that was deleted meanwhile leaves nothing to be done; what else fails ends in ERROR. */
export async function rebuildOnHost(context: InNova<RebuildContext>): Promise<void> {
  const { nova, process, request, server, migration } = context;
  await asEvent(nova, { request, server, host: process.host, event: 'compute_rebuild_instance' }, async () => {
    try {
      await process.performHere(nova.seams.operations.rebuildOnHost, context);
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      const failure = expectNovaFailure(error);
      if (failure instanceof InstanceNotFound || failure instanceof UnexpectedDeletingTaskState) {
        saveStatus(nova, migration, 'failed');
        return;
      }
      await perform(nova.seams.operations.giveUpRebuild, context);
      setError(nova, server, failure);
      throw failure;
    }
  });
}
