import { type Onward, type Operation, perform } from '../../operation';
import { expectNovaFailure, ImageNotFound, NoValidHost, UnshelveException } from '../exceptions';
import { giveUpTask } from '../host/server-task';
import { setError } from '../host/terminate-on-host';
import { asEvent } from '../instance-actions';
import type { Nova, RequestContext } from '../nova';
import type { RequestSpec, Server } from '../records';
import { selectDestination } from '../scheduler/select-destination';
import { conductorHost } from './build-servers';

/** What the conductor works on when a server is unshelved. */
export interface UnshelveContext {
  readonly nova: Nova;
  readonly request: RequestContext;
  readonly server: Server;
  readonly spec: RequestSpec;
  /** Where the server goes; undefined until the scheduler has said so. */
  host: string | undefined;
}

/** The steps of an unshelve in the conductor, in order. */
export type UnshelveStep = 'startOnItsHost' | 'findImage' | 'selectHost' | 'castToHost';

/**
 * A shelved server starts where it is; an offloaded one finds its image and a new host first.
 * Source: `nova/conductor/manager.py:unshelve_instance`.
 */
export const healthyUnshelve: Operation<UnshelveContext, UnshelveStep> = {
  startOnItsHost: ({ nova, request, server }) => {
    if (server.vmState !== 'shelved' || server.host === null) return 'go on';
    server.taskState = 'powering-on';
    nova.broker.cast(server.host, {
      name: 'start_instance',
      handle: (process) => process.changeGuest('start', request, server),
    });
    return 'stop';
  },
  findImage: async ({ nova, request, server }): Promise<Onward> => {
    const id = server.shelvedImageId;
    if (id === null) return 'go on';
    await asEvent(nova, { request, server, host: conductorHost, event: 'get_image_info' }, async () => {
      if ((await nova.image.show(id, request.authToken)) !== undefined) return;
      const reason = `Unshelve attempted but the image ${id} cannot be found.`;
      setError(nova, server, new ImageNotFound(reason));
      throw new UnshelveException(server.uuid, reason);
    });
    return 'go on';
  },
  selectHost: async (context): Promise<Onward> => {
    const { nova, request, server, spec } = context;
    await asEvent(nova, { request, server, host: conductorHost, event: 'schedule_instances' }, async () => {
      context.host = await selectDestination(nova, server, spec);
    });
    return 'go on';
  },
  castToHost: ({ nova, request, server, host }) => {
    if (host === undefined) throw new NoValidHost('');
    nova.store.destinations.set(server.uuid, host);
    server.zone = nova.store.zoneOf(host);
    nova.broker.cast(host, { name: 'unshelve_instance', handle: (process) => process.unshelve(request, server) });
    return 'stop';
  },
};

/** The message `unshelve_instance` to the conductor: a failure leaves the server shelved, or in ERROR when its image is gone. */
export async function unshelveServer(
  nova: Nova,
  request: RequestContext,
  server: Server,
  spec: RequestSpec,
): Promise<void> {
  try {
    await perform(nova.seams.operations.unshelveServer, { nova, request, server, spec, host: undefined });
  } catch (error) {
    const failure = expectNovaFailure(error);
    if (!(failure instanceof UnshelveException)) giveUpTask(nova, server, failure);
  }
}
