import type { Route } from '../../http/call';
import { abortMigration } from './live-migrate-actions';
import type { Microversion } from '../../http/microversions';
import { paginate, readTime } from '../api/paging';
import { lastOf } from '../api/query';
import { authorize, type Query, readQuery, reply } from '../api/requests';
import { novaErrors } from '../../http/dialects/nova-dialect';
import type { ComputeCall, ComputeService, NovaRules } from '../nova';
import { type Migration, touches } from './migration';
import { migrationView } from './migration-view';

/** Moves of servers, for operators; those of deleted servers are not listed (reference D.2.2; `migrations.py`). */
export const migrationRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-migrations', handle: listMigrations },
  { method: 'DELETE', path: '/servers/:server/migrations/:migration', since: '2.24', handle: abortMigration },
];

/** The newest first, and in pages, from 2.59 on. */
function listMigrations(call: ComputeCall): Response {
  authorize(call, 'os-migrations:index');
  const version = call.get('version');
  const query = readQuery(call, filtersOf(version));
  const { store, seams } = call.env.nova;
  const found = store.migrations.filter((each) => seams.rules.listsMigration(each) && fits(each, query));
  const context = { version, publicUrl: call.env.publicUrl, store };
  if (!version.isAtLeast('2.59')) return reply({ migrations: found.map((each) => migrationView(each, context)) });
  const marker = lastOf(query, 'marker') ?? '';
  if (marker !== '' && !found.some(({ uuid }) => uuid === marker)) {
    throw novaErrors.badRequest(`Marker ${marker} could not be found.`);
  }
  const { items, next } = paginate(call, found.toReversed(), ({ uuid }) => uuid, 'os-migrations');
  return reply({
    migrations: items.map((each) => migrationView(each, context)),
    ...(next === undefined ? {} : { migrations_links: next }),
  });
}

/** A deleted server's migrations are deleted with it. */
export const listsMigration: NovaRules['listsMigration'] = ({ deletedAt }) => deletedAt === null;

function filtersOf(version: Microversion): readonly string[] {
  return [
    ...['hidden', 'host', 'instance_uuid', 'source_compute', 'status', 'migration_type'],
    ...(version.isAtLeast('2.59') ? ['limit', 'marker', 'changes-since'] : []),
    ...(version.isAtLeast('2.66') ? ['changes-before'] : []),
    ...(version.isAtLeast('2.80') ? ['user_id', 'project_id'] : []),
  ];
}

function fits(migration: Migration, query: Query): boolean {
  const wanted = (name: string, isMet: (value: string) => boolean): boolean => {
    const value = lastOf(query, name);
    return value === undefined || isMet(value);
  };
  const changedAt = migration.updatedAt ?? migration.createdAt;
  return (
    wanted('instance_uuid', (value) => migration.serverUuid === value) &&
    wanted('status', (value) => migration.status === value) &&
    wanted('migration_type', (value) => migration.type === value) &&
    wanted('host', (value) => touches(migration, value)) &&
    wanted('source_compute', (value) => migration.sourceHost === value) &&
    wanted('user_id', (value) => migration.userId === value) &&
    wanted('project_id', (value) => migration.projectId === value) &&
    wanted('changes-since', (value) => changedAt >= readTime('changes-since', value)) &&
    wanted('changes-before', (value) => changedAt <= readTime('changes-before', value))
  );
}
