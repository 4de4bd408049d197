import { novaErrors } from '../../http/dialects/nova';
import { entryOf } from '../../http/lookup';
import { pythonRepr } from '../../http/schemas';
import type { Server } from '../records';
import { statusOf } from '../views/server';
import { paginate, readTime } from './paging';
import { authorize, type ComputeCall, readQuery, reply } from './requests';
import { viewContext } from './show-servers';

/** GET /servers */
export function listServers(call: ComputeCall): Response {
  authorize(call, 'servers:index');
  return listWith(call, 'index', (server) => call.env.nova.seams.views.basicServer(server, call.env.publicUrl));
}

/** GET /servers/detail */
export function listServersInDetail(call: ComputeCall): Response {
  authorize(call, 'servers:detail');
  return listWith(call, 'detail', (server) =>
    call.env.nova.seams.views.fullServer(server, viewContext(call, server, undefined)),
  );
}

type Query = ReadonlyMap<string, readonly string[]>;

function listWith(call: ComputeCall, kind: 'index' | 'detail', view: (server: Server) => unknown): Response {
  const query = usableQuery(call, readQuery(call, knownParameters));
  const found = candidates(call, kind, query).filter((server) => matchesFilters(server, query));
  const collection = kind === 'index' ? 'servers' : 'servers/detail';
  const page = paginate(call, sorted(found, query), ({ uuid }) => uuid, collection);
  return reply({
    servers: page.items.map(view),
    ...(page.next === undefined ? {} : { servers_links: page.next }),
  });
}

/** What users who are no admins may filter by; other options of theirs are dropped (`remove_invalid_options`). */
const userParameters: readonly string[] = [
  'reservation_id',
  'name',
  'status',
  'image',
  'flavor',
  'ip',
  'changes-since',
  'changes-before',
  'all_tenants',
  'limit',
  'marker',
  'sort_key',
  'sort_dir',
];

const knownParameters: readonly string[] = [
  ...userParameters,
  'availability_zone',
  'deleted',
  'host',
  'node',
  'hostname',
  'project_id',
  'tenant_id',
  'task_state',
  'user_id',
  'uuid',
  'vm_state',
];

function usableQuery(call: ComputeCall, query: Query): Query {
  for (const name of ['changes-since', 'changes-before']) query.get(name)?.forEach((value) => readTime(name, value));
  if (call.get('caller').isAdmin) return query;
  const usable = new Map([...query].filter(([name]) => userParameters.includes(name)));
  if (usable.get('status')?.some((status) => status.toLowerCase() === 'deleted') === true) {
    throw novaErrors.forbidden('Only administrators may list deleted instances');
  }
  return usable;
}

function candidates(call: ComputeCall, kind: 'index' | 'detail', query: Query): readonly Server[] {
  const { store } = call.env.nova;
  const everyProject = flag('all_tenants', query) === 'yes';
  if (everyProject) authorize(call, `servers:${kind}:get_all_tenants`);
  const named = query.get('project_id')?.at(-1) ?? query.get('tenant_id')?.at(-1);
  const project = everyProject ? named : (call.get('caller').projectId ?? '');
  const deleted = [...store.servers.values()].filter(({ deletedAt }) => deletedAt !== null);
  const live = store.liveServers();
  const pool = poolOf(call, query) === 'deleted' ? deleted : query.has('changes-since') ? [...live, ...deleted] : live;
  return pool.filter((server) => project === undefined || server.projectId === project);
}

function poolOf(call: ComputeCall, query: Query): 'live' | 'deleted' {
  checkStatuses(call, query);
  const asked = query.get('status')?.some((status) => status.toLowerCase() === 'deleted') === true;
  return asked || flag('deleted', query) === 'yes' ? 'deleted' : 'live';
}

function checkStatuses(call: ComputeCall, query: Query): void {
  if (!call.get('version').isAtLeast('2.38')) return;
  const unknown = query.get('status')?.find((status) => !knownStatuses.includes(status.toUpperCase()));
  if (unknown !== undefined) throw novaErrors.badRequest('Invalid status value');
}

const knownStatuses: readonly string[] = [
  'ACTIVE',
  'BUILD',
  'DELETED',
  'ERROR',
  'HARD_REBOOT',
  'MIGRATING',
  'PASSWORD',
  'PAUSED',
  'REBOOT',
  'REBUILD',
  'RESCUE',
  'RESIZE',
  'REVERT_RESIZE',
  'SHELVED',
  'SHELVED_OFFLOADED',
  'SHUTOFF',
  'SOFT_DELETED',
  'SUSPENDED',
  'UNKNOWN',
  'VERIFY_RESIZE',
];

/** Filters on a single value, by parameter. */
const filters: Readonly<Record<string, (server: Server, value: string) => boolean>> = {
  name: (server, value) => pattern(value).test(server.name),
  hostname: (server, value) => pattern(value).test(server.hostname),
  image: (server, value) => server.image === value,
  flavor: (server, value) => server.flavor.id === value,
  host: (server, value) => server.host === value,
  node: (server, value) => server.node === value,
  user_id: (server, value) => server.userId === value,
  uuid: (server, value) => server.uuid === value,
  reservation_id: (server, value) => server.reservationId === value,
  availability_zone: (server, value) => server.zone === value,
  vm_state: (server, value) => server.vmState === value,
  task_state: (server, value) => server.taskState === value,
  ip: (server, value) => server.ports.some((port) => port.addresses.some((address) => pattern(value).test(address))),
  'changes-since': (server, value) => (server.updatedAt ?? server.createdAt) >= readTime('changes-since', value),
  'changes-before': (server, value) => (server.updatedAt ?? server.createdAt) <= readTime('changes-before', value),
};

function matchesFilters(server: Server, query: Query): boolean {
  const statuses = query.get('status');
  if (statuses !== undefined && !statuses.some((status) => status.toUpperCase() === statusOf(server.vmState))) {
    return false;
  }
  return Object.entries(filters).every(([name, filter]) => {
    const value = query.get(name)?.at(-1);
    return value === undefined || filter(server, value);
  });
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw novaErrors.badRequest(`Invalid filter value ${pythonRepr(text)}: it is not a regular expression`);
  }
}

function flag(name: string, query: Query): 'yes' | 'no' {
  const text = query.get(name)?.at(-1)?.toLowerCase();
  if (text === undefined) return 'no';
  if (['1', 't', 'true', 'on', 'y', 'yes', ''].includes(text)) return 'yes';
  if (['0', 'f', 'false', 'off', 'n', 'no'].includes(text)) return 'no';
  throw novaErrors.badRequest(
    `Unrecognized value '${text}', acceptable values are: '0', '1', 'false', 'true' and like`,
  );
}

const sortKeys: Readonly<Record<string, (server: Server) => string | number>> = {
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt, createdAt }) => updatedAt ?? createdAt,
  launched_at: ({ launchedAt }) => launchedAt ?? 0,
  terminated_at: ({ terminatedAt }) => terminatedAt ?? 0,
  display_name: ({ name }) => name,
  uuid: ({ uuid }) => uuid,
  host: ({ host }) => host ?? '',
  vm_state: ({ vmState }) => vmState,
  task_state: ({ taskState }) => taskState ?? '',
  project_id: ({ projectId }) => projectId,
  user_id: ({ userId }) => userId,
};

/** Newest first unless the query says otherwise. */
function sorted(servers: readonly Server[], query: Query): readonly Server[] {
  const name = query.get('sort_key')?.at(0) ?? 'created_at';
  const key = entryOf(sortKeys, name);
  if (key === undefined) {
    throw novaErrors.badRequest(
      `Invalid input for query parameters sort_key. Value: ${name}. '${name}' is not one of ${pythonRepr(Object.keys(sortKeys))}`,
    );
  }
  const direction = query.get('sort_dir')?.at(0) === 'asc' ? 1 : -1;
  return [...servers].sort((one, other) => direction * (compare(key(one), key(other)) || one.id - other.id));
}

function compare(one: string | number, other: string | number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
