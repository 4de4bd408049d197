import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { type Onward, perform } from '../../operation';
import { AllocationDeleteFailed } from '../exceptions';
import type { ComputeCall, ComputeService, Nova, NovaOperations, NovaRules } from '../nova';
import type { Server } from '../records';
import type { DeleteManner } from './api-operations';
import { createServer } from './create-server';
import { deleteServer } from './delete-server';
import { listServers, listServersInDetail } from './list-servers';
import { requireUnlocked } from './lock-server';
import { actOnServer } from './post-action';
import { authorize, contextOf, emptyReply, findServer } from './requests';
import { showServer } from './show-servers';

/** Servers (reference D.2.1; `servers.py`). */
export const serverRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/servers', handle: listServers },
  { method: 'POST', path: '/servers', handle: createServer },
  { method: 'GET', path: '/servers/detail', handle: listServersInDetail },
  { method: 'GET', path: '/servers/:server', handle: showServer },
  { method: 'DELETE', path: '/servers/:server', handle: removeServer },
  { method: 'POST', path: '/servers/:server/action', handle: actOnServer },
];

/** 204 whatever way the delete takes; 409 for a locked server, and when Placement answered an error (reference A.1, A.5). */
async function removeServer(call: ComputeCall): Promise<Response> {
  await perform(call.env.nova.seams.operations.answerDelete, { call, server: undefined });
  return emptyReply(204);
}

/** With soft delete on a server can be restored that has run once; any other is deleted for good (`servers.py:_delete`). */
function mannerOf({ reclaimInstanceInterval, seams }: Nova, server: Server): DeleteManner {
  return reclaimInstanceInterval > 0 && seams.rules.canBeKept(server) ? 'soft' : 'for good';
}

/** It has been launched. */
export const canBeKept: NovaRules['canBeKept'] = ({ launchedAt }) => launchedAt !== null;

/** Who may delete what, and what trouble with Placement is called (reference A.1, A.5; `servers.py:ServersController.delete`). */
export const healthyAnswerDelete: NovaOperations['answerDelete'] = {
  findServer: (context) => {
    context.server = findServer(context.call);
    return 'go on';
  },
  authorize: ({ call, server }) => {
    authorize(call, 'servers:delete', server);
    return 'go on';
  },
  respectLock: ({ call, server }) => {
    if (server !== undefined) requireUnlocked(call, 'delete', server);
    return 'go on';
  },
  delete: async ({ call, server }): Promise<Onward> => {
    if (server === undefined) return 'stop';
    try {
      await deleteServer(call.env.nova, contextOf(call), server, mannerOf(call.env.nova, server));
    } catch (error) {
      if (error instanceof AllocationDeleteFailed) throw novaErrors.conflict(error.message);
      throw error;
    }
    return 'go on';
  },
};
