import type { Onward, Operation } from '../../operation';
import type { RequestContext } from '../nova';
import { powerStates, type Server } from '../records';
import { deleteShelvedImage } from '../shelved-image';
import type { ComputeProcess } from './compute-process';
import { asTask, findRecord, saveServer, type ServerTask } from './server-task';

/** What a change of a server's guest works on. */
export type PowerContext = ServerTask;

/** The steps of a change of a guest on the host, in order. */
export type PowerStep = 'findRecord' | 'saveState';

/** The steps of a start on the host, in order; a server that was shelved there loses its image. */
export type StartServerStep = PowerStep | 'deleteShelvedImage';

/** The ways in which a host changes a server's guest, by the words of its events. */
export type GuestChange = 'stop' | 'start' | 'pause' | 'unpause' | 'suspend' | 'resume' | 'rescue' | 'unrescue';

/** How a host stops a server's guest: `nova/compute/manager.py:stop_instance`. */
export const healthyStop = changeTo({ vmState: 'stopped', powerState: powerStates.shutdown });

/** How a host starts a server's guest: `nova/compute/manager.py:start_instance`. */
export const healthyStartServer: Operation<PowerContext, StartServerStep> = {
  findRecord,
  deleteShelvedImage: async ({ nova, request, server }): Promise<Onward> => {
    await deleteShelvedImage(nova, request, server);
    server.shelvedImageId = null;
    return 'go on';
  },
  saveState: (context) => saveState(context, { vmState: 'active', powerState: powerStates.running }),
};

/** How a host pauses a server's guest: `nova/compute/manager.py:pause_instance`. */
export const healthyPause = changeTo({ vmState: 'paused', powerState: powerStates.paused });

/** How a host lets a paused guest go on: `nova/compute/manager.py:unpause_instance`. */
export const healthyUnpause = changeTo({ vmState: 'active', powerState: powerStates.running });

/** How a host puts a server's guest on its disk: `nova/compute/manager.py:suspend_instance`. */
export const healthySuspend = changeTo({ vmState: 'suspended', powerState: powerStates.shutdown });

/** How a host brings a suspended guest back: `nova/compute/manager.py:resume_instance`. */
export const healthyResume = changeTo({ vmState: 'active', powerState: powerStates.running });

/** How a host starts a server's guest from its rescue image: `nova/compute/manager.py:rescue_instance`. */
export const healthyRescue: Operation<PowerContext, PowerStep> = {
  findRecord,
  saveState: (context) => {
    const launchedAt = context.nova.time.clock.now();
    return saveState(context, { vmState: 'rescued', powerState: powerStates.running, launchedAt });
  },
};

/** How a host starts a rescued guest from its own disk again: `nova/compute/manager.py:unrescue_instance`. */
export const healthyUnrescue = changeTo({ vmState: 'active', powerState: powerStates.running });

/** The messages `stop_instance`, `pause_instance` and the like. */
export async function changeGuestOnHost(
  process: ComputeProcess,
  change: GuestChange,
  request: RequestContext,
  server: Server,
): Promise<void> {
  const { nova } = process;
  const context = { nova, request, server };
  const operation = nova.seams.operations[`${change}Server`];
  await asTask(process, context, `compute_${change}_instance`, () => process.performHere(operation, context));
}

function changeTo(state: Pick<Server, 'vmState' | 'powerState'>): Operation<PowerContext, PowerStep> {
  return { findRecord, saveState: (context) => saveState(context, state) };
}

function saveState({ nova, server }: PowerContext, state: Partial<Server>): 'go on' {
  saveServer(nova, server, { ...state, taskState: null });
  return 'go on';
}
