import { novaErrors } from '../../http/dialects/nova-dialect';
import { pythonRepr } from '../../http/schemas';
import type { ComputeCall, NovaRules } from '../nova';
import type { Server } from '../records';
import { paginate } from './paging';
import { isTrue, lastOf, readFlag } from './query';
import { authorize, type Query, readQuery, reply } from './requests';
import { joinedTables, knownFilters, readFilters, unplayedFilters, userFilters } from './server-filters';
import { sortServers } from './server-sorting';
import { viewContext } from './show-servers';

/** GET /servers */
export function listServers(call: ComputeCall): Promise<Response> {
  authorize(call, 'servers:index');
  return listWith(call, 'index', (server) => call.env.nova.seams.views.basicServer(server, call.env.publicUrl));
}

/** GET /servers/detail */
export function listServersInDetail(call: ComputeCall): Promise<Response> {
  authorize(call, 'servers:detail');
  return listWith(call, 'detail', (server) =>
    call.env.nova.seams.views.fullServer(server, viewContext(call, server, undefined)),
  );
}

const pagingParameters: readonly string[] = ['limit', 'marker', 'sort_key', 'sort_dir'];

async function listWith(
  call: ComputeCall,
  kind: 'index' | 'detail',
  view: (server: Server) => unknown,
): Promise<Response> {
  const query = readServerQuery(call);
  const isWanted = await readFilters(call, query);
  const found = candidates(call, kind, query).filter(isWanted);
  const collection = kind === 'index' ? 'servers' : 'servers/detail';
  const page = paginate(call, sortServers(call, found, query), ({ uuid }) => uuid, collection);
  return reply({
    servers: page.items.map(view),
    ...(page.next === undefined ? {} : { servers_links: page.next }),
  });
}

/** The query as far as it is the caller's to ask (`servers.py:remove_invalid_options`). Throws 400 and 501. */
function readServerQuery(call: ComputeCall): Query {
  const version = call.get('version');
  const isAdmin = call.get('caller').isAdmin;
  const internal = [...new URL(call.req.url).searchParams.keys()].filter((name) => name.startsWith('_'));
  const query = readQuery(call, [...knownFilters(version), ...pagingParameters, ...internal], {
    unplayed: isAdmin && !version.isAtLeast('2.75') ? unplayedFilters : [],
    refuse: (name) => `${pythonRepr(name)} does not match any of the regexes: '^_'`,
  });
  if (!isAdmin) {
    const usable = [...userFilters(version), ...pagingParameters];
    return new Map([...query].filter(([name]) => usable.includes(name)));
  }
  const none = [...joinedTables, ...internal].find((name) => query.has(name));
  if (none !== undefined) throw novaErrors.badRequest(`Invalid filter field: ${none}.`);
  return query;
}

function candidates(call: ComputeCall, kind: 'index' | 'detail', query: Query): readonly Server[] {
  const everyProject = isEveryProject(query);
  if (everyProject) authorize(call, `servers:${kind}:get_all_tenants`);
  const named = lastOf(query, 'project_id') ?? lastOf(query, 'tenant_id');
  const project = everyProject ? named : (call.get('caller').projectId ?? '');
  return poolOf(call, query).filter((server) => project === undefined || server.projectId === project);
}

function isEveryProject(query: Query): boolean {
  const asked = lastOf(query, 'all_tenants');
  return asked !== undefined && (asked === '' || readFlag(asked));
}

/** Operators alone may. */
export const listsDeleted: NovaRules['listsDeleted'] = ({ isAdmin }) => isAdmin;

/** Everybody is, so that copies of the list can be kept up to date. */
export const listsDeletedChanges: NovaRules['listsDeletedChanges'] = () => true;

/**
 * Deleted servers are shown to operators who ask for them, and to everybody who asks for changes; soft-deleted ones with these, and not
 * otherwise (`nova/db/main/api.py:instance_get_all_by_filters_sort`).
 */
function poolOf(call: ComputeCall, query: Query): readonly Server[] {
  const { store, seams } = call.env.nova;
  const deleted = [...store.servers.values()].filter(({ deletedAt }) => deletedAt !== null);
  const live = store.liveServers();
  const asked = lastOf(query, 'deleted');
  const kept = lastOf(query, 'soft_deleted');
  if (wantsOnlyDeleted(call, query) || (asked !== undefined && isTrue(asked))) {
    return kept === undefined || isTrue(kept) ? [...live.filter(isKept), ...deleted] : deleted;
  }
  const changed = query.has('changes-since') || query.has('changes-before');
  const isTold = changed && seams.rules.listsDeletedChanges(call.get('caller'));
  if (isTold && asked === undefined) return [...live, ...deleted];
  return kept !== undefined && isTrue(kept) ? live : live.filter((server) => !isKept(server));
}

/** Throws 403 for those who may not. */
function wantsOnlyDeleted(call: ComputeCall, query: Query): boolean {
  const statuses = query.get('status') ?? [];
  if (statuses.length === 0 || statuses.some((status) => status.toLowerCase() !== 'deleted')) return false;
  if (call.env.nova.seams.rules.listsDeleted(call.get('caller'))) return true;
  throw novaErrors.forbidden('Only administrators may list deleted instances');
}

function isKept({ vmState }: Server): boolean {
  return vmState === 'soft-delete';
}
