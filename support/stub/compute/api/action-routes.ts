import { novaErrors } from '../../http/dialects/nova';
import type { Route } from '../../http/service';
import type { InstanceAction, Server } from '../records';
import type { ActionViewContext } from '../views/action';
import { paginate, readTime } from './paging';
import { authorize, type ComputeCall, type ComputeService, findServer, isVisible, may, reply } from './requests';

/** `os-instance-actions` (reference A.7, D.2.2; `instance_actions.py`). */
export const actionRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/servers/:server/os-instance-actions', handle: listActions },
  { method: 'GET', path: '/servers/:server/os-instance-actions/:request', handle: showAction },
];

function listActions(call: ComputeCall): Response {
  const server = serverOfActions(call);
  authorize(call, 'os-instance-actions:list', server);
  const { basicAction } = call.env.nova.seams.views;
  const actions = newestFirst(call, server);
  if (!call.get('version').isAtLeast('2.58')) {
    return reply({ instanceActions: actions.map((action) => basicAction(action, viewContext(call))) });
  }
  const collection = `servers/${server.uuid}/os-instance-actions`;
  const page = paginate(call, changedSince(call, actions), ({ requestId }) => requestId, collection);
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
  return reply({ instanceAction: call.env.nova.seams.views.fullAction(action, viewContext(call)) });
}

function viewContext(call: ComputeCall): ActionViewContext {
  return {
    version: call.get('version'),
    audience: may(call, 'os-instance-actions:events') ? 'operator' : 'user',
  };
}

/** Deleted servers have a history too, from 2.21 on. Throws 404. */
function serverOfActions(call: ComputeCall): Server {
  if (!call.get('version').isAtLeast('2.21')) return findServer(call);
  const deleted = call.env.nova.store.servers.get(call.req.param('server') ?? '');
  return deleted !== undefined && isVisible(call, deleted) ? deleted : findServer(call);
}

function newestFirst(call: ComputeCall, server: Server): readonly InstanceAction[] {
  return call.env.nova.store.actions.filter(({ serverUuid }) => serverUuid === server.uuid).reverse();
}

function changedSince(call: ComputeCall, actions: readonly InstanceAction[]): readonly InstanceAction[] {
  const { 'changes-since': since, 'changes-before': before } = call.req.query();
  return actions.filter(
    ({ updatedAt }) =>
      (since === undefined || updatedAt >= readTime('changes-since', since)) &&
      (before === undefined || updatedAt <= readTime('changes-before', before)),
  );
}
