import type { Microversion } from '../../http/microversions';
import { links } from '../views/flavor-view';
import type { NovaStore } from '../store';
import { microseconds, microsecondsOrNull } from '../times';
import type { Flavor } from '../records';
import type { Migration } from './migration';

/** What a migration's view needs to know besides the migration. */
export interface MigrationViewContext {
  readonly version: Microversion;
  readonly publicUrl: string;
  readonly store: NovaStore;
}

/** A migration as `os-migrations` shows it (reference D.2.2; `migrations.py:_output`). */
export function migrationView(migration: Migration, context: MigrationViewContext): Record<string, unknown> {
  const { version, store } = context;
  const { sourceHost, destinationHost } = migration;
  return {
    id: migration.id,
    instance_uuid: migration.serverUuid,
    status: migration.status,
    source_compute: sourceHost,
    source_node: sourceHost,
    dest_compute: destinationHost,
    dest_node: destinationHost,
    dest_host: destinationHost === null ? null : addressOfFakeHost,
    old_instance_type_id: flavorNumber(store, migration.oldFlavor),
    new_instance_type_id: flavorNumber(store, migration.newFlavor),
    created_at: microseconds(migration.createdAt),
    updated_at: microsecondsOrNull(migration.updatedAt),
    ...(version.isAtLeast('2.23') ? { migration_type: migration.type, ...linksOf(migration, context) } : {}),
    ...(version.isAtLeast('2.59') ? { uuid: migration.uuid } : {}),
    ...(version.isAtLeast('2.80') ? { user_id: migration.userId, project_id: migration.projectId } : {}),
  };
}

/** What Nova's fake driver tells as the address of every host (`nova/virt/fake.py:get_host_ip_addr`). */
const addressOfFakeHost = '192.168.0.1';

/** Only a live migration that goes on is a thing of its own in the API. */
function linksOf({ id, type, status, serverUuid }: Migration, { publicUrl }: MigrationViewContext): object {
  const goesOn = ['queued', 'preparing', 'running', 'post-migrating'].includes(status);
  if (type !== 'live-migration' || !goesOn) return {};
  return { links: links(publicUrl, `servers/${serverUuid}/migrations`, String(id)) };
}

/** The number of a flavor in Nova's database, which no other reply tells. */
function flavorNumber({ flavors }: NovaStore, flavor: Flavor | null): number | null {
  return flavor === null ? null : [...flavors.keys()].indexOf(flavor.id) + 1;
}
