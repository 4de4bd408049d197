import { expectNovaFailure, InstanceNotFound, ProcessEnded, UnexpectedDeletingTaskState } from '../exceptions';
import { asEvent, faultOf } from '../instance-actions';
import type { InNova, Nova } from '../nova';
import type { Server } from '../records';
import type { ServerTask } from './host-operations';
import type { HostProcess } from './host-process';

/**
 * Does something with a server on its host, as the event of the request's action. A delete that came in between ends it
 * quietly; any other failure gives the task up and rejects.
 * Source: `nova/compute/manager.py:reverts_task_state`, `wrap_instance_event`.
 */
export async function asTask(
  process: HostProcess,
  { nova, request, server }: InNova<ServerTask>,
  event: string,
  work: () => Promise<void>,
): Promise<void> {
  await asEvent(nova, { request, server, host: process.host, event }, async () => {
    try {
      await work();
    } catch (error) {
      if (isOvertaken(error)) return;
      if (error instanceof ProcessEnded) throw error;
      giveUpTask(nova, server, expectNovaFailure(error));
      throw error;
    }
  });
}

/** Throws when the server is gone or on its way out: `instance.save(expected_task_state=...)`. */
function requirePresent(nova: Nova, server: Server): void {
  if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
  if (nova.seams.rules.isBeingDeleted(server.taskState)) throw new UnexpectedDeletingTaskState(server.uuid);
}

/** The first step of what a host does with a server. */
export function findRecord({ nova, server }: InNova<ServerTask>): 'go on' {
  requirePresent(nova, server);
  return 'go on';
}

/** Writes down what has become of a server, unless a delete came in between. */
export function saveServer(nova: Nova, server: Server, change: Partial<Server>): void {
  requirePresent(nova, server);
  Object.assign(server, change);
  server.updatedAt = nova.time.clock.now();
}

/** Ends a server's task without its outcome; what went wrong is kept as its fault. */
export function giveUpTask(nova: Nova, server: Server, error: Error): void {
  server.taskState = null;
  server.updatedAt = nova.time.clock.now();
  server.fault = faultOf(nova, error);
}

function isOvertaken(error: unknown): boolean {
  return error instanceof InstanceNotFound || error instanceof UnexpectedDeletingTaskState;
}
