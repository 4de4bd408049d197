import type { Onward, Operation } from '../../operation';
import { asEvent } from '../actions';
import { expectNovaFailure, InstanceNotFound, ProcessEnded, UnexpectedDeletingTaskState } from '../errors';
import type { Network } from '../neighbours/network';
import type { Nova, RequestContext } from '../nova';
import { deallocatePorts } from '../ports';
import { powerStates, type RequestedNetwork, type RequestSpec, type Server, type ServerPort } from '../records';
import type { ComputeProcess } from './process';
import { setError } from './terminate';

/** What the build of a server on its host works on. */
export interface BuildContext {
  readonly nova: Nova;
  readonly process: ComputeProcess;
  readonly server: Server;
  readonly spec: RequestSpec;
}

/** The steps of a build on the host, in order. */
export type BuildStep = 'begin' | 'claimHost' | 'allocateNetworks' | 'spawnGuest' | 'activate';

/**
 * How a host builds a server; a delete that comes in between is noticed at the next step.
 * Source: `nova/compute/manager.py:_do_build_and_run_instance`, `_build_and_run_instance`.
 */
export const healthyBuild: Operation<BuildContext, BuildStep> = {
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
  allocateNetworks: async (context): Promise<Onward> => {
    save(context, { taskState: 'networking' });
    context.server.ports = await allocatePorts(context);
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

/** The message `build_and_run_instance`; what fails frees the allocations and puts the server in ERROR without host. */
export async function buildOnHost(
  process: ComputeProcess,
  request: RequestContext,
  server: Server,
  spec: RequestSpec,
): Promise<void> {
  const { nova, host } = process;
  if (server.deletedAt !== null) return;
  await asEvent(nova, { request, server, host, event: 'compute__do_build_and_run_instance' }, async () => {
    try {
      await process.performHere(nova.seams.operations.build, { nova, process, server, spec });
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      await giveUp(nova, server, expectNovaFailure(error));
    }
  });
}

async function giveUp(nova: Nova, server: Server, error: Error): Promise<void> {
  const isGoing = error instanceof UnexpectedDeletingTaskState || error instanceof InstanceNotFound;
  await cleanUpNetworks(nova, server);
  if (!isGoing) {
    server.host = null;
    server.node = null;
    setError(nova, server, error);
  }
  await nova.placement.deleteAllocations(server.uuid, 'by force');
  if (!isGoing) throw error;
}

/** What fails here is only logged (`_cleanup_allocated_networks`). */
async function cleanUpNetworks(nova: Nova, server: Server): Promise<void> {
  try {
    await deallocatePorts(nova, server);
  } catch (error) {
    expectNovaFailure(error);
  }
}

/** Saves the task state unless a delete came in between: `instance.save(expected_task_state=...)`. */
function save({ nova, server }: BuildContext, change: { readonly taskState?: Server['taskState'] }): void {
  if (server.deletedAt !== null) throw new InstanceNotFound(server.uuid);
  if (nova.seams.rules.isBeingDeleted(server.taskState)) throw new UnexpectedDeletingTaskState(server.uuid);
  if (change.taskState !== undefined) server.taskState = change.taskState;
  server.updatedAt = nova.time.clock.now();
}

async function allocatePorts({ nova, server, spec }: BuildContext): Promise<readonly ServerPort[]> {
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
  return Promise.all(spec.networks.map((requested) => resolve(nova, requested)));
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
