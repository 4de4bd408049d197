import { type Onward, type Operation, perform } from '../../operation';
import { expectNovaFailure, MaxRetriesExceeded } from '../exceptions';
import type { BuildMessage } from '../host/build-on-host';
import { setError } from '../host/terminate-on-host';
import type { Nova } from '../nova';
import { claim, type Selection } from '../scheduler/select-destination';

/** What the conductor works on when a host could not build a server. */
export interface RescheduleContext extends BuildMessage {
  readonly nova: Nova;
  /** Where the server goes next; undefined until something is claimed there. */
  chosen: Selection | undefined;
  /** Who may try after that. */
  remaining: readonly Selection[];
}

/** The steps of it, in order. */
export type RescheduleStep = 'claimAlternate' | 'saveZone' | 'castToHost';

/**
 * How a server goes on to the next host that the scheduler has named, without asking the scheduler again.
 * Source: `nova/conductor/manager.py:build_instances`.
 */
export const healthyReschedule: Operation<RescheduleContext, RescheduleStep> = {
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
    const context: RescheduleContext = { nova, ...message, chosen: undefined, remaining: [] };
    await perform(nova.seams.operations.rescheduleServer, context);
  } catch (error) {
    const failure = expectNovaFailure(error);
    if (message.server.deletedAt === null) setError(nova, message.server, failure);
  }
}
