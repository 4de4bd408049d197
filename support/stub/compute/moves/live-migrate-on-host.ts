import { type Onward, perform } from '../../operation';
import { expectNovaFailure, MessagingTimeout, ProcessEnded } from '../exceptions';
import { connectVolumes } from '../host/host-volumes';
import { saveServer } from '../host/server-task';
import { asEvent } from '../instance-actions';
import type { InNova, NovaOperations } from '../nova';
import type { CopyEnd } from '../store';
import { saveStatus } from './migrations';
import { moveAllocations } from './move-allocations';
import type { LiveMigrationContext } from './move-operations';

/** So many seconds the guest's memory takes to get across, unless somebody aborts it; the reference cloud's driver takes as long. */
const copyingSeconds = 60;

/**
 * How the source sends a running server away. The server is its own until the guest has arrived.
 * Source: `nova/compute/manager.py:_do_live_migration`, `_post_live_migration`.
 */
export const healthyLiveMigrateOnSource: NovaOperations['liveMigrateOnSource'] = {
  begin: ({ nova, migration }) => {
    saveStatus(nova, migration, 'preparing');
    return 'go on';
  },
  prepareDestination: async (context): Promise<Onward> => {
    const { nova, migration } = context;
    const outcome = await nova.broker.call(migration.destinationHost ?? '', {
      name: 'pre_live_migration',
      handle: (process) => prepareHere({ ...context, process }),
    });
    if (outcome.kind === 'timed out') throw new MessagingTimeout('pre_live_migration');
    return 'go on';
  },
  copyGuest: async ({ nova, process, migration }): Promise<Onward> => {
    saveStatus(nova, migration, 'running');
    const copying: { end: CopyEnd } = { end: 'arrived' };
    await nova.time.queue.pause((goOn) => {
      nova.store.copying.set(migration.uuid, (end) => {
        nova.store.copying.delete(migration.uuid);
        copying.end = end;
        goOn();
      });
      const arrive = (): void => nova.store.copying.get(migration.uuid)?.('arrived');
      process.after(copyingSeconds, `live migration ${migration.uuid}`, arrive);
    });
    if (copying.end === 'aborted') throw new LiveMigrationAborted();
    return 'go on';
  },
  activateBindings: async ({ nova, server, migration }): Promise<Onward> => {
    await nova.network.activateBindings(server, migration.destinationHost ?? '');
    return 'go on';
  },
  arrive: async ({ nova, request, server, migration }): Promise<Onward> => {
    const host = migration.destinationHost;
    saveServer(nova, server, { host, node: host, taskState: null });
    await nova.network.bindPortsOf(server);
    await connectVolumes(nova, request, server, host ?? '');
    return 'go on';
  },
  leaveSource: async ({ nova, server, migration }): Promise<Onward> => {
    await nova.network.deleteBindings(server, migration.sourceHost);
    saveStatus(nova, migration, 'completed');
    return 'go on';
  },
  freeSource: async ({ nova, migration }): Promise<Onward> => {
    await nova.placement.deleteAllocations(migration.uuid, 'by generation');
    return 'go on';
  },
};

/** How the source takes back a server that does not get across (`nova/compute/manager.py:_rollback_live_migration`). */
export const healthyRollBackLiveMigration: NovaOperations['rollBackLiveMigration'] = {
  moveBack: async ({ nova, server, migration }): Promise<Onward> => {
    await moveAllocations(nova.placement, migration.uuid, server.uuid);
    return 'go on';
  },
  deleteBindings: async ({ nova, server, migration }): Promise<Onward> => {
    await nova.network.deleteBindings(server, migration.destinationHost ?? '');
    return 'go on';
  },
  saveState: ({ nova, server, migration, reason }) => {
    saveServer(nova, server, { taskState: null });
    saveStatus(nova, migration, reason === 'aborted' ? 'cancelled' : 'failed');
    return 'go on';
  },
};

/** The message `live_migration`: the move itself is no part of its event, and what fails is rolled back. */
export async function liveMigrateFromSource(context: InNova<LiveMigrationContext>): Promise<void> {
  const { nova, process, request, server, migration } = context;
  await asEvent(nova, { request, server, host: process.host, event: 'compute_live_migration' }, () => {
    saveStatus(nova, migration, 'queued');
    return Promise.resolve();
  });
  try {
    await process.performHere(nova.seams.operations.liveMigrateOnSource, context);
  } catch (error) {
    if (error instanceof ProcessEnded) throw error;
    const reason = error instanceof LiveMigrationAborted ? 'aborted' : 'failed';
    if (reason === 'failed') expectNovaFailure(error);
    await perform(nova.seams.operations.rollBackLiveMigration, { ...context, reason });
  }
}

/** The message `live_migration_abort`. Does nothing when the guest has arrived already. */
export async function abortLiveMigration(context: InNova<LiveMigrationContext>): Promise<void> {
  const { nova, process, request, server, migration } = context;
  await asEvent(nova, { request, server, host: process.host, event: 'compute_live_migration_abort' }, () => {
    nova.store.copying.get(migration.uuid)?.('aborted');
    return Promise.resolve();
  });
}

/** What the destination does before the guest comes (`pre_live_migration`). */
async function prepareHere({ nova, process, request, server }: InNova<LiveMigrationContext>): Promise<void> {
  await asEvent(nova, { request, server, host: process.host, event: 'compute_pre_live_migration' }, () =>
    nova.network.announceMove(server, process.host),
  );
}

/** Somebody has aborted the copying of the guest. */
class LiveMigrationAborted extends Error {
  override readonly name = 'LiveMigrationAborted';
}
