import { novaErrors } from '../../http/dialects/nova-dialect';
import { NotPlayed } from '../../http/not-played';
import { defineSchema } from '../../http/schemas';
import { conductorHost } from '../conductor/build-servers';
import { asEvent, recordAction } from '../instance-actions';
import type { ComputeCall, NovaRules } from '../nova';
import type { Server, ServerLock } from '../records';
import type { LockedAct } from './api-operations';
import { authorize, check, contextOf, emptyReply, findServer } from './requests';

/**
 * The action `lock`, from 2.73 with a reason. Who locks for the second time in the server's own project changes nothing.
 * Throws 400, 403 and 404. Source: `lock_server.py`, `nova/compute/api.py:lock`.
 */
export async function lock(call: ComputeCall, argument: unknown): Promise<Response> {
  const reason = readReason(call, argument);
  const server = findServer(call);
  authorize(call, 'os-lock-server:lock', server);
  const by = lockerOf(call, server);
  if (server.lock !== null && by === 'owner') return emptyReply(202);
  return change(call, server, 'lock', { by, reason: reason ?? server.lock?.reason ?? null });
}

/**
 * The action `unlock`, whether the server is locked or not. A lock of another project's admin is for admins to take off.
 * Throws 403 and 404. Source: `lock_server.py`, `nova/compute/api.py:unlock`.
 */
export async function unlock(call: ComputeCall): Promise<Response> {
  const server = findServer(call);
  authorize(call, 'os-lock-server:unlock', server);
  if (server.lock !== null && server.lock.by !== lockerOf(call, server)) {
    authorize(call, 'os-lock-server:unlock:unlock_override', server);
  }
  return change(call, server, 'unlock', null);
}

/** Lets only those change a locked server whom its lock does not stop. Throws 409 (`nova/compute/api.py:check_instance_lock`). */
export function requireUnlocked(call: ComputeCall, act: LockedAct, server: Server): void {
  if (!isStopped(call, act, server)) return;
  throw novaErrors.conflict(`Instance ${server.uuid} is locked`);
}

/** Whether the server's lock keeps the caller from that. */
export function isStopped(call: ComputeCall, act: LockedAct, server: Server): boolean {
  const { nova } = call.env;
  return server.lock !== null && nova.seams.rules.lockStops({ nova, caller: call.get('caller'), act, server });
}

/** Everybody but admins, whoever has locked it and whether its host is up or down. */
export const lockStops: NovaRules['lockStops'] = ({ caller }) => !caller.isAdmin;

function lockerOf(call: ComputeCall, { projectId }: Server): ServerLock['by'] {
  return call.get('caller').projectId === projectId ? 'owner' : 'admin';
}

async function change(
  call: ComputeCall,
  server: Server,
  action: 'lock' | 'unlock',
  lock: ServerLock | null,
): Promise<Response> {
  const { nova } = call.env;
  if (nova.store.buildRequests.has(server.uuid)) throw new NotPlayed(`${action} of a server that no cell knows yet`);
  const request = contextOf(call);
  recordAction(nova, request, server, action);
  await asEvent(nova, { request, server, host: conductorHost, event: `api_${action}` }, () => {
    server.lock = lock;
    server.updatedAt = nova.time.clock.now();
    return Promise.resolve();
  });
  return emptyReply(202);
}

/** Below 2.73 nobody gives a reason, and whatever is said is ignored. */
function readReason(call: ComputeCall, argument: unknown): string | undefined {
  return call.get('version').isAtLeast('2.73') ? check(schema, argument)?.locked_reason : undefined;
}

const schema = defineSchema<{ readonly locked_reason?: string } | null>({
  type: ['object', 'null'],
  properties: { locked_reason: { type: 'string', minLength: 1, maxLength: 255 } },
  additionalProperties: false,
});
