import { NeighbourAnsweredError } from './exceptions';
import type { Nova } from './nova';
import type { Server } from './records';

/**
 * Takes a server off the network: ports that existed before are kept and unbound (a failure there is only logged), all
 * others are deleted. All are tried before the first failure rejects.
 * Source: reference A.7, `nova/network/neutron.py:deallocate_for_instance`.
 */
export async function deallocatePorts(nova: Nova, server: Server): Promise<void> {
  const kept = server.ports.filter(({ origin }) => origin === 'existed before').map(({ id }) => id);
  const present = await nova.network.portIdsOf(server.uuid);
  for (const id of kept) await nova.network.unbindPort(id, 'leaves its server');
  let failure: NeighbourAnsweredError | undefined;
  for (const id of present.filter((port) => !kept.includes(port))) {
    try {
      await nova.network.deletePort(id);
    } catch (error) {
      if (!(error instanceof NeighbourAnsweredError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  server.ports = [];
}
