import { InstanceInvalidState } from '../exceptions';
import type { ComputeCall, NovaRules } from '../nova';
import { deleteServer } from './delete-server';
import { requireUnlocked } from './lock-server';
import { authorize, contextOf, emptyReply, findServer } from './requests';

/**
 * The action `forceDelete`, whatever its argument: the delete as ever, but what Placement answers is not told as a conflict.
 * Throws 403, 404, and 409 for a locked server. Source: reference A.1, A.5, `deferred_delete.py:_force_delete`.
 */
export async function forceDelete(call: ComputeCall): Promise<Response> {
  const server = findServer(call);
  authorize(call, 'os-deferred-delete:force', server);
  requireUnlocked(call, 'forceDelete', server);
  const { nova } = call.env;
  if (!nova.seams.rules.mayForceDelete(server)) throw new InstanceInvalidState(server);
  await deleteServer(nova, contextOf(call), server);
  return emptyReply(202);
}

/** Whatever it is busy with (bug 1741000). */
export const mayForceDelete: NovaRules['mayForceDelete'] = () => true;
