import { novaErrors } from '../../http/dialects/nova-dialect';
import { entryOf } from '../../http/lookup';
import type { Microversion } from '../../http/microversions';
import { NotPlayed } from '../../http/not-played';
import { pythonRepr } from '../../http/schemas';
import type { ComputeCall } from '../nova';
import type { Server } from '../records';
import { invalidParameter } from './query';
import type { Query } from './requests';
import { type ServerColumn, sortColumns } from './server-columns';

/**
 * Servers in the order that `sort_key` and `sort_dir` ask for, newest first without them. Throws 400, 403 for the columns of
 * operators. Source: `servers.py:remove_invalid_sort_keys`, `nova/db/utils.py:process_sort_params`.
 */
export function sortServers(call: ComputeCall, servers: readonly Server[], query: Query): readonly Server[] {
  const keys = readKeys(call, query);
  const [first = 'desc', ...others] = readDirections(query);
  const directions = [first, ...others];
  if (directions.length > Math.max(keys.length, 1)) {
    throw novaErrors.badRequest('Invalid input received: Sort direction size exceeds sort key size');
  }
  const columns = [...keys, 'created_at', 'id'].map((key, index) => ({
    column: entryOf<ServerColumn>(columnsByKey, key) ?? nothing,
    sign: (directions[index] ?? first) === 'asc' ? 1 : -1,
  }));
  return [...servers].sort((one, other) => {
    for (const { column, sign } of columns) {
      const order = compare(column(one), column(other));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}

const columnsByKey: Readonly<Record<string, ServerColumn>> = {
  ...sortColumns,
  id: ({ id }) => id,
  locked: ({ lock }) => (lock === null ? 0 : 1),
};

const nothing: ServerColumn = () => null;

const operatorKeys: readonly string[] = ['host', 'node'];

/** Valid ones that say nothing here: the embedded cloud's flavors have no numbers of their own. */
const unplayedKeys: readonly string[] = ['instance_type_id'];

/** Valid below 2.75, but left out (`schemas/servers.py:SERVER_LIST_IGNORE_SORT_KEY`). */
const ignoredKeys: readonly string[] = [
  ...['architecture', 'cell_name', 'cleaned', 'default_ephemeral_device', 'default_swap_device', 'deleted'],
  ...[
    'deleted_at',
    'disable_terminate',
    'ephemeral_gb',
    'ephemeral_key_uuid',
    'id',
    'key_data',
    'launched_on',
    'locked',
  ],
  ...['memory_mb', 'os_type', 'reservation_id', 'root_gb', 'shutdown_terminate', 'user_data', 'vcpus', 'vm_mode'],
];

function readKeys(call: ComputeCall, query: Query): readonly string[] {
  const keys = query.get('sort_key') ?? [];
  const valid = validKeys(call.get('version'));
  const unknown = keys.find((key) => !valid.includes(key));
  if (unknown !== undefined) throw invalidParameter('sort_key', unknown, `is not one of ${pythonRepr(valid)}`);
  const unplayed = keys.find((key) => unplayedKeys.includes(key));
  if (unplayed !== undefined) throw new NotPlayed(`sorting servers by ${unplayed}`);
  const hidden = keys.find((key) => operatorKeys.includes(key));
  if (hidden !== undefined && !call.get('caller').isAdmin) {
    throw novaErrors.forbidden(`Only administrators can sort servers by ${hidden}`);
  }
  const ignored = ignoredKeys.filter((key) => key !== 'locked' || !call.get('version').isAtLeast('2.73'));
  return keys.filter((key) => !ignored.includes(key));
}

function validKeys(version: Microversion): readonly string[] {
  const always = [...Object.keys(sortColumns), ...unplayedKeys].sort();
  if (version.isAtLeast('2.75')) return [...always, 'locked'];
  return [...always, ...ignoredKeys];
}

function readDirections(query: Query): readonly string[] {
  const directions = query.get('sort_dir') ?? [];
  if (directions.every((direction) => direction === 'asc' || direction === 'desc')) return directions;
  throw novaErrors.badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'");
}

/** What is not there comes before all that is, as in MySQL. */
function compare(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}
