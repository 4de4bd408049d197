import type { Microversion } from '../../http/microversions';
import type { ActionEvent, InstanceAction } from '../records';
import { microseconds, microsecondsOrNull } from '../times';
import { hostId } from './server-view';

/** Who reads an action: what each may see of its events. */
export interface ActionViewContext {
  readonly version: Microversion;
  readonly audience: 'operator' | 'user';
}

/** An action in a list (reference D.2.2; `instance_actions.py:_format_action`). */
export function basicAction(action: InstanceAction, { version }: ActionViewContext): Record<string, unknown> {
  return {
    action: action.action,
    instance_uuid: action.serverUuid,
    request_id: action.requestId,
    user_id: action.userId,
    project_id: action.projectId,
    start_time: microseconds(action.startTime),
    message: action.message,
    ...(version.isAtLeast('2.58') ? { updated_at: microseconds(action.updatedAt) } : {}),
  };
}

/**
 * An action with its events: for operators, and from 2.51 for everybody who may read the action, then without the
 * traceback.
 */
export function fullAction(action: InstanceAction, context: ActionViewContext): Record<string, unknown> {
  const { version, audience } = context;
  if (audience === 'user' && !version.isAtLeast('2.51')) return basicAction(action, context);
  const newestFirst = [...action.events].reverse();
  return {
    ...basicAction(action, context),
    events: newestFirst.map((event) => eventView(event, action.projectId, context)),
  };
}

function eventView(event: ActionEvent, projectId: string, context: ActionViewContext): Record<string, unknown> {
  const { version, audience } = context;
  return {
    event: event.event,
    start_time: microseconds(event.startTime),
    finish_time: microsecondsOrNull(event.finishTime),
    result: event.result,
    ...(audience === 'operator' ? { traceback: event.traceback } : {}),
    ...(version.isAtLeast('2.62')
      ? { hostId: hostId(projectId, event.host), ...(audience === 'operator' ? { host: event.host } : {}) }
      : {}),
    ...(version.isAtLeast('2.84') && audience === 'operator' ? { details: event.details } : {}),
  };
}
