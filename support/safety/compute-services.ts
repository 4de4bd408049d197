import type { CloudClients } from '../api/cloud-clients';
import type { Service } from '../api/compute/services';
import { ExpectationFailed } from '../books/expectation';
import { eventually, type Patience, type WaitingCloud } from '../waiting';

/** The nova-compute service of the host. Throws when Nova knows none. */
export async function computeServiceOf(clients: CloudClients, host: string): Promise<Service> {
  const [service] = await clients.compute.services.list({ host, binary: 'nova-compute' });
  if (service === undefined) throw new Error(`${clients.session.cloud} knows no nova-compute service of ${host}`);
  return service;
}

/** Waits until Nova counts the host as down. */
export async function waitUntilDown(
  cloud: WaitingCloud,
  auditor: CloudClients,
  host: string,
  patience: Patience,
): Promise<void> {
  await eventually(
    cloud,
    `Nova to count ${host} as down`,
    async () => {
      const { state, updatedAt } = await computeServiceOf(auditor, host);
      if (state !== 'down')
        throw new ExpectationFailed(`${host} is ${state}; its last heartbeat is of ${updatedAt ?? 'never'}`);
    },
    patience,
  );
}

/**
 * Waits until the host's compute service has beaten twice since now. One change of `updated_at` may be the heartbeat of a process
 * that ended meanwhile, or the service's record as it is written before the heal; after the second one the start is over
 * (reference B.1). Nobody may change the service meanwhile, for that moves `updated_at` too.
 */
export async function waitForHeartbeats(
  cloud: WaitingCloud,
  auditor: CloudClients,
  host: string,
  patience: Patience,
): Promise<void> {
  const seen = new Set([(await computeServiceOf(auditor, host)).updatedAt]);
  await eventually(
    cloud,
    `the compute service of ${host} to beat twice`,
    async () => {
      seen.add((await computeServiceOf(auditor, host)).updatedAt);
      const beats = seen.size - 1;
      if (beats < 2) throw new ExpectationFailed(`${host} has beaten ${beats === 0 ? 'not at all' : 'once'} since`);
    },
    patience,
  );
}
