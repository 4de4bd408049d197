import type { Flavor } from '../records';

/** How a server moves: `nova/objects/fields.py:MigrationType`. */
export type MigrationType = 'migration' | 'resize' | 'live-migration' | 'evacuation';

/** How far a move has come, as Nova writes it down. */
export type MigrationStatus =
  | 'accepted'
  | 'queued'
  | 'preparing'
  | 'running'
  | 'pre-migrating'
  | 'migrating'
  | 'post-migrating'
  | 'finished'
  | 'confirming'
  | 'confirmed'
  | 'reverting'
  | 'reverted'
  | 'completed'
  | 'cancelled'
  | 'done'
  | 'failed'
  | 'error';

/** A move of a server: one row of the table `migrations`. Times are milliseconds since 1970. */
export interface Migration {
  readonly id: number;
  /** The consumer that holds what the server had on its source, in all moves but evacuations. */
  readonly uuid: string;
  readonly serverUuid: string;
  readonly type: MigrationType;
  readonly sourceHost: string;
  readonly oldFlavor: Flavor | null;
  readonly newFlavor: Flavor | null;
  readonly userId: string;
  readonly projectId: string;
  readonly createdAt: number;
  status: MigrationStatus;
  /** Null until a host is chosen. */
  destinationHost: string | null;
  updatedAt: number | null;
  /** A migration is deleted with its server. */
  deletedAt: number | null;
}

/** Moves in these states are over and protect nothing any more (reference B.2, `migration_get_in_progress_and_error_by_host_and_node`). */
const overStates: readonly MigrationStatus[] = ['confirmed', 'reverted', 'failed', 'completed', 'cancelled', 'done'];

/** True for a move that goes on, or went wrong, and whose record is there. */
export function protectsItsShare({ status, deletedAt }: Migration): boolean {
  return deletedAt === null && !overStates.includes(status);
}

/** True for a move that goes on: to the audit one that went wrong is over (reference B.4). */
export function isInProgress(migration: Migration): boolean {
  return protectsItsShare(migration) && migration.status !== 'error';
}

/** True for a move from or to the host. */
export function touches({ sourceHost, destinationHost }: Migration, host: string): boolean {
  return sourceHost === host || destinationHost === host;
}
