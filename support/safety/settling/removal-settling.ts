import type { CloudClients } from '../../api/cloud-clients';
import type { Service } from '../../api/compute/services-client';
import { ExpectationFailed } from '../../books/expectation';
import { deadlinesOf } from '../../clouds/deadlines';
import { eventually } from '../../waiting';
import { waitForHeartbeats } from '../compute-services';
import type { CleaningUp, Settlement } from './settlement';
import { takeAway } from './take-away';

/** What is known of a host that was to be removed. */
export interface RemovedHost {
  readonly host: string;
  /** The UUID of the service that it had. */
  readonly service: string;
  /** The ids of the aggregates that it was in. */
  readonly aggregates: readonly string[];
}

/**
 * The host is a host of the cloud again: on a provider of its own, with a compute service that has beaten twice, known to its cell, and
 * in its aggregates. One whose removal was refused is left as it is.
 */
export function settleRemoval(work: CleaningUp, removed: RemovedHost): Settlement {
  return { commands: commands(work, removed), takeBack: () => bringBack(work, removed) };
}

async function bringBack(work: CleaningUp, { host, service, aggregates }: RemovedHost): Promise<void> {
  const { cloud, operator, auditor } = work;
  const found = await servicesOf(auditor, host);
  if (!found.some(({ id }) => id === service)) {
    const { removals } = cloud.control;
    if (removals === undefined) throw new ExpectationFailed(`nothing here can bring a removed host back`);
    if (found.length === 0) await clearOldProvider(work, host);
    await removals.reinstall(host);
    const within = deadlinesOf(cloud.timing).computeStart;
    const isThere = async (): Promise<void> => {
      if ((await servicesOf(auditor, host)).length === 0) throw new ExpectationFailed(`${host} is not among them`);
    };
    await eventually(cloud, `Nova to list the compute service of ${host}`, isThere, { within });
    await waitForHeartbeats(cloud, auditor, host, { within });
    await removals.discoverHosts();
  }
  for (const { id, hosts } of await auditor.compute.aggregates.list()) {
    if (aggregates.includes(id) && !hosts.includes(host)) await operator.compute.aggregates.addHost(id, host);
  }
}

/** A provider that Nova could not delete has the name that the host's next one needs; who holds something there is the run's. */
async function clearOldProvider({ auditor, operator }: CleaningUp, host: string): Promise<void> {
  for (const { uuid } of await auditor.placement.providers.list({ name: host })) {
    const { allocations } = await auditor.placement.providers.allocations(uuid);
    for (const consumer of Object.keys(allocations)) await takeAway(operator.placement.allocations.delete(consumer));
    await takeAway(operator.placement.providers.delete(uuid));
  }
}

function servicesOf({ compute }: CloudClients, host: string): Promise<readonly Service[]> {
  return compute.services.list({ host, binary: 'nova-compute' });
}

function commands({ cloud }: CleaningUp, { host, aggregates }: RemovedHost): string[] {
  return [
    cloud.byHand.startCompute(host),
    'nova-manage cell_v2 discover_hosts --by-service',
    ...aggregates.map((aggregate) => `openstack aggregate add host ${aggregate} ${host}`),
  ];
}
