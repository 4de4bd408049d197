import { type Onward, perform } from '../../operation';
import { expectNovaFailure } from '../exceptions';
import { asEvent, faultOf, recordAction } from '../instance-actions';
import type { Nova, NovaOperations } from '../nova';
import type { Server } from '../records';
import type { RequestContext } from '../request-context';
import type { Selection } from '../scheduler/scheduling';
import { selectWithAlternates } from '../scheduler/select-destination';
import type { BuildOrder } from './conductor-operations';

/** Source: `nova/conductor/manager.py:schedule_and_build_instances`. */
export const healthyBuildServers: NovaOperations['buildServers'] = {
  selectHosts: async ({ nova, orders, destinations, alternates }): Promise<Onward> => {
    for (const { server, spec } of orders) {
      const selected = await selectWithAlternates(nova, server, spec);
      destinations.set(server.uuid, selected.host);
      alternates.set(server.uuid, selected.alternates);
      nova.store.destinations.set(server.uuid, selected.host);
    }
    return 'go on';
  },
  dropDeleted: async (context): Promise<Onward> => {
    const { nova, orders, destinations } = context;
    const isDropped = ({ server: { uuid } }: BuildOrder) =>
      destinations.has(uuid) && !nova.store.buildRequests.has(uuid);
    for (let order = orders.find(isDropped); order !== undefined; order = orders.find(isDropped)) {
      await perform(nova.seams.operations.dropBuild, { ...context, server: order.server });
    }
    return 'go on';
  },
  createInCell: ({ nova, request, orders, destinations }) => {
    for (const { server } of orders) {
      const host = destinations.get(server.uuid);
      if (host === undefined) continue;
      server.zone = nova.store.zoneOf(host);
      recordAction(nova, request, server, 'create');
      moveTo(nova, server, 'cell1');
    }
    return 'go on';
  },
  castToHosts: ({ nova, request, orders, destinations, alternates }) => {
    for (const { server, spec } of orders) {
      const host = destinations.get(server.uuid);
      if (host === undefined) continue;
      nova.broker.cast(host, {
        name: 'build_and_run_instance',
        handle: (process) => process.build({ request, server, spec, alternates: alternates.get(server.uuid) ?? [] }),
      });
    }
    return 'go on';
  },
};

/** A build request that is gone means that the server was deleted: what was claimed for it is freed (reference A.4, D11). */
export const healthyDropBuild: NovaOperations['dropBuild'] = {
  forget: ({ nova, server, destinations }) => {
    destinations.delete(server.uuid);
    nova.store.mappings.delete(server.uuid);
    return 'go on';
  },
  freeAllocations: async ({ nova, server }): Promise<Onward> => {
    await nova.placement.deleteAllocations(server.uuid, 'by force');
    return 'go on';
  },
};

/** How all servers of the request end: in ERROR in cell0, with nothing claimed (`_bury_in_cell0`). */
export const healthyBury: NovaOperations['buryServers'] = {
  releaseClaims: async ({ nova, destinations }): Promise<Onward> => {
    for (const uuid of destinations.keys()) {
      await nova.placement.deleteAllocations(uuid, 'by force').catch(expectNovaFailure);
      nova.store.destinations.delete(uuid);
    }
    return 'go on';
  },
  buryInCell0: async ({ nova, request, orders, error }): Promise<Onward> => {
    for (const { server } of orders) await buryInCell0(nova, request, server, error);
    return 'go on';
  },
};

/** Builds the servers of a create request; when one finds no host all end in ERROR. */
export async function buildServers(nova: Nova, request: RequestContext, orders: readonly BuildOrder[]): Promise<void> {
  const destinations = new Map<string, string>();
  try {
    const context = { nova, request, orders, destinations, alternates: new Map<string, readonly Selection[]>() };
    await perform(nova.seams.operations.buildServers, context);
  } catch (error) {
    const burial = { nova, request, orders, destinations, error: expectNovaFailure(error) };
    await perform(nova.seams.operations.buryServers, burial);
  }
}

async function buryInCell0(nova: Nova, request: RequestContext, server: Server, error: Error): Promise<void> {
  if (!nova.store.buildRequests.has(server.uuid)) return;
  server.vmState = 'error';
  server.taskState = null;
  server.updatedAt = nova.time.clock.now();
  server.fault = faultOf(nova, error);
  moveTo(nova, server, 'cell0');
  recordAction(nova, request, server, 'create');
  const event = { request, server, host: conductorHost, event: 'conductor_schedule_and_build_instances' };
  await asEvent(nova, event, () => Promise.reject(error)).catch(expectNovaFailure);
}

/** The host on which the conductor and the scheduler run. */
export const conductorHost = 'controller';

function moveTo(nova: Nova, server: Server, cell: 'cell0' | 'cell1'): void {
  server.volumes = nova.store.buildRequests.get(server.uuid)?.volumes ?? [];
  nova.store.servers.set(server.uuid, server);
  nova.store.buildRequests.delete(server.uuid);
  const mapping = nova.store.mappings.get(server.uuid);
  if (mapping !== undefined) mapping.cell = cell;
}
