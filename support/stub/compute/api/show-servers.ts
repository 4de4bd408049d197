import { ComputeHostNotFound } from '../exceptions';
import type { ComputeCall } from '../nova';
import type { Server } from '../records';
import { isUp } from '../service-group';
import type { ServerViewContext } from '../views/server-view';
import { authorize, findServer, may, reply } from './requests';

/** GET /servers/{id} */
export function showServer(call: ComputeCall): Response {
  const server = findServer(call);
  authorize(call, 'servers:show', server);
  const groups = [...call.env.nova.store.serverGroups.values()]
    .filter(({ members }) => members.includes(server.uuid))
    .map(({ uuid }) => uuid);
  return reply({ server: call.env.nova.seams.views.fullServer(server, viewContext(call, server, groups)) });
}

/** What the full view of a server needs. @param groups undefined in lists */
export function viewContext(
  call: ComputeCall,
  server: Server,
  groups: readonly string[] | undefined,
): ServerViewContext {
  return {
    version: call.get('version'),
    publicUrl: call.env.publicUrl,
    audience: may(call, 'os-extended-server-attributes') ? 'operator' : 'user',
    hostService: hostService(call, server),
    groups,
  };
}

function hostService(call: ComputeCall, { host, deletedAt }: Server): ServerViewContext['hostService'] {
  if (host === null || deletedAt !== null) return undefined;
  try {
    const record = call.env.nova.store.computeService(host);
    return { record, isUp: isUp(call.env.nova, record) };
  } catch (error) {
    if (error instanceof ComputeHostNotFound) return undefined;
    throw error;
  }
}
