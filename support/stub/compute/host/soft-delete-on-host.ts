import { expectNovaFailure, InstanceNotFound, ProcessEnded, UnexpectedTaskState } from '../exceptions';
import { asEvent } from '../instance-actions';
import type { Nova, NovaOperations, NovaRules } from '../nova';
import type { Server, TaskState } from '../records';
import type { RequestContext } from '../request-context';
import type { HostProcess } from './host-process';
import { giveUpTask } from './server-task';
import { endServer } from './terminate-on-host';

/** How a host keeps a server that was deleted; its guest is off, and its place stays taken (`soft_delete_instance`). */
export const healthySoftDelete: NovaOperations['softDelete'] = {
  findRecord: ({ server }) => expectTask(server, 'soft-deleting'),
  saveSoftDeleted: ({ nova, server }) => {
    Object.assign(server, { vmState: 'soft-delete', taskState: null, updatedAt: nova.time.clock.now() });
    const mapping = nova.store.mappings.get(server.uuid);
    if (mapping !== undefined) mapping.queuedForDelete = true;
    return 'go on';
  },
};

/** How a host brings such a server back (`restore_instance`). */
export const healthyRestoreOnHost: NovaOperations['restoreOnHost'] = {
  findRecord: ({ server }) => expectTask(server, 'restoring'),
  activate: ({ nova, server }) => {
    Object.assign(server, { vmState: 'active', taskState: null, updatedAt: nova.time.clock.now() });
    return 'go on';
  },
};

/** The message `soft_delete_instance`. A server that is busy with something else by then stays what it is. */
export function softDeleteOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
): Promise<void> {
  return asTask(
    nova,
    { process, request, server, event: 'compute_soft_delete_instance' },
    nova.seams.operations.softDelete,
  );
}

/** The message `restore_instance`. */
export function restoreOnHost(
  nova: Nova,
  process: HostProcess,
  request: RequestContext,
  server: Server,
): Promise<void> {
  return asTask(
    nova,
    { process, request, server, event: 'compute_restore_instance' },
    nova.seams.operations.restoreOnHost,
  );
}

/** The periodic task of a host: deletes for good what could have been restored long enough (`_reclaim_queued_deletes`). */
export async function reclaimQueuedDeletes(nova: Nova, process: HostProcess): Promise<void> {
  const due = nova.store
    .serversOn(process.host)
    .filter((server) => nova.seams.rules.isDueToGo(server, nova.time.clock.now(), nova.reclaimInstanceInterval));
  for (const server of due) await endServer(nova, process, server, 'nova itself').catch(expectNovaFailure);
}

/** `nova/compute/manager.py:_deleted_old_enough`; one that is restored just now is busy. */
export const isDueToGo: NovaRules['isDueToGo'] = ({ vmState, taskState, softDeletedAt }, now, interval) =>
  vmState === 'soft-delete' && taskState === null && softDeletedAt !== null && now - softDeletedAt >= interval * 1000;

interface Task {
  readonly process: HostProcess;
  readonly request: RequestContext;
  readonly server: Server;
  readonly event: string;
}

/** A delete that came in between ends it quietly; what else fails gives the task up. */
async function asTask(
  nova: Nova,
  { process, request, server, event }: Task,
  operation: NovaOperations['softDelete'] | NovaOperations['restoreOnHost'],
): Promise<void> {
  await asEvent(nova, { request, server, host: process.host, event }, async () => {
    try {
      await process.performHere(operation, { nova, process, request, server });
    } catch (error) {
      if (error instanceof InstanceNotFound) return;
      if (error instanceof ProcessEnded) throw error;
      giveUpTask(nova, server, expectNovaFailure(error));
      throw error;
    }
  });
}

/** Throws when the server is gone, or about something else by now: `instance.save(expected_task_state=...)`. */
function expectTask(server: Server, expected: TaskState): 'go on' {
  if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
  if (server.taskState !== expected) throw new UnexpectedTaskState(server.uuid, expected, server.taskState);
  return 'go on';
}
