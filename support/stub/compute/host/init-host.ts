import { expectNovaFailure, ProcessEnded } from '../exceptions';
import { returnToDuty } from '../moves/returned-host';
import type { Nova, NovaRules } from '../nova';
import type { Server } from '../records';
import type { InitVerdict } from './host-operations';
import type { HostProcess } from './host-process';
import { endServer } from './terminate-on-host';

/** Source: reference B.1, `nova/compute/manager.py:_init_instance`. */
export const healthyInitRules: NovaRules['init'] = {
  kept: ({ vmState }) => (vmState === 'soft-delete' ? 'leave alone' : 'no opinion'),
  failed: ({ vmState, taskState }) =>
    vmState === 'error' && taskState !== 'deleting' && taskState !== 'resize_migrating' ? 'leave alone' : 'no opinion',
  partlyDeleted: ({ vmState }) => (vmState === 'deleted' ? 'complete the deletion' : 'no opinion'),
  building: ({ vmState, taskState }) =>
    vmState === 'building' || (taskState !== null && buildTasks.includes(taskState))
      ? 'its build was interrupted'
      : 'no opinion',
  deleting: ({ taskState }) => (taskState === 'deleting' ? 'resume the delete' : 'no opinion'),
  moving: ({ taskState }) => (taskState === 'resize_migrating' ? 'its move was interrupted' : 'no opinion'),
  settled: () => 'leave alone',
};

/**
 * Puts a host's servers in order after its nova-compute was away. Failures end in the log and in the server's state.
 * Source: reference B.1, `nova/compute/manager.py:init_host`.
 */
export async function initHost(nova: Nova, process: HostProcess): Promise<void> {
  const { host } = process;
  await returnToDuty(nova, process);
  for (const server of nova.store.serversOn(host)) await initServer(nova, process, server);
}

const buildTasks: readonly string[] = ['scheduling', 'networking', 'block_device_mapping', 'spawning'];

async function initServer(nova: Nova, process: HostProcess, server: Server): Promise<void> {
  switch (judge(nova, server)) {
    case 'complete the deletion':
      nova.store.destroy(server, nova.time.clock.now());
      await process.handle(async () => {
        await nova.placement.deleteAllocations(server.uuid, 'by force');
      });
      return;
    case 'resume the delete':
      await tolerant(() => endServer(nova, process, server, 'nova itself'));
      return;
    case 'its build was interrupted':
      giveUpBuild(nova, server);
      return;
    case 'its move was interrupted':
      server.taskState = null;
      server.updatedAt = nova.time.clock.now();
      return;
    case 'leave alone':
    case 'no opinion':
      return;
  }
}

function judge(nova: Nova, server: Server): InitVerdict {
  for (const rule of Object.values(nova.seams.rules.init)) {
    const verdict = rule(server);
    if (verdict !== 'no opinion') return verdict;
  }
  return 'leave alone';
}

/**
 * Servers that hold something here but never got their host: ERROR, and what they hold is kept (bug 1833581,
 * `_error_out_instances_whose_build_was_interrupted`).
 */
export async function failInterruptedBuilds(nova: Nova, process: HostProcess): Promise<void> {
  const { host } = process;
  const node = nova.store.computeNode(host);
  if (node === undefined) return;
  await process.handle(async () => {
    for (const consumer of (await nova.placement.allocationsOn(node.uuid)).keys()) {
      const server = nova.store.servers.get(consumer);
      if (server?.deletedAt === null && server.vmState === 'building') giveUpBuild(nova, server);
    }
  });
}

function giveUpBuild(nova: Nova, server: Server): void {
  server.vmState = 'error';
  server.taskState = null;
  server.updatedAt = nova.time.clock.now();
}

async function tolerant(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProcessEnded) throw error;
    expectNovaFailure(error);
  }
}
