import { novaErrors } from '../../http/dialects/nova-dialect';
import { NotPlayed } from '../../http/not-played';
import { defineSchema, type Schema } from '../../http/schemas';
import { beginTask } from '../api/guest-actions';
import { requireUnlocked } from '../api/lock-server';
import { authorize, check, contextOf, emptyReply, findServer } from '../api/requests';
import { booleanSchema } from '../api/service-schemas';
import { requireHost, requireState } from '../api/state-guards';
import { recordAction } from '../instance-actions';
import type { ComputeCall } from '../nova';
import type { Server } from '../records';
import { abortLiveMigration } from './live-migrate-on-host';
import { liveMigrateServer } from './live-migrate-server';
import type { Migration } from './migration';
import { specForMove } from './spec-for-move';

/** What an operator says of a live migration. */
interface LiveMigrateBody {
  readonly host: string | null;
  readonly block_migration: boolean | string;
  readonly force?: boolean | string;
}

/**
 * The action `os-migrateLive`, for operators; 202. Played from 2.34 on, where nobody waits for the conductor. Throws 400, 403, 404 and
 * 409. Source: `migrate_server.py:_migrate_live`, `nova/compute/api.py:live_migrate`.
 */
export function migrateLive(call: ComputeCall, argument: unknown): Response {
  const version = call.get('version');
  if (!version.isAtLeast('2.34')) throw new NotPlayed('live migrations below 2.34');
  const { host, force = false } = check(version.isAtLeast('2.68') ? newest : older, argument);
  const server = findServer(call);
  authorize(call, 'os-migrate-server:migrate_live', server);
  requireUnlocked(call, 'os-migrateLive', server);
  requireState('os-migrateLive', server);
  requireHost(server);
  const { nova } = call.env;
  if (host !== null && nova.store.computeNode(host) === undefined) {
    throw novaErrors.badRequest(`Compute host ${host} could not be found.`);
  }
  const isForced = nova.seams.rules.readsFlag(force);
  if (isForced && host === null) throw novaErrors.badRequest("Can't force to a non-provided destination");
  beginTask(call, server, 'migrating');
  const request = contextOf(call);
  recordAction(nova, request, server, 'live-migration');
  const spec = { ...specForMove(nova, server, host), ...(isForced && { forcedHost: host }) };
  nova.time.queue.cast(`live_migrate_instance of ${server.name}`, () =>
    liveMigrateServer(nova, { request, server, spec, flavor: server.flavor }),
  );
  return emptyReply(202);
}

/**
 * DELETE /servers/{server}/migrations/{migration}, since 2.24: stops a live migration; 202. Throws 400, 403, 404 and 409.
 * Source: `server_migrations.py:delete`, `nova/compute/api.py:live_migrate_abort`.
 */
export function abortMigration(call: ComputeCall): Response {
  const server = findServer(call);
  authorize(call, 'servers:migrations:delete', server);
  requireUnlocked(call, 'abort live migration', server);
  if (server.taskState !== 'migrating') {
    throw novaErrors.conflict(
      `Cannot 'abort live migration' instance ${server.uuid} while it is in task_state ${server.taskState ?? 'None'}`,
    );
  }
  const { nova } = call.env;
  const migration = findMigration(call, server);
  const abortable = call.get('version').isAtLeast('2.65') ? ['running', 'queued', 'preparing'] : ['running'];
  if (!abortable.includes(migration.status)) {
    throw novaErrors.badRequest(
      `Migration ${migration.id} state of instance ${server.uuid} is ${migration.status}. ` +
        'Cannot abort live migration while the migration is in this state.',
    );
  }
  const request = contextOf(call);
  recordAction(nova, request, server, 'live_migration_cancel');
  nova.broker.cast(requireHost(server), {
    name: 'live_migration_abort',
    handle: (process) => process.handle(() => abortLiveMigration({ nova, process, request, server, migration })),
  });
  return emptyReply(202);
}

function findMigration(call: ComputeCall, { uuid }: Server): Migration {
  const id = call.req.param('migration') ?? '';
  const found = call.env.nova.store.migrations.find(
    (each) => String(each.id) === id && each.serverUuid === uuid && each.deletedAt === null,
  );
  if (found !== undefined) return found;
  throw novaErrors.notFound(`Migration ${id} not found for instance ${uuid}`);
}

const host = { type: ['string', 'null'], minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9-._]*$' } as const;
const properties = { host, block_migration: { anyOf: [booleanSchema, { enum: ['auto'] }] } } as const;
const newest = schemaOf({});
const older = schemaOf({ force: booleanSchema });

function schemaOf(others: object): Schema<LiveMigrateBody> {
  return defineSchema({
    type: 'object',
    properties: { ...properties, ...others },
    required: ['host', 'block_migration'],
    additionalProperties: false,
  });
}
