import { defineSchema } from '../../http/schemas';
import { recordAction } from '../instance-actions';
import type { ComputeCall } from '../nova';
import { authorize, check, contextOf, emptyReply, findServer } from './requests';

/**
 * The action `os-resetState`: an operator says what a server is, and that it has nothing to do; nothing else is touched.
 * Throws 400, 403 and 404. Source: reference D.2.1, `admin_actions.py:_reset_state`.
 */
export function resetState(call: ComputeCall, argument: unknown): Response {
  const { state } = check(schema, argument);
  const server = findServer(call);
  authorize(call, 'os-admin-actions:reset_state', server);
  const { nova } = call.env;
  recordAction(nova, contextOf(call), server, 'resetState');
  server.vmState = state;
  server.taskState = null;
  server.updatedAt = nova.time.clock.now();
  return emptyReply(202);
}

const schema = defineSchema<{ readonly state: 'active' | 'error' }>({
  type: 'object',
  properties: { state: { type: 'string', enum: ['active', 'error'] } },
  required: ['state'],
  additionalProperties: false,
});
