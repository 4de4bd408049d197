import { type Onward, perform } from '../../operation';
import { deleteFlaggedVolumes, detachVolumes } from '../block-devices';
import {
  expectNovaFailure,
  InstanceNotFound,
  ProcessEnded,
  RescheduledException,
  UnexpectedDeletingTaskState,
} from '../exceptions';
import { asEvent } from '../instance-actions';
import type { Network } from '../neighbours/neutron-client';
import type { InNova, Nova, NovaOperations } from '../nova';
import { powerStates, type RequestedNetwork, type RequestSpec, type Server, type ServerPort } from '../records';
import type { BuildContext } from './host-operations';
import type { BuildMessage, HostProcess } from './host-process';
import { prepareVolumes } from './host-volumes';
import { cleanUpNetworks } from './move-on';
import { setError } from './terminate-on-host';

/**
 * How a host builds a server; a delete that comes in between is noticed at the next step. Without its ports the server may be built
 * elsewhere, for they are asked for beside the rest, as its disks are named, and missed when the guest is started; without its volumes the
 * build is over.
 * Source: `nova/compute/manager.py:_do_build_and_run_instance`, `_build_and_run_instance`.
 */
export const healthyBuild: NovaOperations['build'] = {
  begin: (context) => {
    save(context, { taskState: null });
    return 'go on';
  },
  claimHost: (context) => {
    const { process, server } = context;
    save(context, {});
    server.host = process.host;
    server.node = process.host;
    return 'go on';
  },
  beginNetworking: (context) => {
    save(context, { taskState: 'networking' });
    context.server.rootDeviceName = '/dev/sda';
    return 'go on';
  },
  allocateNetworks: async (context): Promise<Onward> => {
    context.server.ports = await allocatePorts(context).catch((error: unknown) => {
      throw new RescheduledException(context.server.uuid, expectNovaFailure(error).message);
    });
    return 'go on';
  },
  attachVolumes: async (context): Promise<Onward> => {
    const { nova, process, request, server } = context;
    save(context, { taskState: 'block_device_mapping' });
    await prepareVolumes(nova, request, server, process.host);
    return 'go on';
  },
  spawnGuest: (context) => {
    save(context, { taskState: 'spawning' });
    return 'go on';
  },
  activate: (context) => {
    const { nova, server } = context;
    save(context, { taskState: null });
    server.vmState = 'active';
    server.powerState = powerStates.running;
    server.launchedAt = nova.time.clock.now();
    return 'go on';
  },
};

/**
 * Handles `build_and_run_instance`. Where another host may do it, what fails goes back to the conductor; otherwise it frees the
 * allocations and puts the server in ERROR without host. The event is a success all the same: the host has dealt with it.
 */
export async function buildOnHost(nova: Nova, process: HostProcess, message: BuildMessage): Promise<void> {
  const { host } = process;
  const { request, server } = message;
  if (server.deletedAt !== null) return;
  const context: InNova<BuildContext> = { nova, process, ...message };
  await asEvent(nova, { request, server, host, event: 'compute__do_build_and_run_instance' }, async () => {
    try {
      await process.performHere(nova.seams.operations.build, context);
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      if (error instanceof RescheduledException && isRetried(context))
        await perform(nova.seams.operations.moveOn, context);
      else await perform(nova.seams.operations.giveUpBuild, { ...context, error: expectNovaFailure(error) });
    }
  });
}

/** A server that was forced onto a host is not tried elsewhere (`nova/scheduler/utils.py:populate_retry`). */
function isRetried({ spec: { forcedHost, forcedNode } }: InNova<BuildContext>): boolean {
  return forcedHost === null && forcedNode === null;
}

/** How a host gives a build up; what is its server's is left to the delete where that came in between. */
export const healthyGiveUpBuild: NovaOperations['giveUpBuild'] = {
  cleanUpNetworks: async ({ nova, server }): Promise<Onward> => {
    await cleanUpNetworks(nova, server);
    return 'go on';
  },
  cleanUpVolumes: async ({ nova, request, server, error }): Promise<Onward> => {
    if (isOvertaken(error)) return 'go on';
    await detachVolumes(nova, request, server);
    await deleteFlaggedVolumes(nova, request, server);
    return 'go on';
  },
  setError: ({ nova, server, error }) => {
    if (isOvertaken(error)) return 'go on';
    server.host = null;
    server.node = null;
    setError(nova, server, error);
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    await nova.placement.deleteAllocations(server.uuid, 'by force');
    return 'go on';
  },
};

function isOvertaken(error: Error): boolean {
  return error instanceof UnexpectedDeletingTaskState || error instanceof InstanceNotFound;
}

/** Saves the task state unless a delete came in between: `instance.save(expected_task_state=...)`. */
function save({ nova, server }: InNova<BuildContext>, change: { readonly taskState?: Server['taskState'] }): void {
  if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
  if (nova.seams.rules.isBeingDeleted(server.taskState)) throw new UnexpectedDeletingTaskState(server.uuid);
  if (change.taskState !== undefined) server.taskState = change.taskState;
  server.updatedAt = nova.time.clock.now();
}

async function allocatePorts({ nova, server, spec }: InNova<BuildContext>): Promise<readonly ServerPort[]> {
  const ports: ServerPort[] = [];
  for (const wanted of await wantedNetworks(nova, spec)) {
    if (wanted.portId === undefined) {
      ports.push(await nova.network.createPort(server, wanted.network, wanted.address));
    } else {
      ports.push(await nova.network.bindPort(server, wanted.portId, wanted.network));
    }
    server.ports = [...ports];
  }
  return ports;
}

interface WantedNetwork {
  readonly network: Network;
  readonly portId?: string;
  readonly address?: string | undefined;
}

async function wantedNetworks(nova: Nova, spec: RequestSpec): Promise<readonly WantedNetwork[]> {
  if (spec.networks === 'none') return [];
  const wanted: WantedNetwork[] = [];
  for (const requested of spec.networks) wanted.push(await resolve(nova, requested));
  return wanted;
}

async function resolve(nova: Nova, requested: RequestedNetwork): Promise<WantedNetwork> {
  if (requested.kind === 'network') {
    const network = await nova.network.network(requested.id);
    return { network: network ?? { id: requested.id, name: '' }, address: requested.address };
  }
  const port = await nova.network.portAsNova(requested.id);
  const network = await nova.network.network(port.networkId);
  return { network: network ?? { id: port.networkId, name: '' }, portId: requested.id };
}
