import type { Onward } from '../../operation';
import { ProcessEnded, expectNovaFailure } from '../exceptions';
import { connectVolumes, keepVolumesReserved } from '../host/host-volumes';
import { saveServer } from '../host/server-task';
import { setError } from '../host/terminate-on-host';
import { asEvent } from '../instance-actions';
import type { InNova, NovaOperations } from '../nova';
import { powerStates } from '../records';
import { saveStatus } from './migrations';
import { moveAllocations } from './move-allocations';
import type { SettleOnHostContext } from './move-operations';

/**
 * How the source forgets a server whose resize is confirmed, be it by a delete. What the migration held is freed last.
 * Source: `nova/compute/manager.py:confirm_resize`, `_delete_allocation_after_move`.
 */
export const healthyConfirmOnSource: NovaOperations['confirmOnSource'] = {
  requireUnsettled: ({ server, migration: { status } }) =>
    server.deletedAt === null && (status === 'finished' || status === 'confirming') ? 'go on' : 'stop',
  deleteBindings: async ({ nova, server, migration }): Promise<Onward> => {
    await nova.network.deleteBindings(server, migration.sourceHost);
    return 'go on';
  },
  dropSource: ({ nova, migration }) => {
    saveStatus(nova, migration, 'confirmed');
    return 'go on';
  },
  saveState: ({ nova, server }) => {
    server.vmState = server.powerState === powerStates.shutdown ? 'stopped' : 'active';
    server.taskState = null;
    server.updatedAt = nova.time.clock.now();
    return 'go on';
  },
  freeAllocations: async ({ nova, migration }): Promise<Onward> => {
    await nova.placement.deleteAllocations(migration.uuid, 'by generation');
    return 'go on';
  },
};

/** How the destination parts with a server that goes back (`nova/compute/manager.py:revert_resize`). */
export const healthyRevertOnDestination: NovaOperations['revertOnDestination'] = {
  disconnectVolumes: async ({ nova, request, server }): Promise<Onward> => {
    await keepVolumesReserved(nova, request, server);
    return 'go on';
  },
  dropDestination: ({ nova, migration }) => {
    saveStatus(nova, migration, 'reverted');
    return 'go on';
  },
  castToSource: (context) => {
    const { nova, migration } = context;
    nova.broker.cast(migration.sourceHost, {
      name: 'finish_revert_resize',
      handle: (process) => process.handle(() => settle({ ...context, process }, 'revertOnSource')),
    });
    return 'go on';
  },
};

/**
 * How the source takes it in again: what the server has on the destination is replaced by what the migration held for it here
 * (`nova/compute/manager.py:_finish_revert_resize`, `_revert_allocation`).
 */
export const healthyRevertOnSource: NovaOperations['revertOnSource'] = {
  takeBack: ({ nova, server, migration }) => {
    const { sourceHost: host, oldFlavor } = migration;
    saveServer(nova, server, { host, node: host, flavor: oldFlavor ?? server.flavor });
    return 'go on';
  },
  moveBack: async ({ nova, server, migration }): Promise<Onward> => {
    await moveAllocations(nova.placement, migration.uuid, server.uuid);
    return 'go on';
  },
  bindPorts: async ({ nova, server }): Promise<Onward> => {
    await nova.network.bindPortsOf(server);
    return 'go on';
  },
  connectVolumes: async ({ nova, process: { host }, request, server }): Promise<Onward> => {
    await connectVolumes(nova, request, server, host);
    return 'go on';
  },
  activate: ({ nova, server }) => {
    const vmState = server.powerState === powerStates.shutdown ? 'stopped' : 'active';
    saveServer(nova, server, { vmState, taskState: null, launchedAt: nova.time.clock.now() });
    return 'go on';
  },
};

const events = {
  confirmOnSource: 'compute_confirm_resize',
  revertOnDestination: 'compute_revert_resize',
  revertOnSource: 'compute_finish_revert_resize',
} as const;

/** Does a host's part of settling a resize as an event of its action. What fails puts the server in ERROR and rejects. */
export async function settle(context: InNova<SettleOnHostContext>, part: keyof typeof events): Promise<void> {
  const { nova, process, request, server, migration } = context;
  await asEvent(nova, { request, server, host: process.host, event: events[part] }, async () => {
    try {
      await process.performHere(nova.seams.operations[part], context);
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      const failure = expectNovaFailure(error);
      saveStatus(nova, migration, 'error');
      if (server.deletedAt === null) setError(nova, server, failure);
      throw failure;
    }
  });
}
