import { expectNovaFailure, ImageNotFound, UnshelveException } from '../exceptions';
import { giveUpTask } from '../host/server-task';
import { setError } from '../host/terminate-on-host';
import { asEvent } from '../instance-actions';
import type { Nova } from '../nova';
import type { RequestSpec, Server } from '../records';
import type { RequestContext } from '../request-context';
import { selectDestination } from '../scheduler/select-destination';
import { conductorHost } from './build-servers';

/**
 * The message `unshelve_instance` to the conductor: a shelved server starts where it is; an offloaded one finds its image and a new
 * host first. A failure leaves the server shelved, or in ERROR when its image is gone.
 * Source: `nova/conductor/manager.py:unshelve_instance`.
 */
export async function unshelveServer(
  nova: Nova,
  request: RequestContext,
  server: Server,
  spec: RequestSpec,
): Promise<void> {
  try {
    if (server.vmState === 'shelved' && server.host !== null) startOnItsHost(nova, request, server, server.host);
    else await unshelveOffloaded(nova, request, server, spec);
  } catch (error) {
    const failure = expectNovaFailure(error);
    if (!(failure instanceof UnshelveException)) giveUpTask(nova, server, failure);
  }
}

function startOnItsHost(nova: Nova, request: RequestContext, server: Server, host: string): void {
  server.taskState = 'powering-on';
  nova.broker.cast(host, {
    name: 'start_instance',
    handle: (process) => process.changeGuest('start', request, server),
  });
}

async function unshelveOffloaded(
  nova: Nova,
  request: RequestContext,
  server: Server,
  spec: RequestSpec,
): Promise<void> {
  const { shelvedImageId } = server;
  if (shelvedImageId !== null) {
    await asEvent(nova, { request, server, host: conductorHost, event: 'get_image_info' }, () =>
      requireImage(nova, request, server, shelvedImageId),
    );
  }
  const host = await asEvent(nova, { request, server, host: conductorHost, event: 'schedule_instances' }, () =>
    selectDestination(nova, server, spec),
  );
  nova.store.destinations.set(server.uuid, host);
  server.zone = nova.store.zoneOf(host);
  nova.broker.cast(host, { name: 'unshelve_instance', handle: (process) => process.unshelve(request, server) });
}

async function requireImage(nova: Nova, request: RequestContext, server: Server, id: string): Promise<void> {
  if ((await nova.image.show(id, request.authToken)) !== undefined) return;
  const reason = `Unshelve attempted but the image ${id} cannot be found.`;
  setError(nova, server, new ImageNotFound(reason));
  throw new UnshelveException(server.uuid, reason);
}
