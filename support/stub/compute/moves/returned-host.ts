import { type Onward, perform } from '../../operation';
import type { HostProcess } from '../host/host-process';
import type { Nova, NovaOperations, NovaRules } from '../nova';
import { freeOnProvider } from './move-allocations';

/**
 * What a host that starts makes of servers that were evacuated from it: it gives its own share of each back. Evacuations of deleted
 * servers are found too, and left as they are (bugs 1687479, 1794996). Source: reference B.3, `nova/compute/manager.py:_destroy_evacuated_instances`.
 */
export const healthyReturn: NovaOperations['returnToDuty'] = {
  findEvacuations: (context) => {
    const { nova, process } = context;
    context.evacuations = nova.store.migrations.filter(
      ({ type, status, sourceHost }) =>
        type === 'evacuation' && sourceHost === process.host && ['accepted', 'pre-migrating', 'done'].includes(status),
    );
    return 'go on';
  },
  freeSource: async ({ nova, process, evacuations }): Promise<Onward> => {
    for (const { serverUuid } of evacuations.filter(({ deletedAt }) => deletedAt === null)) {
      await freeOnProvider(nova.placement, serverUuid, process.nodeUuid);
    }
    return 'go on';
  },
  noteCompleted: ({ nova, evacuations }) => {
    for (const migration of evacuations.filter(({ deletedAt }) => deletedAt === null)) {
      migration.status = 'completed';
      migration.updatedAt = nova.time.clock.now();
    }
    return 'go on';
  },
};

/** Rejects with what Placement's trouble makes of it: the host does not start then. */
export function returnToDuty(nova: Nova, process: HostProcess): Promise<void> {
  return perform(nova.seams.operations.returnToDuty, { nova, process, evacuations: [] });
}

/** While a server was evacuated from the host and the host has not started since, its guest may still run there (bug 1922053). */
export const mayForceUp: NovaRules['mayForceUp'] = ({ migrations }, host) =>
  !migrations.some(
    ({ type, status, sourceHost, deletedAt }) =>
      type === 'evacuation' && status === 'done' && sourceHost === host && deletedAt === null,
  );
