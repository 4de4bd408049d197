import type { Server } from '../records';
import { databaseTime } from '../times';

/** What the database keeps of a server under a name by which lists are filtered and sorted; null where it keeps nothing. */
export type ServerColumn = (server: Server) => string | number | null;

/** Columns with an enumeration are sorted by its order. */
const lockersInOrder: readonly string[] = ['owner', 'admin'];

/** The columns by which lists are sorted, by their names in the database (`schemas/servers.py:VALID_SORT_KEYS`). */
export const sortColumns = {
  access_ip_v4: ({ accessIPv4 }) => accessIPv4 || null,
  access_ip_v6: ({ accessIPv6 }) => accessIPv6 || null,
  auto_disk_config: ({ diskConfig }) => (diskConfig === 'AUTO' ? 1 : 0),
  availability_zone: ({ zone, requestedZone }) => zone ?? requestedZone,
  config_drive: ({ configDrive }) => configDrive,
  created_at: ({ createdAt }) => databaseTime(createdAt),
  display_description: ({ description }) => description,
  display_name: ({ name }) => name,
  host: ({ host }) => host,
  hostname: ({ hostname }) => hostname,
  image_ref: ({ image }) => image,
  kernel_id: () => '',
  key_name: ({ keyName }) => keyName,
  launch_index: ({ launchIndex }) => launchIndex,
  launched_at: ({ launchedAt }) => databaseTime(launchedAt),
  locked_by: ({ lock }) => (lock === null ? null : lockersInOrder.indexOf(lock.by)),
  node: ({ node }) => node,
  power_state: ({ powerState }) => powerState,
  progress: ({ progress }) => progress,
  project_id: ({ projectId }) => projectId,
  ramdisk_id: () => '',
  root_device_name: ({ launchedAt }) => (launchedAt === null ? null : '/dev/sda'),
  task_state: ({ taskState }) => taskState,
  terminated_at: ({ terminatedAt }) => databaseTime(terminatedAt),
  updated_at: ({ updatedAt }) => databaseTime(updatedAt),
  user_id: ({ userId }) => userId,
  uuid: ({ uuid }) => uuid,
  vm_state: ({ vmState }) => vmState,
} as const satisfies Readonly<Record<string, ServerColumn>>;

/** The columns in which a filter looks for a regular expression, by the names of the filters. */
export const searchedColumns: Readonly<Record<string, ServerColumn>> = {
  access_ip_v4: sortColumns.access_ip_v4,
  access_ip_v6: sortColumns.access_ip_v6,
  auto_disk_config: sortColumns.auto_disk_config,
  availability_zone: sortColumns.availability_zone,
  config_drive: sortColumns.config_drive,
  created_at: sortColumns.created_at,
  description: sortColumns.display_description,
  display_description: sortColumns.display_description,
  display_name: sortColumns.display_name,
  hostname: sortColumns.hostname,
  kernel_id: sortColumns.kernel_id,
  key_name: sortColumns.key_name,
  launch_index: sortColumns.launch_index,
  launched_at: sortColumns.launched_at,
  locked_by: ({ lock }) => lock?.by ?? null,
  name: sortColumns.display_name,
  node: sortColumns.node,
  power_state: sortColumns.power_state,
  progress: sortColumns.progress,
  ramdisk_id: sortColumns.ramdisk_id,
  reservation_id: ({ reservationId }) => reservationId,
  root_device_name: sortColumns.root_device_name,
  terminated_at: sortColumns.terminated_at,
};

/** The columns of which a filter wants exactly one value, by the names of the filters. */
export const exactColumns: Readonly<Record<string, ServerColumn>> = {
  flavor: ({ flavor }) => flavor.id,
  host: sortColumns.host,
  image: sortColumns.image_ref,
  image_ref: sortColumns.image_ref,
  task_state: sortColumns.task_state,
  user_id: sortColumns.user_id,
  uuid: sortColumns.uuid,
  vm_state: sortColumns.vm_state,
};
