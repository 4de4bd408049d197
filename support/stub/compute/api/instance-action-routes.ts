import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import type { ComputeCall, ComputeService, NovaRules } from '../nova';
import type { InstanceAction, Server } from '../records';
import { type ActionViewContext, basicAction, fullAction } from '../views/instance-action-view';
import { paginate, readTime } from './paging';
import { lastOf } from './query';
import { authorize, findServer, isVisible, may, type Query, readQuery, reply } from './requests';

/** `os-instance-actions` (reference A.7, D.2.2; `instance_actions.py`). */
export const actionRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/servers/:server/os-instance-actions', handle: listActions },
  { method: 'GET', path: '/servers/:server/os-instance-actions/:request', handle: showAction },
];

function listActions(call: ComputeCall): Response {
  const server = serverOfActions(call);
  authorize(call, 'os-instance-actions:list', server);
  const actions = newestFirst(call, server);
  if (!call.get('version').isAtLeast('2.58')) {
    return reply({ instanceActions: actions.map((action) => basicAction(action, viewContext(call))) });
  }
  const until = call.get('version').isAtLeast('2.66') ? ['changes-before'] : [];
  const query = readQuery(call, ['limit', 'marker', 'changes-since', ...until]);
  const collection = `servers/${server.uuid}/os-instance-actions`;
  const page = paginate(call, changedSince(query, actions), ({ requestId }) => requestId, collection);
  return reply({
    instanceActions: page.items.map((action) => basicAction(action, viewContext(call))),
    ...(page.next === undefined ? {} : { links: page.next }),
  });
}

function showAction(call: ComputeCall): Response {
  const server = serverOfActions(call);
  authorize(call, 'os-instance-actions:show', server);
  const id = call.req.param('request') ?? '';
  const action = newestFirst(call, server).find(({ requestId }) => requestId === id);
  if (action === undefined) throw novaErrors.notFound(`Action ${id} not found`);
  return reply({ instanceAction: fullAction(action, viewContext(call)) });
}

function viewContext(call: ComputeCall): ActionViewContext {
  return {
    version: call.get('version'),
    audience: may(call, 'os-instance-actions:events') ? 'operator' : 'user',
  };
}

/** Deleted servers have a history too, from 2.21 on. */
export const tellsHistoryOfDeleted: NovaRules['tellsHistoryOfDeleted'] = (version) => version.isAtLeast('2.21');

/** Throws 404. */
function serverOfActions(call: ComputeCall): Server {
  if (!call.env.nova.seams.rules.tellsHistoryOfDeleted(call.get('version'))) return findServer(call);
  const deleted = call.env.nova.store.servers.get(call.req.param('server') ?? '');
  return deleted !== undefined && isVisible(call, deleted) ? deleted : findServer(call);
}

function newestFirst(call: ComputeCall, server: Server): readonly InstanceAction[] {
  return call.env.nova.store.actions.filter(({ serverUuid }) => serverUuid === server.uuid).reverse();
}

function changedSince(query: Query, actions: readonly InstanceAction[]): readonly InstanceAction[] {
  const [since, before] = ['changes-since', 'changes-before'].map((name) => {
    const time = lastOf(query, name);
    return time === undefined ? undefined : readTime(name, time);
  });
  if (since !== undefined && before !== undefined && before < since) {
    throw novaErrors.badRequest('The value of changes-since must be less than or equal to changes-before.');
  }
  return actions.filter(
    ({ updatedAt }) => (since === undefined || updatedAt >= since) && (before === undefined || updatedAt <= before),
  );
}
