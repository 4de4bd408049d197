import { type Onward, perform } from '../../operation';
import { expectNovaFailure, InstanceNotFound, ProcessEnded } from '../exceptions';
import { connectVolumes, keepVolumesReserved } from '../host/host-volumes';
import { saveServer } from '../host/server-task';
import { setError } from '../host/terminate-on-host';
import { asEvent } from '../instance-actions';
import type { InNova, NovaOperations } from '../nova';
import { saveStatus } from './migrations';
import { moveAllocations } from './move-allocations';
import type { ResizeContext } from './move-operations';

/** What the destination does first: it claims the server, which may be gone meanwhile (`nova/compute/manager.py:_prep_resize`). */
export const healthyPrepareResize: NovaOperations['prepareResize'] = {
  findRecord: ({ server }) => {
    if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
    return 'go on';
  },
  castToSource: (context) => {
    context.nova.broker.cast(context.migration.sourceHost, {
      name: 'resize_instance',
      handle: (process) => process.handle(() => resizeOnSource({ ...context, process })),
    });
    return 'go on';
  },
};

/** How the source sends the server away (`nova/compute/manager.py:_resize_instance`). */
export const healthyResizeOnSource: NovaOperations['resizeOnSource'] = {
  begin: ({ nova, server, migration }) => {
    saveStatus(nova, migration, 'migrating');
    saveServer(nova, server, { taskState: 'resize_migrating' });
    return 'go on';
  },
  disconnectVolumes: async ({ nova, request, server }): Promise<Onward> => {
    await keepVolumesReserved(nova, request, server);
    return 'go on';
  },
  leaveHost: ({ nova, server, migration }) => {
    saveStatus(nova, migration, 'post-migrating');
    const host = migration.destinationHost;
    saveServer(nova, server, { host, node: host, taskState: 'resize_migrated' });
    return 'go on';
  },
  castToDestination: (context) => {
    context.nova.broker.cast(context.migration.destinationHost ?? '', {
      name: 'finish_resize',
      handle: (process) => process.handle(() => finishOnDestination({ ...context, process })),
    });
    return 'go on';
  },
};

/** How the destination takes the server in: it waits for its owner's word then (`nova/compute/manager.py:_finish_resize`). */
export const healthyFinishResize: NovaOperations['finishResize'] = {
  setFlavor: ({ nova, server, flavor }) => {
    saveServer(nova, server, { flavor });
    return 'go on';
  },
  bindPorts: async ({ nova, server }): Promise<Onward> => {
    await nova.network.bindPortsOf(server);
    return 'go on';
  },
  begin: ({ nova, server }) => {
    saveServer(nova, server, { taskState: 'resize_finish' });
    return 'go on';
  },
  connectVolumes: async ({ nova, process: { host }, request, server }): Promise<Onward> => {
    await connectVolumes(nova, request, server, host);
    return 'go on';
  },
  awaitSettling: ({ nova, server, migration }) => {
    saveStatus(nova, migration, 'finished');
    saveServer(nova, server, { vmState: 'resized', taskState: null, launchedAt: nova.time.clock.now() });
    return 'go on';
  },
};

/**
 * The message `prep_resize`. What fails gives the server back what it held, even one that was deleted meanwhile (bug 1848343, open):
 * its allocation then stands on the source for nobody.
 */
export function prepareOnDestination(context: InNova<ResizeContext>): Promise<void> {
  return asMove(context, 'compute_prep_resize', 'prepareResize', () => giveBack(context));
}

/** The message `resize_instance`. What fails gives the server back what it held (bug 1749215). */
function resizeOnSource(context: InNova<ResizeContext>): Promise<void> {
  return asMove(context, 'compute_resize_instance', 'resizeOnSource', () => giveBack(context));
}

/** The message `finish_resize`. What fails frees the source, for the server is here (bug 1825537). */
function finishOnDestination(context: InNova<ResizeContext>): Promise<void> {
  return asMove(context, 'compute_finish_resize', 'finishResize', async () => {
    await context.nova.placement.deleteAllocations(context.migration.uuid, 'by generation');
  });
}

/** How a host gives a server back what it held: whether the server is there still is not asked (bug 1848343, open). */
export const healthyGiveUpResize: NovaOperations['giveUpResize'] = {
  moveBack: async ({ nova, server, migration }): Promise<Onward> => {
    await moveAllocations(nova.placement, migration.uuid, server.uuid);
    return 'go on';
  },
};

function giveBack(context: InNova<ResizeContext>): Promise<void> {
  return perform(context.nova.seams.operations.giveUpResize, context);
}

/** Does a host's part of a move as an event of its action; what fails ends the move. */
async function asMove(
  context: InNova<ResizeContext>,
  event: string,
  part: 'prepareResize' | 'resizeOnSource' | 'finishResize',
  undo: () => Promise<void>,
): Promise<void> {
  const { nova, process, request, server, migration } = context;
  await asEvent(nova, { request, server, host: process.host, event }, async () => {
    try {
      await process.performHere(nova.seams.operations[part], context);
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      const failure = expectNovaFailure(error);
      await undo();
      saveStatus(nova, migration, 'error');
      if (server.deletedAt === null) setError(nova, server, failure);
      throw failure;
    }
  });
}
