import { type Onward, perform } from '../../operation';
import { conductorHost } from '../conductor/build-servers';
import { expectNovaFailure, NoValidHost } from '../exceptions';
import { giveUpTask } from '../host/server-task';
import { asEvent } from '../instance-actions';
import type { InNova, Nova, NovaOperations } from '../nova';
import { selectWithAlternates } from '../scheduler/select-destination';
import { beginMigration, saveStatus } from './migrations';
import { moveAllocations } from './move-allocations';
import type { MigrateServerContext, MoveOrder } from './move-operations';
import { prepareOnDestination } from './resize-on-host';

/**
 * How the conductor finds a server that is resized or migrated its new host: what it holds becomes the migration's before anything is
 * claimed elsewhere, so that each place has a consumer of its own.
 * Source: reference F, `nova/conductor/tasks/migrate.py:MigrationTask._execute`.
 */
export const healthyMigrateServer: NovaOperations['migrateServer'] = {
  beginMigration: (context) => {
    const { nova, request, server, flavor } = context;
    context.migration = beginMigration(nova, request, server, {
      type: flavor.id === server.flavor.id ? 'migration' : 'resize',
      status: 'pre-migrating',
      destinationHost: null,
      oldFlavor: server.flavor,
      newFlavor: flavor,
    });
    return 'go on';
  },
  moveToMigration: async (context): Promise<Onward> => {
    const { nova, server, migration } = context;
    if (migration === undefined) return 'stop';
    await moveAllocations(nova.placement, server.uuid, migration.uuid);
    context.heldBy = 'the migration';
    return 'go on';
  },
  selectHost: async ({ nova, server, spec, flavor, migration }): Promise<Onward> => {
    if (migration === undefined) return 'stop';
    migration.destinationHost = (await selectWithAlternates(nova, server, spec, flavor)).host;
    server.zone = nova.store.zoneOf(migration.destinationHost);
    return 'go on';
  },
  castToDestination: ({ nova, request, server, flavor, migration }) => {
    const destination = migration?.destinationHost ?? undefined;
    if (migration === undefined || destination === undefined) return 'stop';
    const order = { nova, request, server, flavor, migration, formerVmState: server.vmState };
    nova.broker.cast(destination, {
      name: 'prep_resize',
      handle: (process) => process.handle(() => prepareOnDestination({ ...order, process })),
    });
    return 'go on';
  },
};

/**
 * The message `resize_instance` to the conductor. A server for which no host is found stays where it is, and gets back what it held
 * (`nova/conductor/manager.py:_cold_migrate`, `MigrationTask.rollback`).
 */
export async function migrateServer(nova: Nova, order: MoveOrder): Promise<void> {
  const { request, server } = order;
  const context: InNova<MigrateServerContext> = { nova, ...order, migration: undefined, heldBy: 'the server' };
  const where = { request, server, host: conductorHost };
  const attempt = async (): Promise<void> => {
    try {
      await perform(nova.seams.operations.migrateServer, context);
    } catch (error) {
      const failure = inWordsOfMoves(expectNovaFailure(error), context);
      await rollBack(context);
      giveUpTask(nova, server, failure);
      throw failure;
    }
  };
  const coldMigrate = () => asEvent(nova, { ...where, event: 'cold_migrate' }, attempt);
  await asEvent(nova, { ...where, event: 'conductor_migrate_server' }, coldMigrate).catch(expectNovaFailure);
}

function inWordsOfMoves(error: Error, { server, flavor }: MigrateServerContext): Error {
  if (!(error instanceof NoValidHost)) return error;
  return new NoValidHost(`No valid host found for ${flavor.id === server.flavor.id ? 'cold migrate' : 'resize'}`);
}

async function rollBack({ nova, server, migration, heldBy }: InNova<MigrateServerContext>): Promise<void> {
  if (migration === undefined) return;
  saveStatus(nova, migration, 'error');
  if (heldBy === 'the migration') await moveAllocations(nova.placement, migration.uuid, server.uuid);
}
