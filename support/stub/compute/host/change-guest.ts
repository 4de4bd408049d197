import type { Onward } from '../../operation';
import type { Nova } from '../nova';
import { powerStates, type Server } from '../records';
import type { RequestContext } from '../request-context';
import { deleteShelvedImage } from '../shelved-image';
import type { GuestChange, HostProcess } from './host-process';
import { asTask, findRecord, saveServer } from './server-task';

const { running, paused, shutdown } = powerStates;

/** What a server is like after each change of its guest (`nova/compute/manager.py:stop_instance` and the like). */
const outcomes: Readonly<Record<GuestChange, Pick<Server, 'vmState' | 'powerState'>>> = {
  stop: { vmState: 'stopped', powerState: shutdown },
  start: { vmState: 'active', powerState: running },
  pause: { vmState: 'paused', powerState: paused },
  unpause: { vmState: 'active', powerState: running },
  suspend: { vmState: 'suspended', powerState: shutdown },
  resume: { vmState: 'active', powerState: running },
  rescue: { vmState: 'rescued', powerState: running },
  unrescue: { vmState: 'active', powerState: running },
};

/** The messages `stop_instance`, `pause_instance` and the like. A start of a server that was shelved there takes its image away. */
export async function changeGuestOnHost(
  nova: Nova,
  process: HostProcess,
  change: GuestChange,
  request: RequestContext,
  server: Server,
): Promise<void> {
  const context = { nova, request, server };
  const dropShelvedImage = async (): Promise<Onward> => {
    if (change !== 'start') return 'go on';
    await deleteShelvedImage(nova, request, server);
    server.shelvedImageId = null;
    return 'go on';
  };
  const saveState = (): Onward => {
    const launched = change === 'rescue' ? { launchedAt: nova.time.clock.now() } : {};
    saveServer(nova, server, { ...outcomes[change], ...launched, taskState: null });
    return 'go on';
  };
  await asTask(process, context, `compute_${change}_instance`, () =>
    process.performHere({ findRecord, dropShelvedImage, saveState }, context),
  );
}
