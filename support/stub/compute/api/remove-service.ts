import { novaErrors } from '../../http/dialects/nova-dialect';
import { isUuidLike } from '../../http/schemas';
import { type Onward, perform } from '../../operation';
import { isInProgress, touches } from '../moves/migration';
import { freeOnProvider } from '../moves/move-allocations';
import { deleteProviderTree } from '../neighbours/delete-provider';
import type { ComputeCall, NovaOperations, RemoveServiceContext } from '../nova';
import { authorize, emptyReply } from './requests';

/**
 * DELETE /os-services/{id}: a host's compute service with its compute node and provider; of any other service the record alone. 204.
 * Throws 400, 403, 404, and 409 for a host with servers or moves. Source: reference B.6, `services.py:ServiceController.delete`.
 */
export async function removeService(call: ComputeCall): Promise<Response> {
  const context: RemoveServiceContext = { call, id: call.req.param('service') ?? '', service: undefined };
  await perform(call.env.nova.seams.operations.removeService, context);
  return emptyReply(204);
}

/** What is wrong with a removal is looked for in this order. Up to 2.52 a service is called by its number (`nova/utils.py:validate_integer`). */
export const healthyRemoveService: NovaOperations['removeService'] = {
  authorize: ({ call }) => {
    authorize(call, 'os-services:delete');
    return 'go on';
  },
  checkId: ({ call, id }) => {
    const byUuid = isByUuid(call);
    if (byUuid && !isUuidLike(id)) throw novaErrors.badRequest(`Invalid uuid ${id}`);
    if (!byUuid && !/^[+-]?\d+$/.test(id)) throw novaErrors.badRequest('id must be an integer');
    return 'go on';
  },
  findService: (context) => {
    const { call, id } = context;
    const byUuid = isByUuid(call);
    context.service = call.env.nova.store.services.find((each) => (byUuid ? each.uuid === id : each.id === Number(id)));
    if (context.service === undefined) throw novaErrors.notFound(`Service ${id} not found.`);
    return 'go on';
  },
  removeCompute: async ({ call, service }): Promise<Onward> => {
    const { nova } = call.env;
    if (service?.binary === 'nova-compute') await perform(nova.seams.operations.removeCompute, { nova, service });
    return 'go on';
  },
  dropRecord: ({ call, service }) => {
    const { services } = call.env.nova.store;
    if (service !== undefined) services.splice(services.indexOf(service), 1);
    return 'go on';
  },
};

function isByUuid(call: ComputeCall): boolean {
  return call.get('version').isAtLeast('2.53');
}

/**
 * How a host is removed. What its servers would hold is theirs no more, for it has none; of servers that were evacuated the share that
 * they have left goes. A provider with other allocations stays, which nobody is told.
 * Source: reference B.6, `report.py:delete_resource_provider`.
 */
export const healthyRemoveCompute: NovaOperations['removeCompute'] = {
  requireNoServers: ({ nova, service }) => {
    if (nova.store.serversOn(service.host).length === 0) return 'go on';
    throw novaErrors.conflict(
      'Unable to delete compute service that is hosting instances. Migrate or delete the instances first.',
    );
  },
  requireNoMoves: ({ nova, service }) => {
    if (!nova.store.migrations.some((each) => isInProgress(each) && touches(each, service.host))) return 'go on';
    throw novaErrors.conflict(
      'Unable to delete compute service that has in-progress migrations. Complete the migrations or delete the instances first.',
    );
  },
  leaveAggregates: ({ nova, service }) => {
    for (const aggregate of nova.store.aggregates.filter(({ hosts }) => hosts.includes(service.host))) {
      aggregate.hosts.splice(aggregate.hosts.indexOf(service.host), 1);
      aggregate.updatedAt = nova.time.clock.now();
    }
    return 'go on';
  },
  freeEvacuated: async ({ nova, service }): Promise<Onward> => {
    const node = nova.store.computeNode(service.host);
    const left = nova.store.migrations.filter(
      ({ type, status, sourceHost, deletedAt }) =>
        type === 'evacuation' && status === 'done' && sourceHost === service.host && deletedAt === null,
    );
    if (node === undefined) return 'go on';
    for (const { serverUuid } of left) await freeOnProvider(nova.placement, serverUuid, node.uuid);
    return 'go on';
  },
  deleteProvider: async ({ nova, service }): Promise<Onward> => {
    const node = nova.store.computeNode(service.host);
    if (node !== undefined) await deleteProviderTree(nova.placement, node.uuid);
    return 'go on';
  },
  dropNode: ({ nova, service }) => {
    const node = nova.store.computeNode(service.host);
    if (node !== undefined) nova.store.computeNodes.splice(nova.store.computeNodes.indexOf(node), 1);
    return 'go on';
  },
};
