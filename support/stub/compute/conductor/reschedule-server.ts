import { type Onward, perform } from '../../operation';
import { expectNovaFailure, MaxRetriesExceeded } from '../exceptions';
import type { BuildMessage } from '../host/host-process';
import { setError } from '../host/terminate-on-host';
import type { InNova, Nova, NovaOperations } from '../nova';
import { claim } from '../scheduler/select-destination';
import type { RescheduleContext } from './conductor-operations';

/**
 * How a server goes on to the next host that the scheduler has named, without asking the scheduler again.
 * Source: `nova/conductor/manager.py:build_instances`.
 */
export const healthyReschedule: NovaOperations['rescheduleServer'] = {
  claimAlternate: async (context): Promise<Onward> => {
    const { nova, server, alternates } = context;
    for (const [index, alternate] of alternates.entries()) {
      if (!(await claim(nova, server, alternate.candidate))) continue;
      context.chosen = alternate;
      context.remaining = alternates.slice(index + 1);
      return 'go on';
    }
    throw new MaxRetriesExceeded(server.uuid);
  },
  saveZone: ({ nova, server, chosen }) => {
    if (chosen === undefined || server.deletedAt !== null) return 'stop';
    server.zone = nova.store.zoneOf(chosen.host);
    nova.store.destinations.set(server.uuid, chosen.host);
    return 'go on';
  },
  castToHost: ({ nova, request, server, spec, chosen, remaining }) => {
    if (chosen === undefined) return 'stop';
    nova.broker.cast(chosen.host, {
      name: 'build_and_run_instance',
      handle: (process) => process.build({ request, server, spec, alternates: remaining }),
    });
    return 'stop';
  },
};

/** The message `build_instances`: a server that nobody can build ends in ERROR, without host. */
export async function rescheduleServer(nova: Nova, message: BuildMessage): Promise<void> {
  try {
    const context: InNova<RescheduleContext> = { nova, ...message, chosen: undefined, remaining: [] };
    await perform(nova.seams.operations.rescheduleServer, context);
  } catch (error) {
    const failure = expectNovaFailure(error);
    if (message.server.deletedAt === null) setError(nova, message.server, failure);
  }
}
