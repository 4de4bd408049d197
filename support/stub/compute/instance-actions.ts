import { NovaException, ProcessEnded, pythonNameOf } from './exceptions';
import type { Nova } from './nova';
import type { ActionEvent, Fault, InstanceAction, Server } from './records';
import type { RequestContext } from './request-context';

/** Records that something is done with a server: `nova/objects/instance_action.py:action_start`. */
export function recordAction(nova: Nova, request: RequestContext, server: Server, action: string): InstanceAction {
  const now = nova.time.clock.now();
  const record: InstanceAction = {
    id: nova.store.nextId('instance_actions'),
    serverUuid: server.uuid,
    action,
    requestId: request.requestId,
    projectId: request.projectId,
    userId: request.userId,
    startTime: now,
    updatedAt: now,
    message: null,
    events: [],
  };
  nova.store.actions.push(record);
  return record;
}

/**
 * Does something as an event of the request's action; the event tells how it ended. Without an action nothing is
 * recorded. Resolves and rejects as `work` does. Source: `nova/compute/utils.py:EventReporter`.
 */
export async function asEvent<Result>(
  nova: Nova,
  where: { readonly request: RequestContext; readonly server: Server; readonly host: string; readonly event: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const action = nova.store.actions.findLast(
    ({ requestId, serverUuid }) => requestId === where.request.requestId && serverUuid === where.server.uuid,
  );
  const event = startEvent(nova, action, where.event, where.host);
  try {
    const result = await work();
    finishEvent(nova, action, event, undefined);
    return result;
  } catch (error) {
    if (!(error instanceof ProcessEnded)) finishEvent(nova, action, event, error);
    throw error;
  }
}

function startEvent(nova: Nova, action: InstanceAction | undefined, name: string, host: string): ActionEvent {
  const now = nova.time.clock.now();
  const event: ActionEvent = {
    event: name,
    startTime: now,
    host,
    finishTime: null,
    result: null,
    traceback: null,
    details: null,
  };
  action?.events.push(event);
  if (action !== undefined) action.updatedAt = now;
  return event;
}

function finishEvent(nova: Nova, action: InstanceAction | undefined, event: ActionEvent, error: unknown): void {
  const now = nova.time.clock.now();
  event.finishTime = now;
  event.result = error === undefined ? 'Success' : 'Error';
  if (action !== undefined) action.updatedAt = now;
  if (error === undefined) return;
  event.traceback = `Traceback (most recent call last):\n${describeForOperators(error)}\n`;
  event.details = faultMessage(error);
  if (action !== undefined) action.message = 'Error';
}

/** What a server's owner gets to read of an exception: `nova/compute/utils.py:exception_to_dict`. */
export function faultOf(nova: Nova, error: unknown): Fault {
  return { code: 500, message: faultMessage(error), details: describeForOperators(error), at: nova.time.clock.now() };
}

function faultMessage(error: unknown): string {
  if (error instanceof NovaException && error.pythonName.startsWith('nova.')) return error.message.slice(0, 255);
  const name = pythonNameOf(error) ?? 'Exception';
  return name.slice(name.lastIndexOf('.') + 1);
}

function describeForOperators(error: unknown): string {
  return `${pythonNameOf(error) ?? 'Exception'}: ${error instanceof Error ? error.message : String(error)}`;
}
