import type { Nova } from '../nova';
import type { Server } from '../records';
import type { RequestContext } from '../request-context';
import type { Migration, MigrationStatus } from './migration';

/** What a new move is like. */
type NewMigration = Pick<Migration, 'type' | 'status' | 'destinationHost' | 'oldFlavor' | 'newFlavor'>;

/** Writes down that a server leaves its host. */
export function beginMigration(
  { store, ids, time }: Nova,
  request: RequestContext,
  server: Server,
  wish: NewMigration,
): Migration {
  const migration: Migration = {
    id: store.nextId('migrations'),
    uuid: ids.uuid(),
    serverUuid: server.uuid,
    sourceHost: server.host ?? '',
    userId: request.userId,
    projectId: request.projectId,
    createdAt: time.clock.now(),
    updatedAt: null,
    deletedAt: null,
    ...wish,
  };
  store.migrations.push(migration);
  return migration;
}

/** Writes down how far a move has come, unless it was deleted with its server. */
export function saveStatus({ time }: Nova, migration: Migration, status: MigrationStatus): void {
  if (migration.deletedAt !== null) return;
  migration.status = status;
  migration.updatedAt = time.clock.now();
}

/** The server's newest move in one of the states (`Migration.get_by_instance_and_status`). */
export function migrationOf(
  { store }: Nova,
  { uuid }: Server,
  ...statuses: readonly MigrationStatus[]
): Migration | undefined {
  return store.migrations.findLast(
    ({ serverUuid, status, deletedAt }) => serverUuid === uuid && deletedAt === null && statuses.includes(status),
  );
}
