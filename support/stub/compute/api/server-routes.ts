import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Route } from '../../http/service';
import { AllocationDeleteFailed } from '../exceptions';
import { createServer } from './create-server';
import { deleteServer } from './delete-server';
import { listServers, listServersInDetail } from './list-servers';
import { actOnServer } from './post-action';
import { authorize, type ComputeCall, type ComputeService, contextOf, emptyReply, findServer } from './requests';
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

/** 204 whatever way the delete takes; 409 when Placement answered an error (reference A.5). */
async function removeServer(call: ComputeCall): Promise<Response> {
  const server = findServer(call);
  authorize(call, 'servers:delete', server);
  try {
    await deleteServer(call.env.nova, contextOf(call), server);
  } catch (error) {
    if (error instanceof AllocationDeleteFailed) throw novaErrors.conflict(error.message);
    throw error;
  }
  return emptyReply(204);
}
