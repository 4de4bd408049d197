import { deleteServer } from './delete-server';
import { authorize, type ComputeCall, contextOf, emptyReply, findServer } from './requests';

/**
 * The action `forceDelete`, whatever its argument: the delete as ever, but what Placement answers is not told as a conflict.
 * Throws 403 and 404. Source: reference A.1, A.5, `deferred_delete.py:_force_delete`.
 */
export async function forceDelete(call: ComputeCall): Promise<Response> {
  const server = findServer(call);
  authorize(call, 'os-deferred-delete:force', server);
  await deleteServer(call.env.nova, contextOf(call), server);
  return emptyReply(202);
}
