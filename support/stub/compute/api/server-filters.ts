import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Microversion } from '../../http/microversions';
import type { ComputeCall } from '../nova';
import type { Server } from '../records';
import { readRegularExpression } from '../regular-expressions';
import { restingStatusOf, statusOf } from '../views/server-view';
import { readTime } from './paging';
import { invalidParameter, lastOf, readFlag } from './query';
import type { Query } from './requests';
import { exactColumns, searchedColumns } from './server-columns';

/** Whether a list shows a server. */
export type ServerFilter = (server: Server) => boolean;

const tagFilters = ['tags', 'tags-any', 'not-tags', 'not-tags-any'] as const;

/** What of the database is joined to a server: no filter, and refused as such. */
export const joinedTables: readonly string[] = [
  ...['block_device_mapping', 'services', 'metadata', 'system_metadata', 'info_cache', 'security_groups'],
  'pci_devices',
];

/** Columns by which Nova filters for operators below 2.75, though its documentation does not say so. */
export const unplayedFilters: readonly string[] = [
  ...['architecture', 'cell_name', 'cleaned', 'default_ephemeral_device', 'default_swap_device', 'deleted_at'],
  ...['disable_terminate', 'ephemeral_gb', 'ephemeral_key_uuid', 'hidden', 'id', 'instance_type_id', 'internal_id'],
  ...['key_data', 'launched_on', 'memory_mb', 'os_type', 'root_gb', 'shutdown_terminate', 'updated_at', 'user_data'],
  ...['vcpus', 'vm_mode'],
];

/** The filters that Nova knows at a microversion (`schemas/servers.py:query_params_v21` and later). */
export function knownFilters(version: Microversion): readonly string[] {
  return [
    ...Object.keys(searchedColumns),
    ...Object.keys(exactColumns),
    ...['all_tenants', 'changes-since', 'deleted', 'ip', 'ip6', 'project_id', 'soft_deleted', 'status', 'tenant_id'],
    ...joinedTables,
    ...(version.isAtLeast('2.26') ? tagFilters : []),
    ...(version.isAtLeast('2.66') ? ['changes-before'] : []),
    ...(version.isAtLeast('2.73') ? ['locked'] : []),
  ];
}

/** Those of users who are no admins; others of theirs are dropped (`servers.py:_get_server_search_options`). */
export function userFilters(version: Microversion): readonly string[] {
  const later = [
    'availability_zone',
    ...['config_drive', 'key_name', 'created_at', 'launched_at', 'terminated_at', 'power_state', 'task_state'],
    ...['vm_state', 'progress', 'user_id'],
  ];
  return [
    ...['reservation_id', 'name', 'status', 'image', 'flavor', 'ip', 'changes-since', 'all_tenants'],
    ...(version.isAtLeast('2.5') ? ['ip6'] : []),
    ...(version.isAtLeast('2.26') ? tagFilters : []),
    ...(version.isAtLeast('2.66') ? ['changes-before'] : []),
    ...(version.isAtLeast('2.73') ? ['locked'] : []),
    ...(version.isAtLeast('2.83') ? later : []),
    ...(version.isAtLeast('2.90') ? ['hostname'] : []),
  ];
}

/** What a query wants of a server. Rejects with 400 for a bad value and 501 for an expression that is not played. */
export async function readFilters(call: ComputeCall, query: Query): Promise<ServerFilter> {
  await checkExpressions(query);
  const filters = [
    ...(await searches(query)),
    ...exactFilters(query),
    ...tagFiltersOf(query),
    ...changeFilters(query),
    ...statusFilter(call, query),
    ...addressFilter(query),
    ...lockedFilter(query),
  ];
  return (server) => filters.every((filter) => filter(server));
}

/** Filters that have to be regular expressions though they are used in another way. */
const expressionsToo: readonly string[] = ['flavor', 'ip', 'ip6', ...tagFilters];

async function checkExpressions(query: Query): Promise<void> {
  for (const [name, values] of query) {
    if (!Object.hasOwn(searchedColumns, name) && !expressionsToo.includes(name)) continue;
    for (const value of values) {
      const expression = await readRegularExpression(value);
      if (expression.kind === 'no expression') throw invalidParameter(name, value, "is not a 'regex'");
    }
  }
}

async function searches(query: Query): Promise<readonly ServerFilter[]> {
  const filters: ServerFilter[] = [];
  for (const [name, column] of Object.entries(searchedColumns)) {
    const wanted = lastOf(query, name);
    const expression = wanted === undefined ? undefined : await readRegularExpression(wanted);
    if (expression?.kind !== 'expression') continue;
    filters.push((server) => {
      const value = column(server);
      return value !== null && expression.isFoundIn(String(value));
    });
  }
  return filters;
}

function exactFilters(query: Query): readonly ServerFilter[] {
  return Object.entries(exactColumns).flatMap(([name, column]): readonly ServerFilter[] => {
    const wanted = lastOf(query, name);
    return wanted === undefined ? [] : [(server) => column(server) === wanted];
  });
}

function tagFiltersOf(query: Query): readonly ServerFilter[] {
  return tagFilters.flatMap((name): readonly ServerFilter[] => {
    const wanted = lastOf(query, name)?.split(',');
    if (wanted === undefined) return [];
    const has = (server: Server) => (tag: string) => server.tags.includes(tag);
    const isFound: ServerFilter = name.endsWith('-any')
      ? (server) => wanted.some(has(server))
      : (server) => wanted.every(has(server));
    return [name.startsWith('not-') ? (server) => !isFound(server) : isFound];
  });
}

function changeFilters(query: Query): readonly ServerFilter[] {
  const [since, before] = ['changes-since', 'changes-before'].map((name) => {
    const times = query.get(name)?.map((value) => readTime(name, value));
    return times?.at(-1);
  });
  if (since !== undefined && before !== undefined && before < since) {
    throw novaErrors.badRequest('The value of changes-since must be less than or equal to changes-before.');
  }
  return [
    ({ updatedAt, createdAt }) =>
      (since === undefined || (updatedAt ?? createdAt) >= since) &&
      (before === undefined || (updatedAt ?? createdAt) <= before),
  ];
}

function statusFilter(call: ComputeCall, query: Query): readonly ServerFilter[] {
  const wanted = query.get('status')?.map((status) => status.toUpperCase());
  if (wanted === undefined) return [];
  if (call.get('version').isAtLeast('2.38') && !wanted.some((status) => knownStatuses.includes(status))) {
    throw novaErrors.badRequest('Invalid status value');
  }
  return [(server) => wanted.includes(restingStatusOf(server.vmState)) || wanted.includes(statusOf(server))];
}

const knownStatuses: readonly string[] = [
  ...['ACTIVE', 'BUILD', 'DELETED', 'ERROR', 'HARD_REBOOT', 'MIGRATING', 'PASSWORD', 'PAUSED', 'REBOOT', 'REBUILD'],
  ...['RESCUE', 'RESIZE', 'REVERT_RESIZE', 'SHELVED', 'SHELVED_OFFLOADED', 'SHUTOFF', 'SOFT_DELETED', 'SUSPENDED'],
  ...['UNKNOWN', 'VERIFY_RESIZE'],
];

/** Neutron looks for a part of an address (`nova/compute/api.py:_ip_filter_using_neutron`). */
function addressFilter(query: Query): readonly ServerFilter[] {
  const parts = [lastOf(query, 'ip'), lastOf(query, 'ip6')].filter((part) => part !== undefined);
  if (parts.length === 0) return [];
  return [
    ({ ports }) =>
      ports.some(({ addresses }) => addresses.some((address) => parts.some((part) => address.includes(part)))),
  ];
}

function lockedFilter(query: Query): readonly ServerFilter[] {
  const wanted = lastOf(query, 'locked');
  if (wanted === undefined) return [];
  const isLocked = readFlag(wanted);
  return [({ lock }) => (lock !== null) === isLocked];
}
