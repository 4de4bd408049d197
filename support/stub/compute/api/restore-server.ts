import { novaErrors } from '../../http/dialects/nova-dialect';
import { type Onward, perform } from '../../operation';
import { recordAction } from '../instance-actions';
import type { ComputeCall, NovaOperations, RestoreContext } from '../nova';
import { beginTask } from './guest-actions';
import { isStopped } from './lock-server';
import { checkQuotaOfProject } from './quota';
import { authorize, contextOf, emptyReply, findServer } from './requests';
import { requireState } from './state-guards';

/**
 * The action `restore`, whatever its argument: a soft-deleted server runs again, if its host does so; 202. Whether that is up is not
 * asked. Throws 403, also over quota, 404, and 409 for any other server and a locked one.
 * Source: reference A.1, A.4 (D28 to D30), `deferred_delete.py:_restore`, `nova/compute/api.py:restore`.
 */
export async function restore(call: ComputeCall): Promise<Response> {
  const context: RestoreContext = { call, server: undefined };
  await perform(call.env.nova.seams.operations.restoreServer, context);
  return emptyReply(202);
}

/** What is wrong with a restore is looked for in this order. */
export const healthyRestore: NovaOperations['restoreServer'] = {
  findServer: (context) => {
    context.server = findServer(context.call);
    return 'go on';
  },
  authorize: ({ call, server }) => {
    authorize(call, 'os-deferred-delete:restore', server);
    return 'go on';
  },
  respectLock: ({ call, server }) => {
    if (server === undefined || !isStopped(call, 'restore', server)) return 'go on';
    throw novaErrors.conflict(`Instance ${server.uuid} is in an invalid state for 'restore'`);
  },
  requireState: ({ server }) => {
    if (server !== undefined) requireState('restore', server);
    return 'go on';
  },
  checkQuota: ({ call, server }) => {
    if (server !== undefined) checkQuotaOfProject(call, server.projectId, server.flavor, 1);
    return 'go on';
  },
  restore: ({ call, server }): Onward => {
    if (server === undefined || server.host === null) return 'stop';
    const { nova } = call.env;
    const request = contextOf(call);
    recordAction(nova, request, server, 'restore');
    beginTask(call, server, 'restoring');
    server.softDeletedAt = null;
    nova.broker.cast(server.host, {
      name: 'restore_instance',
      handle: (process) => process.restore(request, server),
    });
    const mapping = nova.store.mappings.get(server.uuid);
    if (mapping !== undefined) mapping.queuedForDelete = false;
    return 'go on';
  },
};
