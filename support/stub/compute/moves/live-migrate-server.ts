import { type Onward, perform } from '../../operation';
import { conductorHost } from '../conductor/build-servers';
import { expectNovaFailure, NoValidHost } from '../exceptions';
import { giveUpTask } from '../host/server-task';
import { asEvent } from '../instance-actions';
import type { InNova, Nova, NovaOperations } from '../nova';
import { isUp } from '../service-group';
import { healthyMigrateServer } from './migrate-server';
import { beginMigration, saveStatus } from './migrations';
import { moveAllocations } from './move-allocations';
import type { MigrateServerContext, MoveOrder } from './move-operations';
import { liveMigrateFromSource } from './live-migrate-on-host';

/**
 * How the conductor finds a running server its new host: what it holds becomes the migration's, as in every move, and its ports are
 * bound to both hosts. Source: `nova/conductor/tasks/live_migrate.py:LiveMigrationTask._execute`.
 */
export const healthyLiveMigrateServer: NovaOperations['liveMigrateServer'] = {
  beginMigration: (context) => {
    const { nova, request, server, flavor, spec } = context;
    context.migration = beginMigration(nova, request, server, {
      type: 'live-migration',
      status: 'accepted',
      destinationHost: spec.host,
      oldFlavor: flavor,
      newFlavor: flavor,
    });
    return 'go on';
  },
  requireSourceUp: ({ nova, server }) => {
    if (server.host === null || !isUp(nova, nova.store.computeService(server.host))) {
      throw new NoValidHost(`Compute service of ${server.host ?? 'no host'} is unavailable at this time.`);
    }
    return 'go on';
  },
  moveToMigration: healthyMigrateServer.moveToMigration,
  selectHost: healthyMigrateServer.selectHost,
  bindPorts: async ({ nova, server, migration }): Promise<Onward> => {
    const host = migration?.destinationHost ?? undefined;
    if (host === undefined) return 'stop';
    await nova.network.createBindings(server, host);
    return 'go on';
  },
  castToSource: ({ nova, request, server, migration }) => {
    if (migration === undefined) return 'stop';
    nova.broker.cast(migration.sourceHost, {
      name: 'live_migration',
      handle: (process) => process.handle(() => liveMigrateFromSource({ nova, process, request, server, migration })),
    });
    return 'go on';
  },
};

/** The message `live_migrate_instance` to the conductor. A server for which no host is found runs on where it is. */
export async function liveMigrateServer(nova: Nova, order: MoveOrder): Promise<void> {
  const { request, server } = order;
  const context: InNova<MigrateServerContext> = { nova, ...order, migration: undefined, heldBy: 'the server' };
  const where = { request, server, host: conductorHost, event: 'conductor_live_migrate_instance' };
  await asEvent(nova, where, async () => {
    try {
      await perform(nova.seams.operations.liveMigrateServer, context);
    } catch (error) {
      const failure = expectNovaFailure(error);
      await rollBack(context);
      giveUpTask(nova, server, failure);
      throw failure;
    }
  }).catch(expectNovaFailure);
}

async function rollBack({ nova, server, migration, heldBy }: InNova<MigrateServerContext>): Promise<void> {
  if (migration === undefined) return;
  saveStatus(nova, migration, 'error');
  if (heldBy === 'the migration') await moveAllocations(nova.placement, migration.uuid, server.uuid);
}
