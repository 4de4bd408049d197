import type { Operation } from '../../operation';
import { asEvent } from '../actions';
import { expectNovaFailure, InstanceNotFound, ProcessEnded, UnexpectedDeletingTaskState } from '../errors';
import type { Nova, RequestContext } from '../nova';
import { powerStates, type Server } from '../records';
import type { ComputeProcess } from './process';

/** What a change of a server's power works on. */
export interface PowerContext {
  readonly nova: Nova;
  readonly server: Server;
}

/** The steps of a stop and of a start on the host, in order. */
export type PowerStep = 'findRecord' | 'saveState';

/** How a host stops a server's guest: `nova/compute/manager.py:stop_instance`. */
export const healthyStop: Operation<PowerContext, PowerStep> = {
  findRecord,
  saveState: (context) => saveState(context, { vmState: 'stopped', powerState: powerStates.shutdown }),
};

/** How a host starts a server's guest: `nova/compute/manager.py:start_instance`. */
export const healthyStartServer: Operation<PowerContext, PowerStep> = {
  findRecord,
  saveState: (context) => saveState(context, { vmState: 'active', powerState: powerStates.running }),
};

/** The messages `stop_instance` and `start_instance`; a delete that came in between ends them. */
export async function changePowerOnHost(
  process: ComputeProcess,
  change: 'stop' | 'start',
  request: RequestContext,
  server: Server,
): Promise<void> {
  const { nova, host } = process;
  const { stopServer, startServer } = nova.seams.operations;
  const operation = change === 'stop' ? stopServer : startServer;
  await asEvent(nova, { request, server, host, event: `compute_${change}_instance` }, async () => {
    try {
      await process.performHere(operation, { nova, server });
    } catch (error) {
      if (!isOvertaken(error)) throw error instanceof ProcessEnded ? error : expectNovaFailure(error);
    }
  });
}

function findRecord({ nova, server }: PowerContext): 'go on' {
  if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
  if (nova.seams.rules.isBeingDeleted(server.taskState)) throw new UnexpectedDeletingTaskState(server.uuid);
  return 'go on';
}

function saveState({ nova, server }: PowerContext, state: Pick<Server, 'vmState' | 'powerState'>): 'go on' {
  Object.assign(server, state);
  server.taskState = null;
  server.updatedAt = nova.time.clock.now();
  return 'go on';
}

function isOvertaken(error: unknown): boolean {
  return error instanceof InstanceNotFound || error instanceof UnexpectedDeletingTaskState;
}
