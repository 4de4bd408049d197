import { type Onward, perform } from '../../operation';
import { conductorHost } from '../conductor/build-servers';
import { expectNovaFailure } from '../exceptions';
import { setError } from '../host/terminate-on-host';
import { asEvent } from '../instance-actions';
import type { InNova, Nova, NovaOperations } from '../nova';
import { selectDestination } from '../scheduler/select-destination';
import { saveStatus } from './migrations';
import type { EvacuateContext, EvacuationOrder } from './move-operations';
import { rebuildOnHost } from './rebuild-on-host';

/**
 * How the conductor finds an evacuated server its new host, which is claimed beside the old one: both are the server's own until the
 * old host returns. Source: reference B.3, `nova/conductor/manager.py:rebuild_instance`.
 */
export const healthyEvacuate: NovaOperations['evacuateServer'] = {
  selectHost: async (context): Promise<Onward> => {
    const { nova, server, spec } = context;
    context.host = await selectDestination(nova, server, spec);
    server.zone = nova.store.zoneOf(context.host);
    return 'go on';
  },
  castToDestination: (context) => {
    const { nova, host, server } = context;
    if (host === undefined) return 'stop';
    const order = { ...context, formerVmState: server.vmState };
    nova.broker.cast(host, {
      name: 'rebuild_instance',
      handle: (process) => process.handle(() => rebuildOnHost({ ...order, process })),
    });
    return 'go on';
  },
};

/** The message `rebuild_instance` to the conductor: with no host to go to the server ends in ERROR where it was (bug 1713783). */
export async function evacuateServer(nova: Nova, order: EvacuationOrder): Promise<void> {
  const { request, server, migration } = order;
  const context: InNova<EvacuateContext> = { nova, ...order, host: undefined };
  const where = { request, server, host: conductorHost, event: 'rebuild_server' };
  await asEvent(nova, where, async () => {
    try {
      await perform(nova.seams.operations.evacuateServer, context);
    } catch (error) {
      const failure = expectNovaFailure(error);
      saveStatus(nova, migration, nova.seams.rules.statusOfVainEvacuation);
      if (server.deletedAt === null) setError(nova, server, failure);
      throw failure;
    }
  }).catch(expectNovaFailure);
}
